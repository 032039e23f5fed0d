package macrocast.store;

import static macrocast.store.Loads.gdp;
import static macrocast.store.Loads.moment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import macrocast.domain.DataVersion;
import macrocast.domain.Series.Base;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Releases, revisions and data versions of three vintages: 2020-Q1 is 100, then 100 again, then 102 and last 51, when the
 * base has changed; 2020-Q2 is 90, withdrawn, and 91.
 */
class ReleasesIT {
    private static TestDatabase test;
    private static AnalystStore analyst;
    private static DataVersion early;

    @BeforeAll
    static void load() {
        test = TestDatabase.create();
        analyst = new AnalystStore(test.as("analyst"));
        Loads loads = new Loads(test.as("loader"));
        loads.load("a1", gdp("2020-Q1", "2020-06-30", 100.0));
        loads.load("a2", gdp("2020-Q1", "2020-09-30", 100.0), gdp("2020-Q2", "2020-09-30", 90.0));
        early = new ObservationStore(test.as("trainer"))
                .dataVersion(moment("2021-12-31"))
                .orElseThrow();
        loads.load("a3", gdp("2020-Q1", "2020-12-31", 102.0), gdp("2020-Q2", "2020-12-31", null));
        loads.rebase(new Base(moment("2000-01-01"), "2015"), new Base(moment("2021-03-31"), "2021"));
        loads.load("a4", gdp("2020-Q1", "2021-03-31", 51.0), gdp("2020-Q2", "2021-03-31", 91.0));
    }

    @AfterAll
    static void drop() {
        test.close();
    }

    @Test
    void aReleaseIsAStatementWhetherItChangesTheValueOrNot() {
        assertThat(ask("select period, release, value from api.observation_release where series_key = 'boe/gdpkp'"
                        + " order by period, release"))
                .containsExactly(
                        row("2020-Q1", "1", "100"),
                        row("2020-Q1", "2", "100"),
                        row("2020-Q1", "3", "102"),
                        row("2020-Q1", "4", "51"),
                        row("2020-Q2", "1", "90"),
                        row("2020-Q2", "2", null),
                        row("2020-Q2", "3", "91"));
        assertThat(ask("select period, value from api.observation_first order by period"))
                .containsExactly(row("2020-Q1", "100"), row("2020-Q2", "90"));
        assertThat(ask("select period, value from api.observation_nth(3) order by period"))
                .containsExactly(row("2020-Q1", "102"), row("2020-Q2", "91"));
        assertThat(ask("select period, value from api.panel_release(array['boe/gdpkp', 'boe/unemp'], 2)"))
                .containsExactly(row("2020-Q1", "100"));
        assertThat(ask("select period, value from api.panel_release(array['boe/gdpkp'], 0) order by period"))
                .containsExactly(row("2020-Q1", "51"), row("2020-Q2", "91"));
    }

    @Test
    void aTriangleShowsReleasesSideBySide() {
        assertThat(ask(
                        "select period, releases, release_1, release_2, release_3, release_4, latest, latest_minus_first,"
                                + " is_rebased"
                                + " from api.revision_triangle order by period"))
                .containsExactly(
                        row("2020-Q1", "4", "100", "100", "102", "51", "51", null, "t"),
                        row("2020-Q2", "3", "90", null, "91", null, "91", null, "t"));
    }

    @Test
    void aRebasingIsNoRevision() {
        assertThat(ask("select period, value_before, value, revision, is_rebased, is_withdrawn"
                        + " from api.observation_revisions order by period, known_at"))
                .containsExactly(
                        row("2020-Q1", "100", "102", "2", "f", "f"),
                        row("2020-Q1", "102", "51", null, "t", "f"),
                        row("2020-Q2", "90", null, null, "f", "t"));
        assertThat(ask("select known_at at time zone 'UTC', base_period, is_rebasing from api.series_attribute"
                        + " where series_key = 'boe/gdpkp' order by known_at"))
                .containsExactly(
                        row("-infinity", null, "f"),
                        row("2000-01-01 00:00:00", "2015", "f"),
                        row("2021-03-31 00:00:00", "2021", "t"));
        assertThat(ask("select unit, base_period from api.series_state_as_of('2021-01-01') where series_key"
                        + " = 'boe/gdpkp' union all select unit, base_period from api.series_state_as_of('2021-03-31')"
                        + " where series_key = 'boe/gdpkp'"))
                .containsExactly(row("GBP million", "2015"), row("GBP million", "2021"));
    }

    @Test
    void aReadShowsTheUnitOfItsMoment() {
        try (TestDatabase own = TestDatabase.create()) {
            Loads loads = new Loads(own.as("loader"));
            loads.load("a1", gdp("2020-Q1", "2020-06-30", 100.0));
            own.execute("update macrocast.series set unit = 'EUR million' where code = 'gdpkp'");
            loads.load(
                    "a2",
                    gdp("2020-Q1", LocalDate.now(ZoneOffset.UTC).plusDays(2).toString(), 110.0));
            AnalystStore reader = new AnalystStore(own.as("analyst"));
            for (String read : List.of(
                    "api.observation_as_of('%s') where series_key = 'boe/gdpkp'",
                    "api.panel(array['boe/gdpkp'], '%s')")) {
                assertThat(reader.query("select value, unit from " + read.formatted("2020-12-31"))
                                .rows())
                        .containsExactly(row("100", "GBP million"));
                assertThat(reader.query("select value, unit from " + read.formatted("2099-12-31"))
                                .rows())
                        .containsExactly(row("110", "EUR million"));
            }
            assertThat(reader.query("select release, unit from api.observation_release order by release")
                            .rows())
                    .containsExactly(row("1", "GBP million"), row("2", "EUR million"));
            assertThat(reader.query("select latest_minus_first, unit, is_rebased from api.revision_triangle")
                            .rows())
                    .containsExactly(row(null, "EUR million", "t"));
        }
    }

    @Test
    void aUnitMovesWithTheBaseOfAVintage() {
        try (TestDatabase own = TestDatabase.create()) {
            Loads loads = new Loads(own.as("loader"));
            Base index = new Base(moment("2000-01-01"), "1990 = 100", "index");
            Base pounds = new Base(moment("2021-03-31"), "pounds");
            loads.rebase(index, pounds);
            loads.load("a1", gdp("2020-Q1", "2020-06-30", 100.0), gdp("2020-Q1", "2021-03-31", 500.0));
            AnalystStore reader = new AnalystStore(own.as("analyst"));
            for (String read : List.of(
                    "api.observation_as_of('%s') where series_key = 'boe/gdpkp'",
                    "api.panel(array['boe/gdpkp'], '%s')")) {
                assertThat(reader.query("select value, unit from " + read.formatted("2020-12-31"))
                                .rows())
                        .containsExactly(row("100", "index"));
                assertThat(reader.query("select value, unit from " + read.formatted("2021-12-31"))
                                .rows())
                        .containsExactly(row("500", "GBP million"));
            }
            for (String history : List.of("api.observation_release", "api.observation_history")) {
                assertThat(reader.query("select unit from " + history + " order by known_at")
                                .rows())
                        .containsExactly(row("index"), row("GBP million"));
            }
            assertThat(reader.query("select base_period, unit from api.series_state_as_of('2020-12-31')"
                                    + " where series_key = 'boe/gdpkp'")
                            .rows())
                    .containsExactly(row("1990 = 100", "index"));

            loads.rebase(new Base(index.knownAt(), index.period()), pounds);
            assertThat(reader.query("select unit from api.observation_as_of('2020-12-31')")
                            .rows())
                    .as("the catalogue takes the unit back")
                    .containsExactly(row("GBP million"));
            assertThat(own.number("select count(earlier_units) from macrocast.series"))
                    .isZero();
            assertThatThrownBy(() -> loads.rebase(index, new Base(pounds.knownAt(), pounds.period(), "EUR")))
                    .hasMessageContaining(
                            "The newest base of gdpkp has the unit EUR, needed none: the series says GBP million");
        }
    }

    @Test
    void aCatalogueThatErredIsCorrected() {
        try (TestDatabase own = TestDatabase.create()) {
            Loads loads = new Loads(own.as("loader"));
            Base first = new Base(moment("2000-01-01"), "2015");
            loads.rebase(first, new Base(moment("2021-03-31"), "2020"));
            loads.rebase(first, new Base(moment("2021-06-30"), "2021"));
            loads.rebase(first, new Base(moment("2021-06-30"), "2021"));
            assertThat(own.rows("select known_at at time zone 'UTC', base_period from macrocast.series_base_now"
                            + " order by known_at"))
                    .containsExactly(List.of("2000-01-01 00:00:00", "2015"), List.of("2021-06-30 00:00:00", "2021"));
            assertThat(own.number("select count(*) from macrocast.series_base")).isEqualTo(4);
        }
    }

    @Test
    void aPanelReadsAMomentOrAVersion() {
        assertThat(ask("select period, value from api.panel(array['boe/gdpkp'], '2020-10-01') order by period"))
                .containsExactly(row("2020-Q1", "100"), row("2020-Q2", "90"));
        assertThat(ask("select period, value from api.panel(array['boe/gdpkp']) order by period"))
                .containsExactly(row("2020-Q1", "51"), row("2020-Q2", "91"));
        assertThat(ask("select period, value from api.panel_of_version(array['boe/gdpkp'], " + early.id()
                        + ") order by period"))
                .as("later loads do not count")
                .containsExactly(row("2020-Q1", "100"), row("2020-Q2", "90"));
        assertThat(ask("select last_load_id from api.data_version")).containsExactly(row("2"));
    }

    private static List<List<@Nullable String>> ask(String sql) {
        return analyst.query(sql).rows();
    }

    private static List<@Nullable String> row(@Nullable String... values) {
        return Stream.<@Nullable String>of(values).toList();
    }
}
