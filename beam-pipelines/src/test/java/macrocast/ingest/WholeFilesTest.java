package macrocast.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFilesTest {
    @BeforeAll
    static void knowTheFileSystems() {
        FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
    }

    private static List<Body> read(String pattern) {
        List<Body> bodies = new ArrayList<>();
        WholeFiles.matching(pattern).forEach(bodies::add);
        return bodies;
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream stream = new GZIPOutputStream(bytes)) {
            stream.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    void filesComeInTheOrderOfTheirNamesAndInflated(@TempDir Path folder) throws IOException {
        Files.write(folder.resolve("b.json.gz"), gzip("[2]"));
        Files.writeString(folder.resolve("a.json"), "[1]");
        Files.writeString(folder.resolve("c.txt"), "3");
        for (String root : List.of(folder.toString(), "file://" + folder)) {
            assertThat(read(root + "/*.json*"))
                    .extracting(body -> body.name() + " " + body.mediaType() + " "
                            + new String(body.bytes(), StandardCharsets.UTF_8))
                    .containsExactly("a.json application/json [1]", "b.json.gz application/json [2]");
        }
    }

    @Test
    void aFileOnItsWayInIsNotRead(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve(".a.json"), "[");
        assertThatThrownBy(() -> read(folder + "/*.json"))
                .isInstanceOf(SourceUnavailableException.class)
                .hasMessage("No file matches " + folder + "/*.json");
    }

    @Test
    void aDamagedGzipIsNamed(@TempDir Path folder) throws IOException {
        byte[] whole = gzip("[1]");
        Files.write(folder.resolve("a.json.gz"), Arrays.copyOf(whole, whole.length - 5));
        assertThatThrownBy(() -> read(folder + "/*"))
                .isInstanceOf(UnreadablePayloadException.class)
                .hasMessageStartingWith("a.json.gz: not a whole gzip file");
    }
}
