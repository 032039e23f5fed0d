package macrocast.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import macrocast.domain.Period;
import macrocast.store.AnalystStore.Table;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final Period ORIGIN = Period.parse("2025-Q3");

    private static List<Map<String, String>> forecasts(String series, String title, String measure) {
        List<Map<String, String>> rows = new ArrayList<>();
        for (int horizon = 0; horizon < 3; horizon++) {
            Map<String, String> row = new HashMap<>();
            row.put("series_key", series);
            row.put("title", title);
            row.put("measure", measure);
            row.put("target", ORIGIN.plus(horizon + 1).toString());
            row.put("horizon", Integer.toString(horizon));
            row.put("mean", "0.0123");
            row.put("q10", "-0.004");
            row.put("q25", "0.005");
            row.put("q75", "0.02");
            row.put("q90", "0.03");
            row.put("champion_method", horizon < 2 ? "mean" : "theta");
            rows.add(row);
        }
        return rows;
    }

    private static Map<String, String> accuracy(String method, String horizon, String rmse) {
        return Map.of(
                "series_key",
                "boe/gdpkp",
                "method",
                method,
                "horizon",
                horizon,
                "n",
                "81",
                "rmse",
                rmse,
                "as_of_day",
                "31 December 2025");
    }

    private static List<String> report() {
        List<Map<String, String>> forecasts =
                new ArrayList<>(forecasts("boe/gdpkp", "UK gross domestic product, chained volume", "growth"));
        forecasts.addAll(forecasts("boe/unemp", "UK unemployment rate", "level"));
        return new Report(
                        Map.of(
                                "run_id",
                                "r-1",
                                "as_of_day",
                                "31 December 2025",
                                "published_at",
                                "2026-01-01 02:30",
                                "official",
                                "t"),
                        forecasts,
                        List.of(
                                Map.of("series_key", "boe/gdpkp", "period", "2025-Q2", "value", "0.02"),
                                Map.of("series_key", "boe/gdpkp", "period", "2025-Q3", "value", "0.0137")),
                        List.of(Map.of(
                                "series_key", "boe/gdpkp",
                                "target", "2025-Q4",
                                "mean", "0.0139",
                                "known_on", "2025-12-31")),
                        List.of(
                                accuracy("mean", "0", "0.0125"),
                                accuracy("mean", "12", "0.02"),
                                accuracy("boe-mpr", "0", "0.01"),
                                accuracy("drift", "0", "0.0001")))
                .lines(List.of("boe/gdpkp"));
    }

    @Test
    void twoSeriesStandBesideEachOtherInPercent() {
        assertThat(report())
                .containsSequence(
                        "UK gross domestic product                 UK unemployment rate",
                        "boe/gdpkp, % on a year before             boe/unemp, %",
                        "made by mean, theta from 2026-Q2          made by mean, theta from 2026-Q2",
                        "             ours        80 %    Bank                  ours        80 %    Bank",
                        "2025-Q3       1.4  published              2025-Q4       1.2    -0.4 … 3.0",
                        "2025-Q4       1.2    -0.4 … 3.0   1.4     2026-Q1       1.2    -0.4 … 3.0",
                        "2026-Q1       1.2    -0.4 … 3.0           2026-Q2       1.2    -0.4 … 3.0",
                        "2026-Q2       1.2    -0.4 … 3.0");
    }

    @Test
    void championsAndTheirRivalsAreScoredAndTheBestIsMarked() {
        assertThat(report())
                .containsSequence(
                        "quarters ahead               0      1      2      4      8     12    forecasts",
                        "UK gross domestic product",
                        "  mean                    1.25      -      -      -      -   2.00*   81 … 81",
                        "  Bank of England         1.00*     -      -      -      -      -    81 … 81")
                .noneMatch(line -> line.contains("drift"));
    }

    @Test
    void noLineIsLongerThanATerminal() {
        assertThat(report()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void aSampleCanBePastedIntoAShell() {
        for (Sample sample : Sample.all()) {
            List<String> lines = sample.lines("docker/sql", new Table(List.of("a"), List.of(List.of("1"))));
            assertThat(sample.sql()).doesNotContain("\"", "$", "`", "!");
            assertThat(lines).contains("  docker/sql -c \"", "   a", "   1", "  (1 row)");
            assertThat(lines).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        }
    }
}
