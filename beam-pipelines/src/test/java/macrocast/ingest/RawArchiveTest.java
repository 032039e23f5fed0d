package macrocast.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import macrocast.store.Payload;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RawArchiveTest {
    private static final byte[] BYTES = "abc".getBytes(StandardCharsets.UTF_8);

    /** FIPS 180-2, appendix B.1. */
    private static final String SHA256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    private static final Body BODY = new Body("abc.txt", "text/plain", BYTES);

    @BeforeAll
    static void knowTheFileSystems() {
        FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
    }

    @Test
    void aBodyStandsUnderItsHash(@TempDir Path root) throws IOException {
        Payload payload = new RawArchive(root.toUri().toString()).put(BODY);
        assertThat(payload.sha256()).isEqualTo(SHA256);
        assertThat(payload.bytes()).isEqualTo(3);
        try (Stream<Path> files = Files.walk(root).filter(Files::isRegularFile)) {
            assertThat(files).containsExactly(root.resolve("raw").resolve(SHA256));
        }
    }

    @Test
    void puttingItAgainChangesNothing(@TempDir Path root) throws IOException {
        RawArchive archive = new RawArchive(root.toString());
        archive.put(BODY);
        Path file = root.resolve("raw").resolve(SHA256);
        Object before = Files.getLastModifiedTime(file);
        Payload again = archive.put(BODY);
        assertThat(archive.get(again)).isEqualTo(BYTES);
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(before);
    }

    @Test
    void manyAtOnceLeaveOneWholeFile(@TempDir Path root) throws IOException {
        RawArchive archive = new RawArchive(root.toString());
        List<Payload> all = IntStream.range(0, 16)
                .parallel()
                .mapToObj(i -> archive.put(BODY))
                .toList();
        assertThat(all).allSatisfy(payload -> assertThat(archive.get(payload)).isEqualTo(BYTES));
        try (Stream<Path> files = Files.walk(root).filter(Files::isRegularFile)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void bytesThatWereChangedSinceAreNotBelieved(@TempDir Path root) throws IOException {
        RawArchive archive = new RawArchive(root.toString());
        Payload payload = archive.put(BODY);
        Files.writeString(root.resolve("raw").resolve(SHA256), "abd");
        assertThatThrownBy(() -> archive.get(payload))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(SHA256)
                .hasMessageContaining("it was changed since");
        assertThatThrownBy(() -> archive.put(BODY)).isInstanceOf(UncheckedIOException.class);
    }
}
