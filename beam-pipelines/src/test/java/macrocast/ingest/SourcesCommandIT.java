package macrocast.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import macrocast.ingest.bls.BlsIngest;
import macrocast.store.Database;
import macrocast.store.StoreException;
import macrocast.store.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourcesCommandIT {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    private int run(Map<String, String> environment, String... arguments) {
        printed.reset();
        return new Main(environment, new PrintStream(printed, true, StandardCharsets.UTF_8)).run(arguments);
    }

    private String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    @Test
    void listsSourcesAndSeries() {
        assertThat(run(Map.of(), "sources", "list")).isEqualTo(ExitCode.DONE);
        assertThat(text()).contains("live, needs MACROCAST_FRED_API_KEY").contains("real-time data set");
        String total = text().lines().reduce((first, second) -> second).orElseThrow();
        assertThat(Integer.parseInt(total.substring(0, total.indexOf(' ')))).isGreaterThan(3_000);

        assertThat(run(Map.of(), "sources", "list", "fred")).isEqualTo(ExitCode.DONE);
        assertThat(text()).containsPattern("fred/INDPRO +monthly +index 2017=100 +output +5 +Industrial production");
    }

    @Test
    void checksEveryCatalogueAndNamesKeysThatAreNotSet() {
        assertThat(run(Map.of("MACROCAST_BLS_API_KEY", "x"), "sources", "check"))
                .isEqualTo(ExitCode.DONE);
        assertThat(text().lines())
                .contains("ons: sound", "fred: MACROCAST_FRED_API_KEY is not set, live answers need it")
                .noneMatch(line -> line.startsWith("bls: MACROCAST"));
    }

    @Test
    void aCatalogueThatIsNotSoundIsNamedAndKeepsNoOtherFromBeingChecked() {
        SourcesCommand command = new SourcesCommand(
                new TreeSet<>(List.of("listed_twice", "ons", "without_unit")),
                Map.of(),
                new PrintStream(printed, true, StandardCharsets.UTF_8),
                System.err);
        assertThat(command.run(List.of("check"))).contains(ExitCode.CONFIGURATION);
        assertThat(text().lines())
                .containsExactly(
                        "listed_twice: The catalogue lists listed_twice/INDPRO twice",
                        "ons: sound",
                        "without_unit: The catalogue of without_unit says of TCU no unit, needed code, title, unit,"
                                + " frequency, measure, transform, is_target in its line or in the defaults");
    }

    @Test
    void triesASeriesAndSaysWhatWouldLoadAndWhyNot(@TempDir Path landing) throws IOException {
        Files.write(landing.resolve("L55O.json"), Fixtures.read("ons/L55O.json"));
        assertThat(run(Map.of(), "sources", "try", "ons/L55O.M", landing + "/*.json"))
                .isEqualTo(ExitCode.DONE);
        assertThat(text())
                .contains("1 bodies, 1 rows would be loaded, 3 refused, 3 rows of other series")
                .contains("refused: 1 BAD_NUMBER")
                .contains("2024 AUG 3.1e")
                .contains("2024-06 2.8, known since 2024-08-14T08:30:00Z");

        assertThat(run(Map.of(), "sources", "try", "ons/L55X.M", landing + "/*.json"))
                .isEqualTo(ExitCode.CONFIGURATION);
        assertThat(text()).contains("is not in the catalogue of ons").contains("L55O.M");

        Files.writeString(landing.resolve("page.json"), "<html>");
        assertThat(run(Map.of(), "sources", "try", "ons/L55O.M", landing + "/page.json"))
                .isEqualTo(ExitCode.BAD_DATA);
        assertThat(text()).contains("unreadable: page.json: is HTML or XML");
        assertThat(run(Map.of(), "sources", "try", "fred/GDP")).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(run(Map.of(), "sources", "forget")).isEqualTo(ExitCode.USAGE);
    }

    /** What is said in plain words where a question has no answer. */
    private String refusal(int exitCode, String... question) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream err = new PrintStream(said, true, StandardCharsets.UTF_8);
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        assertThat(new SourcesCommand(new TreeSet<>(Main.sources()), Map.of(), out, err).run(List.of(question)))
                .contains(exitCode);
        return said.toString(StandardCharsets.UTF_8);
    }

    @Test
    void whatDoesNotExistIsAnsweredByWhatDoes() {
        assertThat(refusal(ExitCode.USAGE, "list", "nope")).startsWith("nope is no source, there are bis, bls, boe, ");
        assertThat(refusal(ExitCode.USAGE, "try", "nope/GDP")).startsWith("nope is no source, there are bis, ");
        assertThat(refusal(ExitCode.USAGE, "try", "GDPDEF"))
                .startsWith("GDPDEF names no source, needed <source>/<code>; there is fred/GDPDEF");
        assertThat(refusal(ExitCode.USAGE, "try", "INDPR"))
                .contains("the nearest are ", "fred/INDPRO", "fred_md/INDPRO");
        assertThat(run(Map.of(), "sources", "try", "fred/INDPR")).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(text()).contains("The nearest are INDPRO, ");
    }

    @Test
    void aBodyOfAnotherSeriesIsNotHeldAgainstTheOneThatIsTried(@TempDir Path landing) throws IOException {
        String body = new String(Fixtures.read("fred/series_observations_GDP.json"), StandardCharsets.UTF_8);
        Files.writeString(landing.resolve("series_observations_GDP.json"), body.replace("28629.2", "28629,2"));
        assertThat(run(Map.of(), "sources", "try", "fred/GDP", landing + "/*.json"))
                .isEqualTo(ExitCode.DONE);
        assertThat(text()).contains("refused: 1 BAD_NUMBER");
        assertThat(run(Map.of(), "sources", "try", "fred/GDPC1", landing + "/*.json"))
                .isEqualTo(ExitCode.BAD_DATA);
        assertThat(text())
                .contains("1 bodies, 0 rows would be loaded, 0 refused, ")
                .doesNotContain("BAD_");
    }

    @Test
    void triesASeriesOfAFlow(@TempDir Path landing) throws IOException {
        Files.write(landing.resolve("generic.xml"), Fixtures.read("sdmx/generic.xml"));
        assertThat(run(Map.of(), "sources", "try", "ecb/EXR.M.USD.EUR.SP00.A", landing + "/*.xml"))
                .isEqualTo(ExitCode.DONE);
        assertThat(text())
                .startsWith("ecb/EXR.M.USD.EUR.SP00.A: ")
                .containsPattern("1 bodies, [1-9]\\d* rows would be loaded")
                .containsPattern("    20\\d\\d-\\d\\d [0-9.]+, known since 20");
    }

    @Test
    void saysHowFarEachSourceIs(@TempDir Path landing, @TempDir Path blobs) throws IOException {
        try (TestDatabase database = TestDatabase.create()) {
            Path file = landing.resolve("answer.json");
            Files.write(file, Fixtures.read("bls/answer.json"));
            TestRuns.files(database, blobs, new BlsIngest(), file, "2025-02-01T13:30:00Z");
            String revised = new String(Fixtures.read("bls/answer.json"), StandardCharsets.UTF_8)
                    .replace("315.605", "315.7")
                    .replace("\"value\":\"-\"", "\"value\":\"315.5\"");
            Files.writeString(file, revised);
            TestRuns.files(database, blobs, new BlsIngest(), file, "2025-03-01T13:30:00Z");

            assertThat(database.rows("select rows_new, rows_revised, rows_unchanged, rows_quarantined, loads_held,"
                            + " next_expected_on from api.source_status where source = 'bls'"))
                    .as(
                            "November is new, December revised, and the next quarter of labour costs due by the end of January")
                    .containsExactly(List.of("1", "1", "1", "2", "0", "2025-01-30"));
            String late = "(now() at time zone 'UTC')::date - date '2025-01-30'";
            assertThat(database.rows("select days_overdue = " + late + " from api.source_status where source = 'bls'"))
                    .containsExactly(List.of("t"));
            assertThat(run(database.environment("loader"), "sources", "status")).isEqualTo(ExitCode.DONE);
            assertThat(text())
                    .containsPattern("source +series +last_success +next_expected +days_overdue +new ")
                    .containsPattern("bls +2 +20\\d\\d-\\d\\d-\\d\\d \\d\\d:\\d\\d +2025-01-30 +\\d{3,} +1 ");
        }
    }

    @Test
    void aDatabaseThatIsNotMigratedIsNamedWithWhatToDo() {
        try (TestDatabase database = TestDatabase.createEmpty()) {
            Database empty = database.database();
            Map<String, String> environment = Map.of(
                    "MACROCAST_DATABASE_URL", empty.url(),
                    "MACROCAST_DATABASE_USER", empty.user(),
                    "MACROCAST_DATABASE_PASSWORD", empty.password());
            SourcesCommand command =
                    new SourcesCommand(new TreeSet<>(Main.sources()), environment, System.out, System.err);
            assertThatThrownBy(() -> command.run(List.of("status")))
                    .isInstanceOf(StoreException.class)
                    .hasMessageStartingWith(empty.url() + " is not migrated, this build needs schema version ")
                    .hasMessageContaining(": run macrocast migrate ");
            assertThat(run(environment, "sources", "status")).isEqualTo(ExitCode.CONFIGURATION);
            assertThat(text()).isEmpty();
        }
    }
}
