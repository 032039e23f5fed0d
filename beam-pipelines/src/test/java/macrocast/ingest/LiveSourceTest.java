package macrocast.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import macrocast.ingest.filedrop.FileDropIngest;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveSourceTest {
    private static final ScriptedServer.Answer ONE = ScriptedServer.json("[1]".getBytes(StandardCharsets.UTF_8));
    private static final ScriptedServer.Answer TWO = ScriptedServer.json("[2]".getBytes(StandardCharsets.UTF_8));

    private final ScriptedServer server = new ScriptedServer();
    private RawArchive archive;
    private Path root;

    @BeforeEach
    void start(@TempDir Path folder) {
        FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
        root = folder;
        archive = new RawArchive(folder.toString());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private LiveSource run(String asOf) {
        return server.live().remembering(archive, asOf);
    }

    private static String text(Body body) {
        return new String(body.bytes(), StandardCharsets.UTF_8);
    }

    @Test
    void whatHasNotChangedIsNotSentAgain() {
        server.answers(ONE.with("ETag", "\"v1\""), ScriptedServer.status(304), TWO.with("ETag", "\"v2\""));
        assertThat(text(run("monday").get("/data"))).isEqualTo("[1]");
        Body again = run("tuesday").get("/data");
        assertThat(text(again)).isEqualTo("[1]");
        assertThat(again.name()).isEqualTo(server.address() + "/data");
        assertThat(text(run("wednesday").get("/data"))).isEqualTo("[2]");
        assertThat(server.header("If-none-match")).containsExactly("", "\"v1\"", "\"v1\"");
    }

    @Test
    void aDateOfChangeServesWhereThereIsNoMark() {
        String date = "Wed, 20 Nov 2024 07:00:00 GMT";
        server.answers(ONE.with("Last-Modified", date), ScriptedServer.status(304));
        run("monday").get("/data");
        assertThat(text(run("tuesday").get("/data"))).isEqualTo("[1]");
        assertThat(server.header("If-modified-since")).containsExactly("", date);
    }

    @Test
    void aRunThatBrokeOffGoesOnWhereItWas() {
        server.answers(ONE, ScriptedServer.status(404));
        LiveSource first = run("monday");
        first.get("/page=1");
        assertThatThrownBy(() -> first.get("/page=2")).isInstanceOf(SourceUnavailableException.class);

        server.answers(TWO);
        LiveSource again = run("monday");
        assertThat(text(again.get("/page=1"))).isEqualTo("[1]");
        assertThat(text(again.get("/page=2"))).isEqualTo("[2]");
        assertThat(server.requests()).containsExactly("/page=1", "/page=2", "/page=2");
    }

    @Test
    void whatCannotBeReadIsAskedForAnew() {
        server.answers(ONE.with("ETag", "\"v1\""), TWO);
        LiveSource first = run("monday");
        first.get("/data");
        first.forget();
        assertThat(text(run("monday").get("/data"))).isEqualTo("[2]");
        assertThat(server.header("If-none-match")).containsExactly("", "");
    }

    @Test
    void aDamagedMemoryCostsARequestAndNoMore() throws IOException {
        server.answers(ONE, TWO);
        run("monday").get("/data");
        try (Stream<Path> notes = Files.list(root.resolve("fetch"))) {
            for (Path note : notes.toList()) {
                Files.writeString(note, "{");
            }
        }
        assertThat(text(run("monday").get("/data"))).isEqualTo("[2]");
    }

    @Test
    void theKeyIsSentAndNeverKept() throws IOException {
        server.answers(ONE);
        Body body = server.live()
                .withKey("api_key=hunter2")
                .remembering(archive, "monday")
                .get("/data?a=b");
        assertThat(server.requests()).containsExactly("/data?a=b&api_key=hunter2");
        assertThat(body.name()).isEqualTo(server.address() + "/data?a=b");
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file)).doesNotContain("hunter2");
            }
        }
    }

    @Test
    void anAnswerThatRepeatsTheKeyIsNotKept() {
        server.answers(ScriptedServer.json("{\"key\":\"hunter2\"}".getBytes(StandardCharsets.UTF_8)));
        LiveSource live = server.live().withKey("api_key=hunter2").remembering(archive, "monday");
        assertThatThrownBy(() -> live.get("/data"))
                .isInstanceOf(UnreadablePayloadException.class)
                .hasMessageEndingWith("/data: repeats our key, so it is not kept");
        assertThat(root).isEmptyDirectory();
    }

    @Test
    void aSourceWithoutAnInterfaceSaysWhatItNeeds() {
        Catalogue ofFiles = FileDropIngest.by(
                        new Body("mapping.yaml", "application/yaml", Fixtures.read("file_drop/wide.yaml")))
                .catalogue();
        assertThatThrownBy(() -> LiveSource.of(ofFiles, Map.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(ofFiles.source().code() + " has no interface to ask, needs --input=<file pattern>");
    }
}
