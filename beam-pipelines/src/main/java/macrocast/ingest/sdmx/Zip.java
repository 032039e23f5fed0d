package macrocast.ingest.sdmx;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import macrocast.ingest.UnreadablePayloadException;

/** An archive of one file, for some agencies send a table so. */
final class Zip {
    private static final int LARGEST_FILE = 256 << 20;

    private Zip() {}

    static boolean isOne(byte[] body) {
        return body.length > 3 && body[0] == 'P' && body[1] == 'K' && body[2] == 3 && body[3] == 4;
    }

    /**
     * The bytes of the one file.
     *
     * @throws UnreadablePayloadException when there are more, when it is cut short or larger than 256 MiB
     */
    static byte[] onlyFile(String name, byte[] body) {
        return onlyFile(name, body, LARGEST_FILE);
    }

    static byte[] onlyFile(String name, byte[] body, int largest) {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(body))) {
            ZipEntry entry = zip.getNextEntry();
            if (entry == null) {
                throw new UnreadablePayloadException(name, "is a zip archive without a file");
            }
            byte[] file = zip.readNBytes(largest);
            if (zip.read() >= 0) {
                throw new UnreadablePayloadException(
                        name, entry.getName() + " in it is larger than " + largest + " bytes");
            }
            if (zip.getNextEntry() != null) {
                throw new UnreadablePayloadException(name, "is a zip archive of several files, needed one");
            }
            return file;
        } catch (IOException e) {
            throw new UnreadablePayloadException(name, "is not a whole zip archive: " + e.getMessage(), e);
        }
    }
}
