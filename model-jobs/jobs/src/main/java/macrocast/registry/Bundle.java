package macrocast.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * A fitted model as stored: a zip of {@code manifest.json} and {@code payload}, in that order.
 *
 * <p>The same model gives the same bytes on every machine: entries are stored, not compressed, because deflated
 * bytes differ between zlib versions, and carry a fixed time. Reading checks the SHA-256 of the whole file before
 * a byte of it is parsed, and that of the payload before it is handed on.
 */
public final class Bundle {
    /** Version of the layout that is written. Every earlier one stays readable. */
    public static final int FORMAT = 1;

    private static final String MANIFEST = "manifest.json";
    private static final String PAYLOAD = "payload";
    /** Not 1 January 1980: that marks "earlier" in a zip and adds a field that depends on the time zone. */
    private static final LocalDateTime FIXED_TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

    /** A forest on quarterly data has some 100 KiB; more than this is no bundle of ours. */
    private static final int MAX_ENTRY_BYTES = 256 << 20;

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    private final Manifest manifest;
    private final byte[] payload;

    private Bundle(Manifest manifest, byte[] payload) {
        this.manifest = manifest;
        this.payload = payload;
    }

    public Manifest manifest() {
        return manifest;
    }

    /** The fitted model in the models' own format. */
    public byte[] payload() {
        return payload.clone();
    }

    /** SHA-256 in lower-case hexadecimal of a payload or of a whole bundle. */
    public static String sha256(byte[] content) {
        return Sha256.of(content);
    }

    /**
     * The bytes of a bundle.
     *
     * @throws IllegalArgumentException when the manifest does not describe this payload
     */
    public static byte[] write(Manifest manifest, byte[] payload) {
        if (!manifest.payloadSha256().equals(sha256(payload))) {
            throw new IllegalArgumentException("The manifest of %s %s names payload %s, given is %s"
                    .formatted(manifest.series(), manifest.method(), manifest.payloadSha256(), sha256(payload)));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            append(zip, MANIFEST, JSON.writeValueAsBytes(manifest));
            append(zip, PAYLOAD, payload);
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    private static void append(ZipOutputStream zip, String name, byte[] content) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        entry.setTimeLocal(FIXED_TIME);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    /**
     * Opens a bundle after making sure that it is the one that was stored.
     *
     * @param name what to call it in messages, such as its address
     * @param expectedSha256 of the whole file, as the database has it
     * @throws CorruptBundle when the bytes differ from what was stored or are no bundle of a known format
     */
    public static Bundle read(String name, byte[] bytes, String expectedSha256) {
        String actual = sha256(bytes);
        if (!actual.equals(expectedSha256)) {
            throw new CorruptBundle(
                    "%s has sha256 %s, the database has %s; it was not opened".formatted(name, actual, expectedSha256));
        }
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            Manifest manifest = manifest(name, entry(name, zip, MANIFEST));
            byte[] payload = entry(name, zip, PAYLOAD);
            if (!sha256(payload).equals(manifest.payloadSha256())) {
                throw new CorruptBundle("%s has a payload with sha256 %s, its manifest says %s"
                        .formatted(name, sha256(payload), manifest.payloadSha256()));
            }
            return new Bundle(manifest, payload);
        } catch (IOException e) {
            throw new CorruptBundle("%s is no zip of %s and %s".formatted(name, MANIFEST, PAYLOAD), e);
        }
    }

    private static byte[] entry(String name, ZipInputStream zip, String expected) throws IOException {
        ZipEntry entry = zip.getNextEntry();
        if (entry == null || !entry.getName().equals(expected)) {
            throw new CorruptBundle("%s has the entry %s where %s belongs"
                    .formatted(name, entry == null ? "(none)" : entry.getName(), expected));
        }
        byte[] content = zip.readNBytes(MAX_ENTRY_BYTES);
        if (zip.read() >= 0) {
            throw new CorruptBundle("%s has an entry %s above %d bytes".formatted(name, expected, MAX_ENTRY_BYTES));
        }
        return content;
    }

    private static Manifest manifest(String name, byte[] json) throws IOException {
        try {
            int format = JSON.readTree(json).path("format").asInt();
            if (format != FORMAT) {
                throw new CorruptBundle(
                        "%s has bundle format %d, this version reads %d".formatted(name, format, FORMAT));
            }
            return JSON.readValue(json, Manifest.class);
        } catch (JsonProcessingException e) {
            throw new CorruptBundle("%s has a manifest that does not read".formatted(name), e);
        }
    }
}
