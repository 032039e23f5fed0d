package macrocast.ingest.sdmx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import macrocast.ingest.Fixtures;
import macrocast.ingest.IngestOptions;
import macrocast.ingest.Main;
import macrocast.ingest.ScriptedServer;
import macrocast.ingest.SourceIngest;
import macrocast.ingest.TestRuns;
import macrocast.ingest.UnreadablePayloadException;
import macrocast.ingest.ecb.EcbIngest;
import macrocast.store.LoadSummary;
import macrocast.store.TestDatabase;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What agencies sent, from files or a server to the tables. */
class AgenciesIT {
    /** Days whose dollar the flow EXR states and the table of reference rates repeats to the last digit: 6,548 less 62. */
    private static final long DOLLARS_KNOWN_BEFORE = 6_486;

    private TestDatabase database;
    private Path blobs;
    private Path landing;

    @BeforeEach
    void start(@TempDir Path emptyBlobs, @TempDir Path emptyLanding) {
        blobs = emptyBlobs;
        landing = emptyLanding;
        database = TestDatabase.create();
    }

    @AfterEach
    void stop() {
        database.close();
    }

    private static SourceIngest source(String code) {
        return Main.source(code).orElseThrow();
    }

    private LoadSummary load(String source, Path file, @Nullable String knownAt) {
        return TestRuns.files(database, blobs, source(source), file, knownAt);
    }

    private Path fixture(String name, String as, String... replacements) throws IOException {
        String text = new String(Fixtures.read("sdmx/" + name), StandardCharsets.UTF_8);
        for (int i = 0; i < replacements.length; i += 2) {
            assertThat(text).contains(replacements[i]);
            text = text.replace(replacements[i], replacements[i + 1]);
        }
        return Files.writeString(landing.resolve(as), text);
    }

    private long observations() {
        return database.number("select count(*) from macrocast.observation");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ECB", "Eurostat", "BIS", "OECD", "Bundesbank", "INSEE", "IMF"})
    void everyRecordedBodyLoadsAsManyRowsAsTheManifestCounts(String provider) throws IOException {
        Path recorded = Fixtures.recorded();
        List<CSVRecord> lines = SdmxRecordedTest.manifest(recorded).stream()
                .filter(line -> line.get("provider").equals(provider))
                .filter(SdmxRecordedTest::isData)
                .toList();
        assertThat(lines).isNotEmpty();
        for (CSVRecord line : lines) {
            String file = line.get("file");
            String knownAt = SdmxRecordedTest.firstSeen(file).toString();
            String source = provider.toLowerCase(Locale.ROOT);
            long before = database.number("select count(*) from macrocast.series");
            LoadSummary first = load(source, recorded.resolve(file), knownAt);
            int missing = Integer.parseInt(line.get("missing"));
            int values = SdmxRecordedTest.values(line);
            assertThat(first.read()).as(file).isEqualTo(values + missing);
            long known = file.contains("eurofxref") ? DOLLARS_KNOWN_BEFORE : 0;
            assertThat(first.written()).as(file).isEqualTo(values - known);
            assertThat(first.unchanged()).as("%s: missing stays missing", file).isEqualTo(missing + known);
            assertThat(first.quarantined()).as(file).isZero();
            assertThat(database.number("select count(*) from macrocast.series") - before)
                    .as(file)
                    .isEqualTo(Long.parseLong(line.get("series")) - (known == 0 ? 0 : 1));
            LoadSummary again = load(source, recorded.resolve(file), null);
            assertThat(again.alreadyPublished()).isTrue();
        }
        assertThat(observations() + database.number("select count(*) from macrocast.forecast"))
                .isEqualTo(lines.stream().mapToLong(SdmxRecordedTest::values).sum()
                        - (provider.equals("ECB") ? DOLLARS_KNOWN_BEFORE : 0));
    }

    @Test
    void theNextAnswerAddsWhatIsNewAndWhatIsRevisedAndNothingElse() throws IOException {
        assertThat(load("ecb", fixture("generic.xml", "april.xml"), null).written())
                .isEqualTo(4);
        Path may = fixture(
                "generic.xml",
                "may.xml",
                "2024-04-02T16:25:09.855+02:00",
                "2024-05-02T16:25:09.855+02:00",
                "<generic:ObsValue value=\"1.0795\"/>",
                "<generic:ObsValue value=\"1.0796\"/>",
                "<generic:ObsValue value=\"NaN\"/>",
                "<generic:ObsValue value=\"1.0872\"/>",
                "<generic:ObsValue value=\"0.85873\"/>",
                "");
        LoadSummary second = load("ecb", may, null);
        assertThat(second.read()).isEqualTo(6);
        assertThat(second.written()).isEqualTo(3);
        assertThat(second.unchanged()).isEqualTo(3);
        assertThat(database.rows("""
                        select series.code, observation.period_start, observation.value
                        from macrocast.observation inner join macrocast.series using (series_id)
                        where observation.known_at = '2024-05-02 14:25:09.855+00' order by 1, 2
                        """))
                .extracting(row -> row.get(0) + " " + row.get(1) + " " + row.get(2))
                .containsExactly(
                        "EXR.M.GBP.EUR.SP00.A 2024-01-01 null",
                        "EXR.M.USD.EUR.SP00.A 2024-02-01 1.0796",
                        "EXR.M.USD.EUR.SP00.A 2024-03-01 1.0872");
    }

    @Test
    void aDamagedBodyChangesNothing() throws IOException {
        load("ecb", fixture("generic.xml", "whole.xml"), null);
        long before = observations();
        Path cut = Files.writeString(
                landing.resolve("cut.xml"),
                new String(Fixtures.read("sdmx/generic.xml"), StandardCharsets.UTF_8).substring(0, 2_900));
        assertThatThrownBy(() -> load("ecb", cut, null))
                .isInstanceOf(UnreadablePayloadException.class)
                .hasMessageStartingWith("cut.xml: not well-formed XML: ");
        assertThat(observations()).isEqualTo(before);
        assertThat(database.rows("select status, message is not null from macrocast.load order by load_id nulls last"))
                .containsExactly(List.of("published", "f"), List.of("rejected", "t"));
    }

    @Test
    void twoValuesForOneKeyWaitInQuarantineAndTheOthersGoOn() throws IOException {
        Path twice = fixture("sdmx_csv_1.csv", "twice.csv", ",USD,EUR,SP00,A,2024-02,", ",USD,EUR,SP00,A,2024-01,");
        LoadSummary summary = load("ecb", twice, "2024-04-03T06:00:00Z");
        assertThat(summary.quarantined()).isEqualTo(2);
        assertThat(summary.written()).isEqualTo(2);
        assertThat(summary.read()).isEqualTo(6);
        assertThat(database.rows("select distinct reason from macrocast.quarantine"))
                .containsExactly(List.of("another value for the same key in the same load"));
    }

    @Test
    void whatTheAgencyAnswersLiveIsLoadedOnce() {
        try (ScriptedServer server = new ScriptedServer()) {
            EcbIngest ecb = new EcbIngest();
            int questions = questions(ecb);
            for (int run = 0; run < 2; run++) {
                server.answers(ScriptedServer.json(Fixtures.read("sdmx/ecb.csv")));
                Stream.generate(() -> ScriptedServer.status(404))
                        .limit(questions - 1L)
                        .forEach(server::answers);
            }
            IngestOptions options =
                    PipelineOptionsFactory.fromArgs("--input=live").as(IngestOptions.class);
            LoadSummary first = TestRuns.into(database, blobs, server.live()).run(ecb, options);
            assertThat(first.read()).isEqualTo(6);
            assertThat(first.written()).isEqualTo(4);
            assertThat(server.requests()).hasSize(questions);
            LoadSummary again = TestRuns.into(database, blobs, server.live()).run(ecb, options);
            assertThat(again.alreadyPublished()).isTrue();
            assertThat(again.loadId()).isEqualTo(first.loadId());
        }
    }

    private static int questions(SourceIngest source) {
        return source.catalogue().flows().stream()
                .filter(flow -> flow.ask() != null)
                .mapToInt(
                        flow -> flow.keys(source.catalogue().seriesOf(flow), 50).size())
                .sum();
    }
}
