package macrocast.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import macrocast.store.Nights.Night;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Seven nights, each different from the one before in one thing, and what the store says that it was. */
class ForecastChangeIT {
    private static TestDatabase test;
    private static AnalystStore analyst;

    @BeforeAll
    static void publish() {
        test = TestDatabase.create();
        analyst = new AnalystStore(test.as("analyst"));
        Loads loads = new Loads(test.as("loader"));
        Nights nights = new Nights(test);
        loads.load("a1", Nights.vintages(Nights.FIRST_VINTAGE, 13));
        nights.publish(new Night("2025-07-01", "ets", 0.010, "code", "{}"));
        loads.load("a2", Nights.vintages(14, 14));
        nights.publish(new Night("2025-10-01", "ets", 0.012, "code", "{}"));
        nights.publish(new Night("2025-10-02", "ar", 0.012, "code", "{}"));
        nights.publish(new Night("2025-10-03", "ar", 0.013, "code2", "{}"));
        nights.publish(new Night("2025-10-04", "ar", 0.014, "code2", "{\"draws\":500}"));
        loads.load("a3", Loads.gdp("2022-Q1", "2023-06-29", 99.9));
        nights.publish(new Night("2025-10-05", "ar", 0.015, "code2", "{\"draws\":500}"));
        nights.publish(new Night("2025-10-06", "ar", 0.015, "code2", "{\"draws\":500}"));
    }

    @AfterAll
    static void drop() {
        test.close();
    }

    @Test
    void eachNightSaysWhyItsForecastIsAnother() {
        assertThat(ask("select known_at::date, round(1000 * change::numeric), new_values, method_changed, code_changed,"
                        + " reason from api.forecast_change where series_key = 'boe/gdpkp' and method = 'champion'"
                        + " and target = '2025-Q3' order by known_at"))
                .containsExactly(
                        // One value for the new quarter, three revised.
                        List.of("2025-10-01", "2", "4", "f", "f", "new data"),
                        List.of("2025-10-02", "0", "0", "t", "f", "another method"),
                        List.of("2025-10-03", "1", "0", "f", "t", "new code"),
                        List.of("2025-10-04", "1", "0", "f", "f", "other settings"),
                        List.of("2025-10-05", "1", "0", "f", "f", "back-filled data"),
                        List.of("2025-10-06", "0", "0", "f", "f", "none"));
    }

    @Test
    void aMethodThatStaysHasNoOtherMethodToBlame() {
        assertThat(ask("select distinct reason from api.forecast_change where series_key = 'boe/gdpkp'"
                        + " and method = 'ets' and known_at = '2025-10-02Z'"))
                .containsExactly(List.of("none"));
    }

    @Test
    void everySeriesCountsItsOwnNewValues() {
        assertThat(ask("select series_key, max(new_values) from api.forecast_change where method = 'champion'"
                        + " and known_at = '2025-10-01Z' group by series_key order by series_key"))
                .containsExactly(List.of("boe/gdpkp", "4"), List.of("boe/unemp", "1"));
    }

    @Test
    void aTargetThatWasForecastForTheFirstTimeHasNoChange() {
        assertThat(ask("select distinct target from api.forecast_change where series_key = 'boe/gdpkp'"
                        + " and method = 'champion' and known_at = '2025-10-01Z' order by target"))
                .extracting(row -> row.get(0))
                .containsExactly("2025-Q3", "2025-Q4", "2026-Q1", "2026-Q2");
    }

    @Test
    void bothRunsCanBeFollowedBack() {
        List<@Nullable String> runs = ask("select distinct run_id, run_id_before from api.forecast_change"
                        + " where known_at = '2025-10-06Z'")
                .get(0);
        for (String run : runs) {
            assertThat(ask("select kind from api.lineage('" + UUID.fromString(String.valueOf(run))
                            + "') where kind in ('data version', 'run') order by kind"))
                    .containsExactly(List.of("data version"), List.of("run"));
        }
    }

    private static List<List<@Nullable String>> ask(String sql) {
        return analyst.query(sql).rows();
    }
}
