package macrocast.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import macrocast.domain.Frequency;
import macrocast.domain.Period;
import macrocast.domain.PeriodValue;
import macrocast.domain.SeriesKey;
import macrocast.domain.Transform;
import macrocast.domain.Vintage;
import org.junit.jupiter.api.Test;

class TrainingSetTest {
    private static final SeriesKey KEY = new SeriesKey("test", "gappy");
    private static final Period FIRST = new Period(Frequency.QUARTERLY, LocalDate.of(2024, 1, 1));

    @Test
    void takesTheValuesAfterTheLastGap() {
        Vintage vintage = vintage(new PeriodValue(FIRST, 1), new PeriodValue(FIRST.plus(2), 3), value(3), value(4));
        TrainingSet data = TrainingSet.of(vintage, Transform.LOG);
        assertThat(data.values()).containsExactly(3., 30., 40.);
        assertThat(data.origin()).isEqualTo(FIRST.plus(4));
        assertThat(data.startOf(0)).isEqualTo(LocalDate.of(2024, 7, 1));
        assertThat(data.transformed()[0]).isEqualTo(StrictMath.log(3));
    }

    @Test
    void refusesAnEmptyVintage() {
        assertThatThrownBy(() -> TrainingSet.of(vintage(), Transform.NONE))
                .hasMessage("test/gappy has no values at 2026-01-01T00:00:00Z, a training set needs one");
    }

    @Test
    void refusesWhatIsNoNumber() {
        assertThatThrownBy(() -> new TrainingSet(KEY, FIRST, List.of(1., Double.NaN), Transform.NONE))
                .hasMessage("test/gappy has NaN at 2024-01-01, a training set needs finite values");
    }

    private static PeriodValue value(int period) {
        return new PeriodValue(FIRST.plus(period), 10 * period);
    }

    private static Vintage vintage(PeriodValue... values) {
        return new Vintage(KEY, Frequency.QUARTERLY, Instant.parse("2026-01-01T00:00:00Z"), List.of(values));
    }
}
