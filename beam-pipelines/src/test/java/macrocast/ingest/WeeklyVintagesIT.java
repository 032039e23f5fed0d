package macrocast.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import macrocast.ingest.filedrop.FileDropIngest;
import macrocast.store.StoreException;
import macrocast.store.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Weekly vintages that somebody put together by hand, with real mistakes: some lack whole series, which are there again a
 * week later, and some carry the quarterly ones two months late.
 */
class WeeklyVintagesIT {
    private static final String ASKED = "GDPC1|CPIAUCSL|TCU|UNRATE";

    private final TestDatabase database = TestDatabase.create();
    private List<String> log;
    private Path blobs;
    private Path landing;

    @BeforeEach
    void read(@TempDir Path emptyBlobs, @TempDir Path emptyLanding) throws IOException {
        blobs = emptyBlobs;
        landing = emptyLanding;
        Path file = Fixtures.recorded().resolve("us_vintages/weekly_2016_2019.csv.gz");
        byte[] bytes = new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(file))).readAllBytes();
        log = new String(bytes, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.matches("vintage_date,.*|.{11}(" + ASKED + "),.*"))
                .toList();
    }

    @AfterEach
    void drop() {
        database.close();
    }

    private void load(String name, Predicate<String> vintages) throws IOException {
        String table = Stream.concat(
                        log.stream().limit(1),
                        log.stream().skip(1).filter(line -> vintages.test(line.substring(0, 10))))
                .collect(Collectors.joining("\n", "", "\n"));
        Files.writeString(landing.resolve(name), table);
        SourceIngest source =
                FileDropIngest.by(new Body("weekly.yaml", "application/yaml", Fixtures.read("file_drop/weekly.yaml")));
        TestRuns.files(database, blobs, source, landing.resolve(name));
    }

    private List<List<@Nullable String>> heldSeries() {
        return database.rows("select series_key, message from api.quality_finding where status = 'held'"
                + " and rule_key = 'gap-share' order by 1, found_at");
    }

    @Test
    void wholeSeriesThatVanishForAWeekAreHeldAndTheOthersGoOn() throws IOException {
        assertThatThrownBy(() -> load("all.csv", vintage -> true))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.HELD))
                .hasMessageContaining("gap-share weekly/CPIAUCSL 397 of 397 known periods withdrawn on 2018-03-02"
                        + " and stated again on 2018-03-09")
                .hasMessageContaining("gap-share weekly/TCU 389 of 389 known periods withdrawn on 2017-06-30"
                        + " and stated again on 2017-07-03")
                .hasMessageEndingWith(". Load 1 has the other series");
        assertThat(heldSeries())
                .extracting(finding -> finding.get(0))
                .containsExactly("weekly/CPIAUCSL", "weekly/GDPC1", "weekly/TCU");
        assertThat(database.rows("select distinct series_key from api.observation_history"))
                .containsExactly(List.of("weekly/UNRATE"));
        long unemployment =
                log.stream().filter(line -> line.contains(",UNRATE,")).count();
        assertThat(database.rows("select rows_read, rows_quarantined, rows_skipped from api.load where load_id = 1"))
                .containsExactly(
                        List.of(String.valueOf(unemployment), "0", String.valueOf(log.size() - 1 - unemployment)));
    }

    @Test
    void aWeekThatLacksASeriesIsHeldWhenItComes() throws IOException {
        load("before.csv", vintage -> vintage.compareTo("2017-01-20") <= 0);
        assertThat(database.number("select count(distinct series_key) from api.observation_history"))
                .isEqualTo(4);
        assertThatThrownBy(() -> load("late.csv", vintage -> vintage.equals("2017-02-03")))
                .hasMessageContaining("withdrawn-share weekly/GDPC1 127 of 128 known periods withdrawn");
        assertThatThrownBy(() -> load("lacking.csv", vintage -> vintage.equals("2017-06-30")))
                .hasMessageContaining("withdrawn-share weekly/TCU 384 of 389 known periods withdrawn")
                .hasMessageEndingWith("has the other series");
        assertThat(database.number("select count(*) from api.observation_latest where series_key = 'weekly/TCU'"))
                .as("the last good week stays")
                .isEqualTo(384);
        // The same week again says the same, and loads nothing anew.
        assertThatThrownBy(() -> load("lacking.csv", vintage -> vintage.equals("2017-06-30")))
                .hasMessageContaining("withdrawn-share weekly/TCU 384 of 389 known periods withdrawn");
        assertThat(database.number("select count(*) from api.load where status = 'held'"))
                .isEqualTo(2);
    }

    /** A quarter is dated at the first day of its last month; two months late is no quarter. */
    @Test
    void quartersTwoMonthsLateAreQuarantined() throws IOException {
        assertThatThrownBy(() -> load("all.csv", vintage -> true)).isInstanceOf(StoreException.class);
        String load = String.valueOf(database.rows("select load_key from api.load where status = 'held'")
                .get(0)
                .get(0));
        database.execute("select api.approve_load('" + load + "', 'Ms Smith', 'to see what is refused')");
        long late = log.stream()
                .filter(line -> line.matches(".{11}GDPC1,\\d{4}-(02|05|08|11)-01,.*"))
                .count();
        assertThat(late).isEqualTo(925);
        assertThat(database.rows("select series_code, reason, count(*) from macrocast.quarantine group by 1, 2"))
                .containsExactly(List.of("GDPC1", "BAD_PERIOD", String.valueOf(late)));
    }
}
