package macrocast.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import macrocast.domain.DataVersion;
import macrocast.domain.Frequency;
import macrocast.domain.Measure;
import macrocast.domain.Observation;
import macrocast.domain.Period;
import macrocast.domain.PeriodValue;
import macrocast.domain.Series;
import macrocast.domain.SeriesKey;
import macrocast.domain.Source;
import macrocast.domain.SourceRow;
import macrocast.domain.Transform;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoadStoreIT {
    private static final SeriesKey GDP = SeriesKey.parse("boe/gdpkp");

    private final TestDatabase test = TestDatabase.create();
    private final LoadStore loads = new LoadStore(test.as("loader"));
    private final ObservationStore observations = new ObservationStore(test.as("trainer"));

    @BeforeEach
    void register() {
        loads.register(
                new Source("boe", "Bank of England", "MIT", "https://www.bankofengland.co.uk"),
                List.of(new Series(
                        GDP, Frequency.QUARTERLY, "GDP", "GBP million", Measure.GROWTH, Transform.LOG, true)));
    }

    @AfterEach
    void drop() {
        test.close();
    }

    @Test
    void loadingTwiceAddsNothing() {
        SourceRow row = at("2020-Q1", "2020-06-30", 100.0);
        LoadSummary first = load("a1", row);
        LoadSummary second = load("a1", row);

        assertThat(first.written()).isEqualTo(1);
        assertThat(first.alreadyPublished()).isFalse();
        assertThat(second.alreadyPublished()).isTrue();
        assertThat(second.loadId()).isEqualTo(first.loadId());
        assertThat(test.number("select count(*) from macrocast.stage")).isZero();
    }

    @Test
    void anOlderVintageAfterNewerOnesGivesTheSameAnswers() {
        load("a1", at("2020-Q1", "2020-06-30", 1.0));
        load("a3", at("2020-Q1", "2020-12-31", 1.0));
        LoadSummary late = load("a2", at("2020-Q1", "2020-09-30", 2.0));

        assertThat(late.written()).isEqualTo(1);
        assertThat(late.restored()).isEqualTo(1);
        assertThat(asOf("2020-08-01")).containsExactly(1.0);
        assertThat(asOf("2020-10-01")).containsExactly(2.0);
        assertThat(asOf("2021-01-01")).containsExactly(1.0);
    }

    private List<Double> asOf(String day) {
        DataVersion version =
                observations.dataVersion(Instant.parse(day + "T00:00:00Z")).orElseThrow();
        return observations.vintage(version, GDP).values().stream()
                .map(PeriodValue::value)
                .toList();
    }

    private LoadSummary load(String payload, SourceRow... rows) {
        LoadStore.Load load = loads.open(request(payload));
        if (load.published().isPresent()) {
            return loads.publish(load.loadKey());
        }
        loads.stage(load.loadKey(), staged(payload, rows).iterator());
        loads.expect(load.loadKey(), sha(payload), rows.length, 0);
        return loads.publish(load.loadKey());
    }

    private static List<StageRow> staged(String payload, SourceRow... rows) {
        List<StageRow> staged = new ArrayList<>();
        for (SourceRow row : rows) {
            staged.add(new StageRow(sha(payload), staged.size() + 1, row));
        }
        return staged;
    }

    private static LoadRequest request(String payload) {
        return new LoadRequest(
                "boe",
                "1",
                LoadRequest.Quality.NATIVE,
                LoadRequest.Precision.DAY,
                List.of(new Payload(sha(payload), "file:///blob/" + payload, payload + ".csv", 1, "text/csv")));
    }

    private static String sha(String payload) {
        return String.format(Locale.ROOT, "%64s", payload).replace(' ', '0');
    }

    private static Observation at(String period, String day, @org.jspecify.annotations.Nullable Double value) {
        return new Observation(GDP, Period.parse(period), Instant.parse(day + "T00:00:00Z"), value);
    }
}
