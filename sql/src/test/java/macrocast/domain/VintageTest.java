package macrocast.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class VintageTest {
    private static final SeriesKey GDP = SeriesKey.parse("boe/gdpkp");

    @Test
    void standsAtItsLastPeriod() {
        assertThat(vintage(value("2026-Q1", 1), value("2026-Q2", 2)).origin()).hasToString("2026-Q2");
        assertThatThrownBy(() -> vintage().origin()).hasMessageContaining("boe/gdpkp has no value");
    }

    @Test
    void theTailStartsAfterTheLastGap() {
        assertThat(vintage(value("2025-Q1", 1), value("2025-Q3", 2), value("2025-Q4", 3))
                        .gapFreeTail())
                .containsExactly(value("2025-Q3", 2), value("2025-Q4", 3));
        assertThat(vintage().gapFreeTail()).isEmpty();
    }

    @Test
    void refusesPeriodsOutOfOrder() {
        assertThatThrownBy(() -> vintage(value("2026-Q2", 2), value("2026-Q1", 1)))
                .hasMessage("boe/gdpkp needs periods in order, has 2026-Q2 before 2026-Q1");
    }

    @Test
    void theHashTellsValuesPeriodsAndSeriesApart() {
        Vintage one = vintage(value("2026-Q1", 1));
        assertThat(one.sha256())
                .hasSize(64)
                .isEqualTo(vintage(value("2026-Q1", 1)).sha256());
        assertThat(one.sha256())
                .isNotEqualTo(vintage(value("2026-Q1", Math.nextUp(1.0))).sha256())
                .isNotEqualTo(vintage(value("2026-Q2", 1)).sha256());
        Vintage other = new Vintage(
                SeriesKey.parse("boe/cpisa"), Frequency.QUARTERLY, Instant.EPOCH, List.of(value("2026-Q1", 1)));
        assertThat(one.sha256()).isNotEqualTo(other.sha256());
    }

    private static Vintage vintage(PeriodValue... values) {
        return new Vintage(GDP, Frequency.QUARTERLY, Instant.EPOCH, List.of(values));
    }

    private static PeriodValue value(String period, double value) {
        return new PeriodValue(Period.parse(period), value);
    }
}
