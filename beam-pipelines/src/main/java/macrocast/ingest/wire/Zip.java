package macrocast.ingest.wire;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import macrocast.ingest.UnreadablePayloadException;

/** An archive of files, for some sources send a table so, or several. */
public final class Zip {
    private static final int LARGEST = 256 << 20;

    private Zip() {}

    public static boolean isOne(byte[] body) {
        return body.length > 3 && body[0] == 'P' && body[1] == 'K' && body[2] == 3 && body[3] == 4;
    }

    /**
     * The bytes of the one file.
     *
     * @throws UnreadablePayloadException when there are more, when it is cut short or larger than 256 MiB
     */
    public static byte[] onlyFile(String name, byte[] body) {
        return onlyFile(name, body, LARGEST);
    }

    static byte[] onlyFile(String name, byte[] body, int largest) {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(body))) {
            ZipEntry entry = zip.getNextEntry();
            if (entry == null) {
                throw new UnreadablePayloadException(name, "is a zip archive without a file");
            }
            byte[] file = read(name, zip, entry, largest);
            if (zip.getNextEntry() != null) {
                throw new UnreadablePayloadException(name, "is a zip archive of several files, needed one");
            }
            return file;
        } catch (IOException e) {
            throw notWhole(name, e);
        }
    }

    /**
     * The bytes of some of its files, in the order in which they are asked for.
     *
     * @throws UnreadablePayloadException when one is absent, when the archive is cut short or inflates to more than 256 MiB
     */
    public static List<byte[]> files(String name, byte[] body, List<String> wanted) {
        return files(name, body, wanted, LARGEST);
    }

    static List<byte[]> files(String name, byte[] body, List<String> wanted, int largest) {
        Map<String, byte[]> found = new HashMap<>();
        int left = largest;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(body))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                byte[] file = read(name, zip, entry, left);
                left -= file.length;
                if (wanted.contains(entry.getName())) {
                    found.put(entry.getName(), file);
                }
            }
        } catch (IOException e) {
            throw notWhole(name, e);
        }
        List<byte[]> files = new ArrayList<>();
        for (String one : wanted) {
            byte[] file = found.get(one);
            if (file == null) {
                throw new UnreadablePayloadException(name, "is a zip archive without " + one);
            }
            files.add(file);
        }
        return files;
    }

    private static byte[] read(String name, ZipInputStream zip, ZipEntry entry, int largest) throws IOException {
        byte[] file = zip.readNBytes(largest);
        if (zip.read() >= 0) {
            throw new UnreadablePayloadException(
                    name, entry.getName() + " in it inflates to more than the " + largest + " bytes that are read");
        }
        return file;
    }

    private static UnreadablePayloadException notWhole(String name, IOException e) {
        return new UnreadablePayloadException(name, "is not a whole zip archive: " + e.getMessage(), e);
    }
}
