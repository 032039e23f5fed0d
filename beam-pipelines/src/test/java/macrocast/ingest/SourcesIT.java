package macrocast.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import macrocast.domain.Frequency;
import macrocast.ingest.bls.BlsIngest;
import macrocast.ingest.boe.BoeIngest;
import macrocast.ingest.boe.BoePackage;
import macrocast.ingest.fred.FredIngest;
import macrocast.ingest.fredmd.FredMdIngest;
import macrocast.ingest.gdpnow.GdpNowIngest;
import macrocast.ingest.greenbook.GreenbookIngest;
import macrocast.ingest.ons.OnsIngest;
import macrocast.ingest.spf.SpfIngest;
import macrocast.ingest.treasury.TreasuryIngest;
import macrocast.store.LoadSummary;
import macrocast.store.TestDatabase;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recorded bodies of several sources, from files to what analysts read. */
class SourcesIT {
    private TestDatabase database;
    private Path blobs;
    private Path landing;

    @BeforeEach
    void start(@TempDir Path emptyBlobs, @TempDir Path emptyLanding) {
        database = TestDatabase.create();
        blobs = emptyBlobs;
        landing = emptyLanding;
    }

    @AfterEach
    void drop() {
        database.close();
    }

    private LoadSummary load(SourceIngest source, Object pattern) {
        return TestRuns.files(database, blobs, source, pattern);
    }

    private static byte[] bytes(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        return file.toString().endsWith(".gz")
                ? new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes()
                : bytes;
    }

    private static JsonNode observations(Path file) throws IOException {
        return new JsonMapper().readTree(bytes(file)).get("observations");
    }

    /** The newest real-time interval that had begun by a day, for each date, as FRED answers it. */
    private static Map<String, Double> inForce(JsonNode observations, String day) {
        Map<String, Double> values = new TreeMap<>();
        for (JsonNode row : observations) {
            boolean stands = row.get("realtime_start").asText().compareTo(day) <= 0
                    && row.get("realtime_end").asText().compareTo(day) >= 0;
            if (stands && !row.get("value").asText().equals(".")) {
                values.put(row.get("date").asText(), row.get("value").asDouble());
            }
        }
        return values;
    }

    private Map<String, Double> asOf(String series, String moment) {
        Map<String, Double> values = new TreeMap<>();
        for (List<@Nullable String> row : database.rows("select period_start, value from api.observation_as_of('"
                + moment + "') where series_key = '" + series + "'")) {
            values.put(String.valueOf(row.get(0)), Double.valueOf(String.valueOf(row.get(1))));
        }
        return values;
    }

    @Test
    void gdpByAllThreeCallsOfAlfredIsWhatTheStoreSays() throws IOException {
        Path fred = Fixtures.recorded().resolve("fred");
        LoadSummary loaded = load(new FredIngest(), fred + "/series_observations_GDP_all_vintages_rec1.json.gz");
        assertThat(loaded.read()).isEqualTo(3_199);
        assertThat(loaded.quarantined()).isZero();

        JsonNode asOf = observations(fred.resolve("series_observations_GDP_asof_2019-01-01_rec1.json.gz"));
        assertThat(asOf("fred/GDP", "2019-01-01T12:00:00Z"))
                .hasSizeGreaterThan(280)
                .isEqualTo(inForce(asOf, "2019-01-01"));

        JsonNode latest = observations(fred.resolve("series_observations_GDP_rec1.json"));
        assertThat(asOf("fred/GDP", "2024-11-01T00:00:00Z"))
                .isEqualTo(inForce(latest, latest.get(0).get("realtime_start").asText()));

        Map<String, String> first = new TreeMap<>();
        for (JsonNode row : observations(fred.resolve("series_observations_GDP_initial_release_rec1.json"))) {
            first.put(
                    row.get("date").asText(),
                    row.get("realtime_start").asText() + " " + row.get("value").asDouble());
        }
        Map<String, String> ours = new TreeMap<>();
        for (List<@Nullable String> row : database.rows(
                "select distinct on (period_start) period_start, (known_at at time zone 'UTC')::date, value"
                        + " from api.observation_history where series_key = 'fred/GDP' order by period_start, known_at")) {
            String period = String.valueOf(row.get(0));
            if (first.containsKey(period)) {
                ours.put(period, row.get(1) + " " + Double.valueOf(String.valueOf(row.get(2))));
            }
        }
        assertThat(ours).hasSize(132).isEqualTo(first);

        // The other calls repeat what all vintages say: nothing is new in them.
        LoadSummary again = load(new FredIngest(), fred + "/series_observations_GDP_asof_2019-01-01_rec1.json.gz");
        assertThat(again.written()).isZero();
        assertThat(again.quarantined()).isZero();
    }

    @Test
    void twoRecordingsWeeksApartGiveTheNewAndTheRevisedRowsAndNothingElse() throws IOException {
        Path fred = Fixtures.recorded().resolve("fred");
        for (String name : List.of("GDP_all_vintages", "CPILFESL", "WGS10YR")) {
            String suffix = name.equals("CPILFESL") ? ".json" : ".json.gz";
            Path first = fred.resolve("series_observations_" + name + "_rec1" + suffix);
            Path second = fred.resolve("series_observations_" + name + "_rec2" + suffix);
            LoadSummary one = load(new FredIngest(), first);
            LoadSummary two = load(new FredIngest(), second);

            boolean vintages = name.endsWith("vintages");
            Set<String> before = new HashSet<>();
            observations(first).forEach(row -> before.add(key(row, vintages)));
            List<String> fresh = new ArrayList<>();
            observations(second).forEach(row -> {
                if (!before.contains(key(row, vintages))) {
                    fresh.add(key(row, vintages));
                }
            });
            assertThat(two.written())
                    .as(name + " " + fresh)
                    .isEqualTo(fresh.size())
                    .isPositive();
            assertThat(two.unchanged()).as(name).isEqualTo(two.read() - fresh.size());
            assertThat(two.quarantined() + one.quarantined()).as(name).isZero();
        }
    }

    private static String key(JsonNode row, boolean withVintage) {
        String value = row.get("date").asText() + " " + row.get("value").asText();
        return withVintage ? row.get("realtime_start").asText() + " " + value : value;
    }

    /** A year in which columns are renamed, in two orders. */
    @Test
    void vintagesOfFredMdInAnyOrderGiveTheSameAnswersAndTheCountedChanges() throws IOException {
        Path recorded = Fixtures.recorded().resolve("fredmd/vintages");
        List<String> vintages = List.of("2015-08", "2015-09", "2015-10");
        for (String vintage : vintages) {
            load(new FredMdIngest(), recorded + "/" + vintage + ".csv.gz");
        }
        List<List<@Nullable String>> rows = observationRows();
        assertThat(changes(rows)).isEqualTo(changesCounted(recorded, vintages));

        database.close();
        database = TestDatabase.create();
        List<String> backwards = new ArrayList<>(vintages);
        Collections.reverse(backwards);
        for (String vintage : backwards) {
            load(new FredMdIngest(), recorded + "/" + vintage + ".csv.gz");
        }
        for (String vintage : vintages) {
            LocalDate month = LocalDate.parse(vintage + "-01").plusMonths(1);
            assertThat(database.number("select count(*) from api.observation_as_of('" + month + "T00:00:00Z')"))
                    .isEqualTo(valuesIn(recorded, vintage));
        }
        assertThat(changes(observationRows())).isEqualTo(changesCounted(recorded, vintages));
    }

    private List<List<@Nullable String>> observationRows() {
        return database.rows("select s.code, o.period_start, o.known_at, o.value from macrocast.observation as o"
                + " join macrocast.series as s using (series_id) order by 1, 2, 3");
    }

    /** Revised, new and withdrawn after the first vintage, as the rows of the store say. */
    private static List<Long> changes(List<List<@Nullable String>> rows) {
        long revised = 0;
        long fresh = 0;
        long withdrawn = 0;
        String firstVintage = rows.stream()
                .map(row -> String.valueOf(row.get(2)))
                .min(String::compareTo)
                .orElseThrow();
        Map<String, String> before = new HashMap<>();
        for (List<@Nullable String> row : rows) {
            String cell = row.get(0) + " " + row.get(1);
            String value = row.get(3) == null ? "" : String.valueOf(row.get(3));
            String was = before.getOrDefault(cell, "");
            // A newer vintage that was loaded first keeps its rows, also where an older one turns out to say the same.
            if (!firstVintage.equals(row.get(2)) && !was.equals(value)) {
                revised += !was.isEmpty() && !value.isEmpty() ? 1 : 0;
                fresh += was.isEmpty() ? 1 : 0;
                withdrawn += value.isEmpty() ? 1 : 0;
            }
            before.put(cell, value);
        }
        return List.of(revised, fresh, withdrawn);
    }

    private static Map<String, Double> cells(Path recorded, String vintage) throws IOException {
        List<String> lines = new String(bytes(recorded.resolve(vintage + ".csv.gz")), StandardCharsets.UTF_8)
                .lines()
                .toList();
        String[] header = lines.get(0).split(",", -1);
        Map<String, Double> cells = new HashMap<>();
        for (String line : lines.subList(2, lines.size())) {
            String[] values = line.split(",", -1);
            for (int i = 1; i < values.length; i++) {
                if (!values[0].isBlank() && !values[i].isBlank()) {
                    cells.put(header[i] + " " + values[0], Double.valueOf(values[i].strip()));
                }
            }
        }
        return cells;
    }

    private static long valuesIn(Path recorded, String vintage) throws IOException {
        return cells(recorded, vintage).size();
    }

    private static List<Long> changesCounted(Path recorded, List<String> vintages) throws IOException {
        long revised = 0;
        long fresh = 0;
        long withdrawn = 0;
        Map<String, Double> before = cells(recorded, vintages.get(0));
        for (String vintage : vintages.subList(1, vintages.size())) {
            Map<String, Double> now = cells(recorded, vintage);
            for (Map.Entry<String, Double> cell : now.entrySet()) {
                Double was = before.get(cell.getKey());
                fresh += was == null ? 1 : 0;
                revised += was != null && !was.equals(cell.getValue()) ? 1 : 0;
            }
            for (String cell : before.keySet()) {
                withdrawn += now.containsKey(cell) ? 0 : 1;
            }
            before = now;
        }
        return List.of(revised, fresh, withdrawn);
    }

    @Test
    void bothTreasuryFeedsLoadToTheSameRowsAndTheSecondAddsNone() {
        Path treasury = Fixtures.recorded().resolve("ustreasury");
        LoadSummary old = load(new TreasuryIngest(), treasury + "/yield_curve_2013.xml.gz");
        LoadSummary fresh = load(new TreasuryIngest(), treasury + "/yield_curve_2013_newfeed.xml.gz");
        assertThat(old.written()).isEqualTo(2_750);
        assertThat(fresh.read()).isEqualTo(2_750);
        assertThat(fresh.unchanged()).isEqualTo(2_750);
    }

    @Test
    void forecastsByOthersStandInTheSameTableAsOurs() {
        Path forecasts = Fixtures.recorded().resolve("forecasts");
        LoadSummary nowcasts = load(new GdpNowIngest(), forecasts + "/atlantafed_gdpnow.csv");
        LoadSummary greenbooks = load(new GreenbookIngest(), forecasts + "/greenbook_*.csv");
        LoadSummary survey = load(new SpfIngest(), forecasts + "/spf_*.csv");
        assertThat(List.of(nowcasts.quarantined(), greenbooks.quarantined(), survey.quarantined()))
                .containsOnly(0L);
        assertThat(nowcasts.written()).isEqualTo(1_801);
        assertThat(database.rows("select method, count(*) from macrocast.forecast group by 1 order by 1"))
                .containsExactly(
                        List.of("gdpnow", "1801"),
                        List.of("greenbook", String.valueOf(greenbooks.written())),
                        List.of("spf-median", String.valueOf(survey.written())));
        assertThat(database.rows("select mean from macrocast.forecast where method = 'greenbook'"
                        + " and known_at = '1967-03-29T00:00:00Z' and target_start = '1967-04-01' order by 1 limit 1"))
                .hasSize(1);
    }

    /** A survey more is all that the next quarter's workbooks bring. */
    @Test
    void theSurveyAskedLiveBringsEachForecastOnce() throws IOException {
        try (ScriptedServer server = new ScriptedServer()) {
            IngestOptions options =
                    PipelineOptionsFactory.fromArgs("--input=live").as(IngestOptions.class);
            byte[] levels = Workbook.ofSheets(ForecastWorkbooksTest.medians(false));
            byte[] growth = Workbook.ofSheets(ForecastWorkbooksTest.medians(true));
            server.answering(request -> ScriptedServer.json(request.endsWith("Level.xlsx") ? levels : growth));
            LoadSummary winter =
                    TestRuns.into(database, blobs, server.live(), "winter").run(new SpfIngest(), options);
            int series = new SpfIngest().catalogue().series().size();
            assertThat(List.of(winter.read(), winter.written(), winter.quarantined()))
                    .containsExactly((long) series, (long) series, 0L);
            assertThat(TestRuns.into(database, blobs, server.live(), "next day")
                            .run(new SpfIngest(), options)
                            .alreadyPublished())
                    .isTrue();

            Map<String, String> more = ForecastWorkbooksTest.medians(true);
            more.put(
                    "RGDP",
                    Workbook.rows(
                            "YEAR,QUARTER,drgdp2,drgdp3,drgdp4,drgdp5,drgdp6\n2022,1,7.25,,,,\n2022,2,2.3,,,,\n"));
            byte[] spring = Workbook.ofSheets(more);
            server.answering(request -> ScriptedServer.json(request.endsWith("Level.xlsx") ? levels : spring));
            LoadSummary next =
                    TestRuns.into(database, blobs, server.live(), "spring").run(new SpfIngest(), options);
            assertThat(List.of(next.written(), next.unchanged(), next.quarantined()))
                    .containsExactly(1L, (long) series, 0L);
            assertThat(database.rows("select method, horizon, mean from macrocast.forecast"
                            + " where known_at = '2022-06-01T00:00:00Z'"))
                    .containsExactly(List.of("spf-median", "0", "2.3"));
        }
    }

    @Test
    void theBanksPackageAskedLiveIsTheLoadOfItsFiles() throws IOException {
        Files.write(landing.resolve("outturns.parquet"), BoePackage.OUTTURNS);
        Files.write(landing.resolve("forecasts.parquet"), BoePackage.FORECASTS);
        LoadSummary ofFiles = load(new BoeIngest(), landing + "/*.parquet");
        assertThat(List.of(ofFiles.read(), ofFiles.written())).containsExactly(2L, 2L);
        try (ScriptedServer server = new ScriptedServer()) {
            new BoePackage(server).answer();
            IngestOptions options =
                    PipelineOptionsFactory.fromArgs("--input=live").as(IngestOptions.class);
            LoadSummary live =
                    TestRuns.into(database, blobs, server.live(), "monday").run(new BoeIngest(), options);
            assertThat(live.alreadyPublished()).isTrue();
            assertThat(live.loadId()).isEqualTo(ofFiles.loadId());
            TestRuns.into(database, blobs, server.live(), "monday").run(new BoeIngest(), options);
            assertThat(server.requests())
                    .as("a second try takes from the archive what the first was answered")
                    .hasSize(2);
        }
        assertThat(database.rows("select last_period, next_expected_on from api.data_freshness"))
                .containsExactly(List.of("2025-Q3", "2026-04-02"));
    }

    @Test
    void aBodyThatCannotBeReadKeepsNoOtherFromBeingLoaded() throws IOException {
        Files.write(landing.resolve("good.json"), Fixtures.read("ons/L55O.json"));
        Files.writeString(landing.resolve("page.json"), "<html>maintenance</html>");
        Files.write(landing.resolve("cut.json.gz"), new byte[] {0x1f, (byte) 0x8b, 8});
        assertThatThrownBy(() -> load(new OnsIngest(), landing + "/*.json*"))
                .isInstanceOf(UnreadablePayloadException.class)
                .hasMessageStartingWith(
                        "2 of 3 bodies cannot be read, load 1 has the others: cut.json.gz: not a whole" + " gzip file")
                .hasMessageContaining("; page.json: is HTML or XML");
        assertThat(database.number("select count(*) from macrocast.observation"))
                .isEqualTo(3);
        assertThat(database.rows("select message from macrocast.load as l join macrocast.load_payload as p"
                        + " using (load_key) where l.status = 'rejected' and p.name = 'page.json' and"
                        + " (select count(*) from macrocast.load_payload as q where q.load_key = l.load_key) = 1"))
                .hasSize(1);
    }

    @Test
    void aFileThatIsNoGzipKeepsNoOtherFromBeingLoaded() throws IOException {
        Files.write(landing.resolve("cut.json.gz"), new byte[] {0x1f, (byte) 0x8b, 8});
        assertThatThrownBy(() -> load(new OnsIngest(), landing + "/*"))
                .isInstanceOf(UnreadablePayloadException.class)
                .hasMessageContaining("cut.json.gz: not a whole gzip file");
        Files.write(landing.resolve("good.json"), Fixtures.read("ons/L55O.json"));
        assertThatThrownBy(() -> load(new OnsIngest(), landing + "/*"))
                .isInstanceOf(UnreadablePayloadException.class)
                .hasMessageStartingWith("Load 1: cut.json.gz: not a whole gzip file");
        assertThat(database.number("select count(*) from macrocast.observation"))
                .isEqualTo(3);
    }

    /** The first page says how many rows there are. */
    @Test
    void aPageOfFredWithoutTheOthersSaysSo() throws IOException {
        Files.writeString(
                landing.resolve("series_observations_UNRATE.json"),
                "{\"realtime_start\": \"2024-11-01\", \"realtime_end\": \"2024-11-01\", \"units\": \"lin\","
                        + " \"output_type\": 1, \"order_by\": \"observation_date\", \"sort_order\": \"asc\","
                        + " \"count\": 500, \"offset\": 0, \"limit\": 1, \"observations\": [{\"realtime_start\":"
                        + " \"2024-11-01\", \"realtime_end\": \"2024-11-01\", \"date\": \"2024-09-01\","
                        + " \"value\": \"4.1\"}]}");
        assertThat(load(new FredIngest(), landing + "/*").lacks())
                .isEqualTo("rows 1 to 499 of 500 of UNRATE, known 2024-11-01 to 2024-11-01");
        Path whole = Fixtures.recorded().resolve("fred/series_observations_WGS10YR_rec1.json.gz");
        assertThat(load(new FredIngest(), whole).lacks()).isNull();
    }

    @Test
    void anAnswerThatDoesNotComeKeepsNoOtherFromBeingLoadedAndTheRunFails() {
        try (ScriptedServer server = new ScriptedServer()) {
            server.answering(request -> request.contains("l55o")
                    ? ScriptedServer.json(Fixtures.read("ons/L55O.json"))
                    : ScriptedServer.status(404));
            IngestOptions options =
                    PipelineOptionsFactory.fromArgs("--input=live").as(IngestOptions.class);
            assertThatThrownBy(
                            () -> TestRuns.into(database, blobs, server.live()).run(new OnsIngest(), options))
                    .isInstanceOf(SourceUnavailableException.class)
                    .hasMessageStartingWith("Load 1 has all but 15 answers: ")
                    .hasMessageContaining("/timeseries/mgsx/lms/data gave no data in 1 attempt: HTTP status 404");
            assertThat(database.number("select count(*) from macrocast.observation"))
                    .isEqualTo(3);
        }
    }

    /** What was stored of a harvested source is dated when its load was first opened, also after a broken try. */
    @Test
    void aValueWithoutADateIsKnownSinceItWasFirstSeen() throws IOException {
        Files.write(landing.resolve("answer.json"), Fixtures.read("bls/answer.json"));
        LoadSummary loaded =
                TestRuns.files(database, blobs, new BlsIngest(), landing + "/*.json", "2025-02-01T13:30:00Z");
        assertThat(loaded.written()).isEqualTo(2);
        assertThat(loaded.quarantined()).isEqualTo(2);
        assertThat(database.rows("select distinct known_at at time zone 'UTC' from macrocast.observation"))
                .containsExactly(List.of("2025-02-01 13:30:00"));
        assertThat(database.rows("select known_quality, known_precision from macrocast.load"))
                .containsExactly(List.of("harvested", "second"));
    }

    @Test
    void aNightOfFredAsksOnlyForWhatChanged() {
        try (ScriptedServer server = new ScriptedServer()) {
            server.answering(request -> answer(request, "2024-11-03 07:30:03-06"));
            IngestOptions options =
                    PipelineOptionsFactory.fromArgs("--input=live").as(IngestOptions.class);
            LiveSource first = server.live().withKey("api_key=hunter2");
            LoadSummary loaded = TestRuns.into(database, blobs, first, "monday").run(new FredIngest(), options);
            int series = new FredIngest().catalogue().series().size();
            long revised = new FredIngest()
                    .catalogue().series().stream()
                            .filter(one -> new FredIngest()
                                    .catalogue()
                                    .request(one.key().code())
                                    .isPresent())
                            .count();
            assertThat(loaded.read())
                    .as("series whose answers are the same count each for itself")
                    .isEqualTo(series);
            assertThat(server.requests()).hasSize((int) (1 + series + revised));

            int before = server.requests().size();
            server.answering(request -> answer(request, "2024-11-04 08:00:00-06"));
            LiveSource second = server.live().withKey("api_key=hunter2");
            TestRuns.into(database, blobs, second, "tuesday").run(new FredIngest(), options);
            assertThat(server.requests().subList(before, server.requests().size()))
                    .as("the updates, and GDP that is among them")
                    .hasSize(3)
                    .allMatch(request -> request.endsWith("&api_key=hunter2"));
            for (String table : List.of("load", "load_payload", "raw_payload", "quarantine")) {
                assertThat(database.rows("select * from macrocast." + table).toString())
                        .doesNotContain("hunter2");
            }
        }
    }

    @Test
    void aSeriesOfFredThatIsNotAnsweredKeepsNoOtherBackAndIsAskedForTheNextTime() {
        try (ScriptedServer server = new ScriptedServer()) {
            server.answering(request -> request.contains("series_id=INDPRO&")
                    ? ScriptedServer.status(503)
                    : answer(request, "2024-11-03 07:30:03-06"));
            IngestOptions options =
                    PipelineOptionsFactory.fromArgs("--input=live").as(IngestOptions.class);
            int series = new FredIngest().catalogue().series().size();
            assertThatThrownBy(() -> TestRuns.into(database, blobs, server.live(), "monday")
                            .run(new FredIngest(), options))
                    .isInstanceOf(SourceUnavailableException.class)
                    .hasMessageContaining("Load 1 has all but 1 answers: ")
                    .hasMessageContaining("series_id=INDPRO&");
            assertThat(database.number("select count(*) from macrocast.observation"))
                    .isEqualTo(series - 1);

            server.answering(request -> answer(request, "2024-11-03 07:30:03-06"));
            LoadSummary tuesday =
                    TestRuns.into(database, blobs, server.live(), "tuesday").run(new FredIngest(), options);
            assertThat(tuesday.written()).isEqualTo(1);
            assertThat(tuesday.unchanged()).isEqualTo(series - 1);
        }
    }

    /** A FRED where all series have one value, the same for all, so that many answers are the same; on the second night GDP has changed and nothing else. */
    private static ScriptedServer.Answer answer(String request, String changed) {
        String body;
        if (request.startsWith("/fred/series/updates")) {
            String older = "{\"id\":\"OTHER\",\"last_updated\":\"2024-11-03 07:30:03-06\"}";
            body = "{\"seriess\":["
                    + (changed.startsWith("2024-11-04") ? "{\"id\":\"GDP\",\"last_updated\":\"" + changed + "\"}," : "")
                    + older + "]}";
        } else if (request.startsWith("/fred/series/vintagedates")) {
            body = "{\"count\":1,\"vintage_dates\":[\"2024-10-30\"]}";
        } else {
            String id = request.replaceAll(".*series_id=([A-Z0-9]+).*", "$1");
            String date = new FredIngest().catalogue().series(id).orElseThrow().frequency() == Frequency.WEEKLY
                    ? lastDay(id)
                    : "2024-07-01";
            body =
                    "{\"realtime_start\":\"1776-07-04\",\"realtime_end\":\"9999-12-31\",\"units\":\"lin\",\"output_type\":1,"
                            + "\"order_by\":\"observation_date\",\"sort_order\":\"asc\",\"count\":1,\"offset\":0,\"limit\":100000,"
                            + "\"observations\":[{\"realtime_start\":\"2024-10-30\",\"realtime_end\":\"9999-12-31\",\"date\":\""
                            + date + "\",\"value\":\"7.5\"}]}";
        }
        return ScriptedServer.json(body.getBytes(StandardCharsets.UTF_8));
    }

    private static String lastDay(String id) {
        return String.valueOf(IntStream.range(1, 8)
                .mapToObj(day -> LocalDate.of(2024, 7, day))
                .filter(day -> day.plusDays(1).getDayOfWeek()
                        == new FredIngest()
                                .catalogue()
                                .series(id)
                                .orElseThrow()
                                .attributes()
                                .weekStart())
                .findFirst()
                .orElseThrow());
    }
}
