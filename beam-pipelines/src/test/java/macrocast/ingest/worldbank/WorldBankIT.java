package macrocast.ingest.worldbank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import macrocast.ingest.Catalogue;
import macrocast.ingest.Fixtures;
import macrocast.ingest.IngestOptions;
import macrocast.ingest.ScriptedServer;
import macrocast.ingest.TestRuns;
import macrocast.ingest.UnreadablePayloadException;
import macrocast.store.LoadSummary;
import macrocast.store.TestDatabase;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages of the World Bank, from a server or from files to the tables. */
class WorldBankIT {
    private final ScriptedServer server = new ScriptedServer();
    private TestDatabase database;
    private Path blobs;

    @BeforeEach
    void start(@TempDir Path emptyBlobs) {
        blobs = emptyBlobs;
        database = TestDatabase.create();
    }

    @AfterEach
    void stop() {
        server.close();
        database.close();
    }

    private LoadSummary run(String input) {
        IngestOptions options =
                PipelineOptionsFactory.fromArgs("--input=" + input).as(IngestOptions.class);
        return TestRuns.into(database, blobs, server.live()).run(new WorldBankIngest(), options);
    }

    private void serve(ScriptedServer.Answer... first) {
        server.answers(first);
        for (int i = 1; i < Catalogue.of("world_bank").indicators().size(); i++) {
            server.answers(fixture("nothing.json"));
        }
    }

    private static ScriptedServer.Answer fixture(String name) {
        return ScriptedServer.json(Fixtures.read("world_bank/" + name));
    }

    @Test
    void livePagesAreArchivedParsedAndLoadedOnce() {
        serve(fixture("page.json"), fixture("last_page.json"));
        LoadSummary first = run("live");
        // Five rows: three values, one that is missing, one that is a quarter.
        assertThat(first.read()).isEqualTo(4);
        assertThat(first.written()).isEqualTo(3);
        assertThat(first.quarantined()).isEqualTo(1);
        assertThat(first.skipped()).isEqualTo(1);
        assertThat(database.rows("select code, title from macrocast.series order by 1"))
                .extracting(row -> row.get(0))
                .containsExactly("FRA.NY.GDP.MKTP.CD", "GBR.NY.GDP.MKTP.CD", "HIC.NY.GDP.MKTP.CD");
        assertThat(first.lacks()).isNull();
        assertThat(blobs.resolve("raw"))
                .isDirectoryContaining(file -> file.toFile().length() > 0);

        serve(fixture("page.json"), fixture("last_page.json"));
        LoadSummary again = run("live");
        assertThat(again.alreadyPublished()).isTrue();
        assertThat(again.loadId()).isEqualTo(first.loadId());
        assertThat(database.number("select count(*) from macrocast.observation"))
                .isEqualTo(3);
    }

    @Test
    void aPageThatWasCutAndMendedChangesNothing() {
        String page = new String(Fixtures.read("world_bank/page.json"), StandardCharsets.UTF_8);
        byte[] short3 = page.replaceFirst("(?s),\\s*\\{\"indicator\".*?\"decimal\": 0\\}", "")
                .getBytes(StandardCharsets.UTF_8);
        serve(ScriptedServer.json(short3), fixture("last_page.json"));
        assertThatThrownBy(() -> run("live"))
                .isInstanceOf(UnreadablePayloadException.class)
                .hasMessageContaining("/v2/country/all/indicator/NY.GDP.MKTP.CD")
                .hasMessageContaining("has 3 rows, its header promises 4");
        assertThat(database.number("select count(*) from macrocast.observation"))
                .isZero();
        assertThat(database.number("select count(*) from macrocast.series")).isZero();
        assertThat(database.rows("select status from macrocast.load")).containsExactly(List.of("rejected"));
    }

    @Test
    void recordedPagesLoadAsManyRowsAsTheManifestCounts() throws IOException {
        Path recorded = Fixtures.recorded().resolve("worldbank");
        LoadSummary summary = run(recorded + "/country_all_indicator_*.json.gz");
        // The manifest: two pages of 10,000 values, of which 3,419 and 1,969 are missing.
        assertThat(summary.read()).isEqualTo(20_000 - 3_419 - 1_969);
        assertThat(summary.skipped()).isEqualTo(3_419 + 1_969);
        assertThat(summary.written()).isEqualTo(summary.read());
        assertThat(summary.quarantined()).isZero();
        assertThat(database.number("select count(*) from macrocast.observation"))
                .isEqualTo(summary.written());
        String lacks =
                "country_all_indicator_FP.CPI.TOTL.ZG_page1.json.gz: page 1 of 2 of FP.CPI.TOTL.ZG, 2 not given; "
                        + "country_all_indicator_NY.GDP.MKTP.CD_page1.json.gz: page 1 of 2 of NY.GDP.MKTP.CD, 2 not given";
        assertThat(summary.lacks()).isEqualTo(lacks);
        assertThat(run(recorded + "/country_all_indicator_*.json.gz").lacks())
                .as("told again of the same load")
                .isEqualTo(lacks);
        assertThat(database.rows("select status, lacks from api.load")).containsExactly(List.of("published", lacks));
        assertThat(database.rows("select last_load_lacks from api.source_status where source = 'world_bank'"))
                .containsExactly(List.of(lacks));
    }
}
