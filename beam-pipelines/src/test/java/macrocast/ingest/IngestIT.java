package macrocast.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import macrocast.ingest.boe.BoeFile;
import macrocast.ingest.boe.BoeIngest;
import macrocast.ingest.parquet.ParquetFile;
import macrocast.store.LoadRequest;
import macrocast.store.LoadStore;
import macrocast.store.LoadSummary;
import macrocast.store.StageRow;
import macrocast.store.StoreException;
import macrocast.store.TestDatabase;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs, from the command line to the tables, as the role that loads. */
class IngestIT {
    /** All that a load may change; what a source and its series are called is said anew by every run. */
    private static final List<String> TABLES =
            List.of("observation", "forecast", "quarantine", "series", "forecast_run", "stage");

    private Path landing;
    private Path blobs;
    private TestDatabase database;
    private final ByteArrayOutputStream summaries = new ByteArrayOutputStream();

    @BeforeEach
    void start(@TempDir Path emptyLanding, @TempDir Path emptyBlobs) {
        landing = emptyLanding;
        blobs = emptyBlobs;
        database = TestDatabase.create();
    }

    @AfterEach
    void dropDatabase() {
        database.close();
    }

    /** Three quarters of the unemployment rate as seen in two vintages, the later one with a revision. */
    private static ParquetFile outturns() {
        return BoeFile.empty()
                .row(row -> BoeFile.row(row, "2025-03-31", "2025-09-30", "unemp", "ons", -2, 0.045))
                .row(row -> BoeFile.row(row, "2025-06-30", "2025-09-30", "unemp", "ons", -1, 0.047))
                .row(row -> BoeFile.row(row, "2025-03-31", "2025-12-31", "unemp", "ons", -3, 0.045))
                .row(row -> BoeFile.row(row, "2025-06-30", "2025-12-31", "unemp", "ons", -2, 0.046))
                .row(row -> BoeFile.row(row, "2025-09-30", "2025-12-31", "unemp", "ons", -1, 0.05));
    }

    private static ParquetFile forecasts() {
        return BoeFile.empty()
                .row(row -> BoeFile.row(row, "2025-09-30", "2025-12-31", "unemp", "mpr", -1, 0.05))
                .row(row -> BoeFile.row(row, "2025-12-31", "2025-12-31", "unemp", "mpr", 0, 0.051))
                .row(row -> BoeFile.row(row, "2026-03-31", "2025-12-31", "unemp", "mpr", 1, 0.052))
                .row(row -> BoeFile.row(row, "2026-03-31", "2025-12-31", "unemp", "obr", 1, 0.06));
    }

    private void land(String name, byte[] bytes) throws IOException {
        Files.write(landing.resolve(name), bytes);
    }

    private int run(String... arguments) {
        Map<String, String> environment = new HashMap<>(database.environment("loader"));
        environment.put("MACROCAST_BLOB_ROOT", blobs.toUri().toString());
        summaries.reset();
        return new Main(environment, new PrintStream(summaries, true, StandardCharsets.UTF_8)).run(arguments);
    }

    private int runBoe(String... more) {
        String[] arguments = Arrays.copyOf(new String[] {"boe", "--input=" + landing + "/*.parquet"}, 2 + more.length);
        System.arraycopy(more, 0, arguments, 2, more.length);
        return run(arguments);
    }

    private JsonNode summary() throws IOException {
        String text = summaries.toString(StandardCharsets.UTF_8);
        assertThat(text.lines()).hasSize(1);
        return new JsonMapper().readTree(text);
    }

    private Map<String, List<List<@Nullable String>>> contents() {
        Map<String, List<List<@Nullable String>>> contents = new HashMap<>();
        for (String table : TABLES) {
            contents.put(table, database.rows("select * from macrocast." + table + " order by 1, 2, 3, 4"));
        }
        return contents;
    }

    @Test
    void countsReconcileAndOnlyChangesMakeRows() throws IOException {
        land("fer_outturns.parquet", outturns().bytes());
        land("fer_forecasts.parquet", forecasts().bytes());

        assertThat(runBoe()).isEqualTo(ExitCode.DONE);

        // 5 outturns, of which one repeats its earlier vintage, 2 forecasts, 1 unknown maker; 1 restated outturn.
        assertThat(summary().get("read").asLong()).isEqualTo(8);
        assertThat(summary().get("written").asLong()).isEqualTo(6);
        assertThat(summary().get("unchanged").asLong()).isEqualTo(1);
        assertThat(summary().get("quarantined").asLong()).isEqualTo(1);
        assertThat(summary().get("skipped").asLong()).isEqualTo(1);
        assertThat(database.rows("select reason, row_no from macrocast.quarantine"))
                .containsExactly(List.of("UNKNOWN_PUBLISHER", "4"));
    }

    @Test
    void everyBodyIsArchivedUnderItsHash() throws IOException {
        byte[] bytes = outturns().bytes();
        land("fer_outturns.parquet", bytes);
        runBoe();
        Path archived = blobs.resolve("raw").resolve(RawArchive.sha256(bytes));
        assertThat(archived).hasBinaryContent(bytes);
        assertThat(database.rows("select bytes from macrocast.raw_payload"))
                .containsExactly(List.of(String.valueOf(bytes.length)));
    }

    @Test
    void loadingAgainAddsNothingAndSaysSo() throws IOException {
        land("fer_outturns.parquet", outturns().bytes());
        assertThat(runBoe()).isEqualTo(ExitCode.DONE);
        JsonNode first = summary();
        Map<String, List<List<@Nullable String>>> before = contents();

        assertThat(runBoe()).isEqualTo(ExitCode.DONE);

        assertThat(summary().get("already_published").asBoolean()).isTrue();
        assertThat(summary().get("load_id")).isEqualTo(first.get("load_id"));
        assertThat(contents()).isEqualTo(before);
    }

    /** FRED's answers do not say of which series they are, nor a file of FRED-MD of which month: their names do. */
    @Test
    void aFileThatWasLoadedUnderAWrongNameIsLoadedAgainUnderItsOwn() throws IOException {
        byte[] gdp = Fixtures.read("fred/series_observations_GDP.json");
        land("series_observations_GDPC1.json", gdp);
        assertThat(run("fred", "--input=" + landing + "/*.json")).isEqualTo(ExitCode.DONE);
        Files.move(landing.resolve("series_observations_GDPC1.json"), landing.resolve("series_observations_GDP.json"));

        assertThat(run("fred", "--input=" + landing + "/*.json")).isEqualTo(ExitCode.DONE);

        assertThat(summary().get("already_published").asBoolean()).isFalse();
        assertThat(database.rows("select distinct series_key from api.observation_history order by 1"))
                .containsExactly(List.of("fred/GDP"), List.of("fred/GDPC1"));
        assertThat(run("fred", "--input=" + landing + "/*.json")).isEqualTo(ExitCode.DONE);
        assertThat(summary().get("already_published").asBoolean()).isTrue();

        land(
                "2020-01.csv",
                "sasdate,RPI,INDPRO\nTransform:,5,5\n10/1/2014,14012.5,105.1\n11/1/2014,14100.2,106.6291\n"
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(run("fred_md", "--input=" + landing + "/*.csv")).isEqualTo(ExitCode.DONE);
        Files.move(landing.resolve("2020-01.csv"), landing.resolve("2015-01.csv"));

        assertThat(run("fred_md", "--input=" + landing + "/*.csv")).isEqualTo(ExitCode.DONE);

        assertThat(summary().get("already_published").asBoolean()).isFalse();
        assertThat(database.number("select count(*) from api.observation_history where series_key like 'fred_md/%'"
                        + " and known_at = '2015-02-01T00:00:00Z'"))
                .isPositive();
    }

    @Test
    void theSameRowsInAnotherFileAreUnchanged() throws IOException {
        land("a.parquet", outturns().bytes());
        runBoe();
        Map<String, List<List<@Nullable String>>> before = contents();
        Files.delete(landing.resolve("a.parquet"));
        land(
                "b.parquet",
                outturns()
                        .row(row -> BoeFile.key(row, "2025-09-30", "2025-12-31", "gdpkp", "ons", -1))
                        .bytes());

        assertThat(runBoe()).isEqualTo(ExitCode.DONE);

        assertThat(summary().get("read").asLong()).isEqualTo(5);
        assertThat(summary().get("unchanged").asLong()).isEqualTo(5);
        assertThat(summary().get("skipped").asLong()).isEqualTo(1);
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void aCorruptedFileLeavesEveryTableAsItWasAndIsNamed() throws IOException {
        land("good.parquet", outturns().bytes());
        runBoe();
        Map<String, List<List<@Nullable String>>> before = contents();
        byte[] bytes = forecasts().bytes();
        land("fer_forecasts.parquet", Arrays.copyOf(bytes, bytes.length - 100));

        assertThat(runBoe()).isEqualTo(ExitCode.BAD_DATA);

        assertThat(summaries.size()).isZero();
        assertThat(contents()).isEqualTo(before);
        assertThat(database.rows("select message from macrocast.load where status = 'rejected'"))
                .as("an edition of both files, as a whole")
                .hasSize(1)
                .allSatisfy(row -> assertThat(row.get(0)).contains("fer_forecasts.parquet: not a whole Parquet file"));
    }

    @Test
    void aRejectedFileThatIsMendedIsLoaded() throws IOException {
        byte[] bytes = outturns().bytes();
        land("fer_outturns.parquet", Arrays.copyOf(bytes, 50));
        assertThat(runBoe()).isEqualTo(ExitCode.BAD_DATA);
        land("fer_outturns.parquet", bytes);
        assertThat(runBoe()).isEqualTo(ExitCode.DONE);
        assertThat(summary().get("read").asLong()).isEqualTo(5);
    }

    /** Whoever opens a load last has it in hand; the other comes too late and finds it published when tried again. */
    @Test
    void twoRunsAtOnceLoadOnce() throws Exception {
        land("fer_outturns.parquet", outturns().bytes());
        land("fer_forecasts.parquet", forecasts().bytes());
        List<LoadSummary> both =
                Stream.of(1, 2).map(run -> CompletableFuture.supplyAsync(this::loadWithRetries)).toList().stream()
                        .map(CompletableFuture::join)
                        .toList();
        assertThat(both).extracting(LoadSummary::loadId).containsOnly(1L);
        assertThat(both).extracting(LoadSummary::written).containsOnly(6L);
        assertThat(both).extracting(LoadSummary::alreadyPublished).containsExactlyInAnyOrder(false, true);
        assertThat(database.number("select count(*) from macrocast.observation"))
                .isEqualTo(4);
        assertThat(database.number("select count(*) from macrocast.stage")).isZero();
    }

    /** A run that is killed leaves some rows staged; the next one stages all of them beside those. */
    @Test
    void whatAKilledRunHadStagedDoesNoHarm() throws IOException {
        land("fer_outturns.parquet", outturns().bytes());
        FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
        LoadRequest request = new LoadRequest(
                "boe",
                new BoeIngest().parserVersion(),
                LoadRequest.Quality.NATIVE,
                LoadRequest.Precision.DAY,
                List.of(new RawArchive(blobs.toString())
                        .put(new Body("fer_outturns.parquet", "x", outturns().bytes()))));
        LoadStore store = new LoadStore(database.as("loader"));
        store.register(new BoeIngest().catalogue().source(), List.of());
        List<StageRow> rows = new ArrayList<>();
        for (ParsedRow row :
                new BoeIngest().parser(Instant.EPOCH).rows("x", outturns().bytes())) {
            rows.add(new StageRow(
                    request.payloads().get(0).sha256(), rows.size() + 1L, ((ParsedRow.Accepted) row).row()));
        }
        store.stage(store.open(request).loadKey(), rows.subList(0, 3).iterator());

        assertThat(runBoe()).isEqualTo(ExitCode.DONE);

        assertThat(summary().get("read").asLong()).isEqualTo(5);
        assertThat(summary().get("written").asLong()).isEqualTo(4);
        assertThat(database.number("select count(*) from macrocast.observation"))
                .isEqualTo(4);
    }

    /** As a task of Airflow does. */
    private LoadSummary loadWithRetries() {
        while (true) {
            try {
                return load();
            } catch (StoreException e) {
                if (e.kind() != StoreException.Kind.TRY_AGAIN) {
                    throw e;
                }
            }
        }
    }

    private LoadSummary load() {
        IngestOptions options = PipelineOptionsFactory.fromArgs("--input=" + landing + "/*.parquet")
                .as(IngestOptions.class);
        return Ingest.into(database.as("loader"), blobs.toUri().toString(), Map.of())
                .run(new BoeIngest(), options);
    }

    @Test
    void aDatabaseOfAnotherReleaseIsAMatterOfConfiguration() throws IOException {
        land("fer_outturns.parquet", outturns().bytes());
        database.close();
        database = TestDatabase.createEmpty();
        assertThat(runBoe()).isEqualTo(ExitCode.CONFIGURATION);
    }

    @Test
    void aDatabaseThatDoesNotAnswerIsWorthAnotherTry() throws IOException {
        land("fer_outturns.parquet", outturns().bytes());
        Map<String, String> environment = new HashMap<>(database.environment("loader"));
        environment.put("MACROCAST_DATABASE_URL", "jdbc:postgresql://localhost:1/nowhere");
        environment.put("MACROCAST_BLOB_ROOT", blobs.toUri().toString());
        Main main = new Main(environment, new PrintStream(summaries, true, StandardCharsets.UTF_8));
        assertThat(main.run("boe", "--input=" + landing + "/*.parquet")).isEqualTo(ExitCode.TRY_AGAIN);
    }

    @Test
    void anEmptyLandingPlaceIsAnUnavailableSource() {
        assertThat(runBoe()).isEqualTo(ExitCode.SOURCE_UNAVAILABLE);
    }

    @Test
    void flinkLoadsTheSameRowsAsTheDirectRunner() throws IOException {
        land("fer_outturns.parquet", outturns().bytes());
        land("fer_forecasts.parquet", forecasts().bytes());
        runBoe();
        JsonNode direct = summary();
        Map<String, List<List<@Nullable String>>> rows = contents();

        database.close();
        database = TestDatabase.create();
        assertThat(runBoe("--runner=FlinkRunner", "--flinkMaster=[local]")).isEqualTo(ExitCode.DONE);

        assertThat(summary()).isEqualTo(direct);
        for (String table : List.of("observation", "forecast", "series")) {
            assertThat(contents().get(table)).isEqualTo(rows.get(table));
        }
    }

    @Test
    void aCorruptedFileIsNamedThroughFlinkAsWell() throws IOException {
        land("fer_outturns.parquet", Arrays.copyOf(outturns().bytes(), 50));
        assertThat(runBoe("--runner=FlinkRunner", "--flinkMaster=[local]")).isEqualTo(ExitCode.BAD_DATA);
    }
}
