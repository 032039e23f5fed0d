package macrocast.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

class BundleTest {
    private static final byte[] PAYLOAD = "theta 1 0.3 2.5".getBytes(UTF_8);
    private static final byte[] BYTES = Bundle.write(manifest(PAYLOAD), PAYLOAD);

    private static Manifest manifest(byte[] payload) {
        return manifest(Bundle.FORMAT, payload);
    }

    private static Manifest manifest(int format, byte[] payload) {
        return new Manifest(
                format,
                "theta",
                new TreeMap<>(Map.of("horizon", "12")),
                "boe/gdpkp",
                "2025-07-01",
                Instant.parse("2025-12-31T00:00:00Z"),
                "ab".repeat(32),
                "log",
                7,
                "c0de",
                "sha256:1234",
                "ef".repeat(32),
                new TreeMap<>(Map.of("sigma", 0.25)),
                Bundle.sha256(payload));
    }

    @Test
    void whatIsWrittenIsRead() {
        Bundle bundle = Bundle.read("it", BYTES, Bundle.sha256(BYTES));
        assertThat(bundle.manifest()).isEqualTo(manifest(PAYLOAD));
        assertThat(bundle.payload()).isEqualTo(PAYLOAD);
    }

    @Test
    void theSameModelGivesTheSameBytesInEveryTimeZone() {
        TimeZone before = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));
            assertThat(Bundle.sha256(Bundle.write(manifest(PAYLOAD), PAYLOAD))).isEqualTo(Bundle.sha256(BYTES));
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void theManifestComesFirstAndNothingElseIsInside() throws Exception {
        List<String> names = new ArrayList<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(BYTES))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        assertThat(names).containsExactly("manifest.json", "payload");
    }

    @Test
    void everyFlippedByteIsRefusedBeforeParsing() {
        String stored = Bundle.sha256(BYTES);
        for (int i = 0; i < BYTES.length; i++) {
            byte[] flipped = BYTES.clone();
            flipped[i] ^= 1;
            assertThatThrownBy(() -> Bundle.read("file:///blob/x.zip", flipped, stored))
                    .isInstanceOf(CorruptBundle.class)
                    .hasMessageStartingWith("file:///blob/x.zip has sha256 ")
                    .hasMessageEndingWith("it was not opened");
        }
    }

    @Test
    void aManifestMustDescribeItsPayload() {
        assertThatThrownBy(() -> Bundle.write(manifest(PAYLOAD), new byte[] {1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("boe/gdpkp theta");
    }

    @Test
    void aFileThatIsNoBundleSaysSo() {
        byte[] bytes = "hello".getBytes(UTF_8);
        assertThatThrownBy(() -> Bundle.read("it", bytes, Bundle.sha256(bytes)))
                .isInstanceOf(CorruptBundle.class)
                .hasMessage("it has the entry (none) where manifest.json belongs");
    }

    @Test
    void aLaterFormatIsNamed() {
        byte[] later = Bundle.write(manifest(9, PAYLOAD), PAYLOAD);
        assertThatThrownBy(() -> Bundle.read("it", later, Bundle.sha256(later)))
                .isInstanceOf(CorruptBundle.class)
                .hasMessage("it has bundle format 9, this version reads 1");
    }
}
