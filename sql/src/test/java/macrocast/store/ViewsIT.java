package macrocast.store;

import static macrocast.store.Loads.GDP;
import static macrocast.store.Loads.UNEMPLOYMENT;
import static macrocast.store.Loads.gdp;
import static macrocast.store.Loads.moment;
import static macrocast.store.Loads.mpr;
import static macrocast.store.Loads.observation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import macrocast.domain.Actual;
import macrocast.domain.DataVersion;
import macrocast.domain.ForecastByOther;
import macrocast.domain.Measure;
import macrocast.domain.Period;
import macrocast.domain.SourceRow;
import macrocast.domain.Truth;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Actuals and growth on numbers small enough to check by hand. GDP is 100 in 2019-Q1..Q4. The vintage of the end of
 * quarter v states every quarter before v, and a quarter t of 2020 is stated as 110 + maturity, so that each release is
 * told apart: 110 at first, 122 at maturity 12. The vintage of 2024-Q1 raises the base 2019 to 200.
 */
class ViewsIT {
    private static TestDatabase test;
    private static ObservationStore observations;
    private static AnalystStore analyst;

    @BeforeAll
    static void load() {
        test = TestDatabase.create();
        observations = new ObservationStore(test.as("trainer"));
        analyst = new AnalystStore(test.as("analyst"));
        List<SourceRow> rows = new ArrayList<>();
        Period first = Period.parse("2020-Q1");
        for (int v = 1; v <= 17; v++) {
            Period vintage = first.plus(v);
            String knownAt = vintage.plus(1).start().minusDays(1).toString();
            for (int t = -4; t < 0; t++) {
                rows.add(gdp(first.plus(t).toString(), knownAt, v < 16 ? 100.0 : 200.0));
            }
            for (int t = 0; t < Math.min(v, 4); t++) {
                rows.add(gdp(first.plus(t).toString(), knownAt, 110.0 + (v - t - 1)));
            }
        }
        rows.add(observation(UNEMPLOYMENT, "2020-Q1", "2020-06-30", 0.04));
        // Said at the end of 2020-Q2: growth of Q2 and Q3 on the vintage's 100, growth of 2021-Q2 on the path's 105.
        rows.add(mpr(GDP, "2020-Q2", 0, "2020-06-30", 105.0));
        rows.add(mpr(GDP, "2020-Q3", 1, "2020-06-30", 108.0));
        rows.add(mpr(GDP, "2021-Q2", 4, "2020-06-30", 126.0));
        // Its base, the path in 2020-Q4, was not published: no growth follows.
        rows.add(mpr(GDP, "2021-Q4", 6, "2020-06-30", 130.0));
        rows.add(mpr(UNEMPLOYMENT, "2020-Q2", 0, "2020-06-30", 0.05));
        rows.add(mpr(UNEMPLOYMENT, "2020-Q3", 0, "2020-09-30", 0.06));
        new Loads(test.as("loader")).load("a1", rows);
    }

    @AfterAll
    static void drop() {
        test.close();
    }

    @Test
    void aSourceThatDoesNotAnswerSaysSoThoughItLeavesNoLoad() {
        test.execute(
                "insert into macrocast.job_run (job, status, exit_code, summary, code_version, image_digest, ended_at)"
                        + " values ('ingest boe', 'failed', 69, '{\"message\": \"boe gave no body\"}', 'c', 'i',"
                        + " clock_timestamp())");

        assertThat(analyst.query("select last_failure from api.source_status where source = 'boe'"
                                + " and last_failure_at > last_success_at")
                        .rows())
                .containsExactly(List.of("boe gave no body"));
    }

    @Test
    void eachTruthReadsItsOwnRelease() {
        assertThat(actual("2026-01-01", "2020-Q1", Measure.LEVEL, Truth.FIRST)).satisfies(is(110, 0, "2020-06-30"));
        assertThat(actual("2026-01-01", "2020-Q1", Measure.LEVEL, Truth.K12)).satisfies(is(122, 12, "2023-06-30"));
        assertThat(actual("2026-01-01", "2020-Q1", Measure.LEVEL, Truth.LATEST)).satisfies(is(126, 16, "2024-06-30"));
    }

    @Test
    void growthIsTakenInsideOneVintage() {
        assertThat(actual("2026-01-01", "2020-Q1", Measure.GROWTH, Truth.FIRST)).satisfies(is(0.10, 0, "2020-06-30"));
        assertThat(actual("2026-01-01", "2020-Q1", Measure.GROWTH, Truth.K12)).satisfies(is(0.22, 12, "2023-06-30"));
        assertThat(actual("2026-01-01", "2020-Q1", Measure.GROWTH, Truth.LATEST))
                .satisfies(is(126.0 / 200 - 1, 16, "2024-06-30"));
    }

    @Test
    void truthsOfAnEarlierVersionKnowNothingLater() {
        assertThat(actual("2021-01-15", "2020-Q1", Measure.GROWTH, Truth.K12)).satisfies(is(0.12, 2, "2020-12-31"));
        assertThat(actual("2021-01-15", "2020-Q1", Measure.GROWTH, Truth.LATEST))
                .satisfies(is(0.12, 2, "2020-12-31"));
        assertThat(actuals("2020-08-01")).extracting(Actual::target).doesNotContain(Period.parse("2020-Q2"));
    }

    @Test
    void aTargetWithoutABaseHasNoGrowth() {
        assertThat(actuals("2026-01-01"))
                .filteredOn(a -> a.measure() == Measure.GROWTH)
                .extracting(Actual::target)
                .doesNotContain(Period.parse("2019-Q1"));
    }

    @Test
    void growthOfOthersFollowsFromTheirPathAndTheVintageOfTheirDay() {
        List<ForecastByOther> growth = observations.forecastsByOthers(version("2026-01-01"), GDP).stream()
                .filter(f -> f.measure() == Measure.GROWTH)
                .toList();

        assertThat(growth).extracting(f -> f.target().toString()).containsExactly("2020-Q2", "2020-Q3", "2021-Q2");
        assertThat(growth.get(0).mean()).isCloseTo(0.05, within(1e-12));
        assertThat(growth.get(1).mean()).isCloseTo(0.08, within(1e-12));
        assertThat(growth.get(2).mean()).isCloseTo(126.0 / 105 - 1, within(1e-12));
    }

    @Test
    void aVersionSeesNoForecastMadeLater() {
        assertThat(observations.forecastsByOthers(version("2020-08-01"), UNEMPLOYMENT))
                .filteredOn(f -> f.measure() == Measure.LEVEL)
                .extracting(f -> f.target().toString())
                .containsExactly("2020-Q2");
    }

    @Test
    void readingOneDataVersionDoesNotComputeTheOthers() {
        // A part that the planner computes apart from the reader's conditions shows as a CTE.
        for (String view : List.of("actual", "forecast_by_other")) {
            assertThat(test.rows("explain select * from macrocast." + view + " where data_version_id = 1"))
                    .as(view)
                    .noneMatch(line -> String.valueOf(line.get(0)).contains("CTE"));
        }
    }

    @Test
    void theLatestForecastIsTheNewestOfEachSeriesAndMethod() {
        assertThat(ask("select target, measure, round(mean::numeric, 4) from api.latest_forecast"
                        + " where series_key = 'boe/unemp' order by measure"))
                .containsExactly(List.of("2020-Q3", "level", "0.0600"));
        assertThat(ask("select count(*), count(*) filter (where is_judged), min(provider), min(unit)"
                        + " from api.latest_forecast where series_key = 'boe/gdpkp'"))
                .containsExactly(List.of("7", "3", "Bank of England", "GBP million"));
    }

    @Test
    void forecastsStandBesideWhatTheyTurnedOutToBe() {
        // 2020-Q2 against maturity 12: 110 + 12 over the old base.
        assertThat(ask("select round(mean::numeric, 4), round(actual_first::numeric, 4),"
                        + " round(actual_k12::numeric, 4), maturity_k12, round(error_k12::numeric, 4)"
                        + " from api.forecast_vs_actual where series_key = 'boe/gdpkp' and target = '2020-Q2'"))
                .containsExactly(List.of("0.0500", "0.1000", "0.2200", "12", "0.1700"));
        assertThat(ask("select actual_first from api.forecast_vs_actual"
                                + " where series_key = 'boe/unemp' and target = '2020-Q3'")
                        .get(0))
                .containsOnlyNulls();
    }

    @Test
    void observationsReadAsOfAnyMoment() {
        assertThat(
                        ask(
                                "select value from api.observation_latest where series_key = 'boe/gdpkp' and period = '2020-Q1'"))
                .containsExactly(List.of("126"));
        assertThat(ask("select value from api.observation_as_of('2020-12-31') where series_key = 'boe/gdpkp'"
                        + " and period = '2020-Q1'"))
                .containsExactly(List.of("112"));
        assertThat(ask("select count(*) from api.observation_as_of('2020-06-29')"))
                .containsExactly(List.of("0"));
        assertThat(ask("select count(*) from api.observation_history where series_key = 'boe/gdpkp'"
                        + " and period = '2020-Q1'"))
                .containsExactly(List.of("17"));
    }

    @Test
    void freshnessAndLoadsAreShown() {
        assertThat(ask("select last_period, vintages from api.data_freshness where series_key = 'boe/gdpkp'"))
                .containsExactly(List.of("2020-Q4", "17"));
        assertThat(
                        ask(
                                "select count(*) from api.data_freshness where (days_overdue is null) <> (next_expected_on is null)"
                                        + " or days_overdue <> greatest((now() at time zone 'UTC')::date - next_expected_on, 0)"))
                .containsExactly(List.of("0"));
        assertThat(ask("select load_id, status, rows_read = rows_written + rows_unchanged from api.load"))
                .containsExactly(List.of("1", "published", "t"));
    }

    private static Consumer<Actual> is(double value, int maturity, String knownOn) {
        return actual -> {
            assertThat(actual.value()).isCloseTo(value, within(1e-12));
            assertThat(actual.maturity()).isEqualTo(maturity);
            assertThat(actual.knownAt()).isEqualTo(moment(knownOn));
        };
    }

    private static Actual actual(String asOf, String target, Measure measure, Truth truth) {
        return actuals(asOf).stream()
                .filter(a -> a.target().equals(Period.parse(target)) && a.measure() == measure && a.truth() == truth)
                .findFirst()
                .orElseThrow();
    }

    private static List<Actual> actuals(String asOf) {
        return observations.actuals(version(asOf), GDP);
    }

    private static DataVersion version(String day) {
        return observations.dataVersion(moment(day)).orElseThrow();
    }

    private static List<List<@Nullable String>> ask(String sql) {
        return analyst.query(sql).rows();
    }
}
