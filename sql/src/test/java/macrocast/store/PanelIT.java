package macrocast.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import macrocast.domain.Observation;
import macrocast.domain.Period;
import macrocast.domain.SeriesKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Thirty series of twenty quarters in four vintages: the v-th states the first 17 + v quarters, each as 1000 s + 10 t + v for
 * series s and quarter t, so that every value says where it belongs.
 */
class PanelIT {
    private static final Period FIRST = Period.parse("2019-Q1");
    private static final List<SeriesKey> KEYS =
            IntStream.range(0, 30).mapToObj(s -> SeriesKey.parse("boe/s" + s)).toList();
    private static final String ALL =
            KEYS.stream().map(key -> "'" + key + "'").collect(Collectors.joining(", ", "array[", "]"));

    private static TestDatabase test;

    @BeforeAll
    static void load() {
        test = TestDatabase.create();
        Loads loads = new Loads(
                test.as("loader"),
                LoadRequest.Quality.NATIVE,
                KEYS.stream().map(Loads::growing).toList());
        ObservationStore observations = new ObservationStore(test.as("trainer"));
        for (int vintage = 0; vintage < 4; vintage++) {
            if (vintage == 2) {
                assertThat(observations.dataVersion(Loads.moment("2026-01-01"))).isPresent();
            }
            List<Observation> rows = new ArrayList<>();
            for (int s = 0; s < KEYS.size(); s++) {
                for (int t = 0; t < 17 + vintage; t++) {
                    rows.add(new Observation(
                            KEYS.get(s), FIRST.plus(t), Loads.moment(day(vintage)), value(s, t, vintage)));
                }
            }
            loads.load("a" + vintage, rows);
        }
    }

    @AfterAll
    static void drop() {
        test.close();
    }

    private static String day(int vintage) {
        return FIRST.plus(18 + vintage).start().minusDays(1).toString();
    }

    private static double value(int series, int quarter, int vintage) {
        return 1000 * series + 10 * quarter + vintage;
    }

    @Test
    void aPanelHoldsEverySeriesAsOfAMoment() {
        for (int vintage = 0; vintage < 4; vintage++) {
            assertPanel("api.panel(" + ALL + ", '" + day(vintage) + "Z')", 17 + vintage, vintage);
        }
        assertPanel("api.panel(" + ALL + ")", 20, 3);
    }

    @Test
    void aPanelOfAVersionKnowsNoLaterLoad() {
        assertPanel("api.panel_of_version(" + ALL + ", (select min(data_version_id) from api.data_version))", 18, 1);
    }

    @Test
    void aPanelOfReleasesCountsForEachQuarterByItself() {
        List<List<String>> expected = new ArrayList<>();
        for (int s = 0; s < KEYS.size(); s++) {
            for (int t = 0; t < 19; t++) {
                expected.add(row(s, t, Math.max(0, t - 16) + 1));
            }
        }
        assertThat(ask("api.panel_release(" + ALL + ", 2)")).containsExactlyInAnyOrderElementsOf(expected);
        assertPanel("api.panel_release(" + ALL + ", 0)", 20, 3);
    }

    private static void assertPanel(String from, int quarters, int vintage) {
        List<List<String>> expected = new ArrayList<>();
        for (int s = 0; s < KEYS.size(); s++) {
            for (int t = 0; t < quarters; t++) {
                expected.add(row(s, t, vintage));
            }
        }
        assertThat(ask(from)).as(from).containsExactlyInAnyOrderElementsOf(expected);
    }

    private static List<String> row(int series, int quarter, int vintage) {
        return List.of(
                KEYS.get(series).toString(),
                FIRST.plus(quarter).toString(),
                String.format(Locale.ROOT, "%.0f", value(series, quarter, vintage)));
    }

    private static List<List<String>> ask(String from) {
        return new AnalystStore(test.as("analyst"))
                .query("select series_key, period, value from " + from).rows().stream()
                        .map(row -> row.stream().map(String::valueOf).toList())
                        .toList();
    }
}
