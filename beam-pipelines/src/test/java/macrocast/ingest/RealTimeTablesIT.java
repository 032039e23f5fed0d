package macrocast.ingest;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import macrocast.ingest.filedrop.FileDropIngest;
import macrocast.store.LoadSummary;
import macrocast.store.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Vintages that others collected in tables of their own, loaded by a mapping alone: the store answers as the tables do. */
class RealTimeTablesIT {
    private final TestDatabase database = TestDatabase.create();
    private Path blobs;

    @BeforeEach
    void start(@TempDir Path emptyBlobs) {
        blobs = emptyBlobs;
    }

    @AfterEach
    void drop() {
        database.close();
    }

    private LoadSummary load(String mapping, Path table) {
        SourceIngest source =
                FileDropIngest.by(new Body("mapping.yaml", "application/yaml", Fixtures.read("file_drop/" + mapping)));
        return TestRuns.files(database, blobs, source, table);
    }

    private static List<String[]> lines(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        byte[] plain = file.toString().endsWith(".gz")
                ? new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes()
                : bytes;
        return new String(plain, StandardCharsets.UTF_8)
                .lines()
                .skip(1)
                .map(line -> line.split(",", -1))
                .toList();
    }

    /** By series and first day of the period. */
    private Map<String, Double> asOf(String day) {
        Map<String, Double> values = new TreeMap<>();
        for (List<@Nullable String> row : database.rows("select series_key, period_start, value from"
                + " api.observation_as_of('" + day + "T12:00:00Z') where value is not null")) {
            values.put(row.get(0) + " " + row.get(1), Double.valueOf(String.valueOf(row.get(2))));
        }
        return values;
    }

    /** A log of 80 vintages: what changed becomes a row, and each vintage is what the log adds up to by its day. */
    @Test
    void aLogOfChangesAddsUpToItsVintagesAndToThePublishedReleases() throws IOException {
        Path recorded = Fixtures.recorded();
        Path log = recorded.resolve("us_vintages/nyfed_2016h2.csv.gz");
        LoadSummary loaded = load("nyfed.yaml", log);
        assertThat(List.of(loaded.read(), loaded.written(), loaded.quarantined(), loaded.skipped()))
                .containsExactly(9_889L, 9_889L, 0L, 0L);
        assertThat(
                        database.number(
                                "select count(*) from (select row_number() over (partition by series_key, period_start"
                                        + " order by known_at) as version from api.observation_history) as v where version > 1"))
                .as("revisions")
                .isEqualTo(1_051);

        for (String day : List.of("2016-06-29", "2016-08-01", "2016-10-28", "2016-12-30", "2017-01-27")) {
            Map<String, Double> told = new TreeMap<>();
            for (String[] line : lines(log)) {
                if (line[0].compareTo(day) <= 0) {
                    boolean quarterly =
                            List.of("GDPC1", "ULCNFB", "A261RX1Q020SBEA").contains(line[1]);
                    told.put(
                            "nyfed/" + line[1] + " " + (quarterly ? firstMonth(line[2]) : line[2]),
                            Double.valueOf(line[3]));
                }
            }
            assertThat(asOf(day)).as(day).isEqualTo(told);
        }

        Map<String, String[]> releases = new HashMap<>();
        lines(recorded.resolve("forecasts/gdpc1_releases_first_second_third.csv"))
                .forEach(line -> releases.put(line[0], line));
        for (String quarter : List.of("2016-04-01", "2016-07-01")) {
            String[] published = requireNonNull(releases.get(quarter));
            for (int release = 1; release <= 3; release++) {
                assertThat(database.rows("select (known_at at time zone 'UTC')::date, value from api.observation_nth("
                                + release + ") where series_key = 'nyfed/GDPC1' and period_start = '" + quarter + "'"))
                        .as(quarter + " release " + release)
                        .containsExactly(List.of(
                                published[4 * release - 3], number(Double.parseDouble(published[4 * release - 2]))));
            }
        }
    }

    private static String firstMonth(String lastMonth) {
        int month = Integer.parseInt(lastMonth.substring(5, 7)) - 2;
        return lastMonth.substring(0, 5) + (month < 10 ? "0" : "") + month + "-01";
    }

    /** As the database writes it. */
    private static String number(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }

    /** Whole publications: what repeats the one before makes no row, and each of the 89 is answered cell by cell. */
    @Test
    void wholePublicationsAreAnsweredAsTheyWereAndOnlyTheirChangesAreStored() throws IOException {
        Path recorded = Fixtures.recorded().resolve("gdp_realtime");
        for (String country : List.of("US", "CHE")) {
            Path table = recorded.resolve("gdp_" + country + ".csv.gz");
            LoadSummary loaded = load("gdp_realtime.yaml", table);
            Map<String, Map<String, Double>> publications = new TreeMap<>();
            for (String[] line : lines(table)) {
                publications
                        .computeIfAbsent(line[1], day -> new TreeMap<>())
                        .put("gdp_realtime/" + line[0] + " " + line[2], Double.valueOf(line[3]));
            }
            assertThat(publications).hasSize(89);
            Map<String, Double> known = new TreeMap<>();
            long changes = 0;
            for (Map.Entry<String, Map<String, Double>> publication : publications.entrySet()) {
                for (Map.Entry<String, Double> cell : publication.getValue().entrySet()) {
                    changes += cell.getValue().equals(known.put(cell.getKey(), cell.getValue())) ? 0 : 1;
                }
                assertThat(ofCountry(asOf(publication.getKey()), country))
                        .as(country + " " + publication.getKey())
                        .isEqualTo(known);
            }
            assertThat(List.of(loaded.read(), loaded.written(), loaded.quarantined()))
                    .as(country)
                    .containsExactly((long) lines(table).size(), changes, 0L);
        }
    }

    private static Map<String, Double> ofCountry(Map<String, Double> values, String country) {
        Map<String, Double> some = new TreeMap<>(values);
        some.keySet().removeIf(cell -> !cell.startsWith("gdp_realtime/" + country + " "));
        return some;
    }
}
