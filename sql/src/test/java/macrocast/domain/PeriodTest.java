package macrocast.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeriodTest {
    @ParameterizedTest
    @ValueSource(strings = {"2026", "2026-Q1", "2026-Q4", "2026-03", "2026-12"})
    void readsWhatItWrites(String text) {
        assertThat(Period.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-Q5", "2026-13", "2026-3", "26", "2026-Q", "2026-03-01", ""})
    void refusesWhatIsNoPeriod(String text) {
        assertThatThrownBy(() -> Period.parse(text)).hasMessageContaining("A period reads 2026, 2026-Q1 or 2026-03");
    }

    @ParameterizedTest
    @CsvSource({"ANNUAL, 2026-01-01", "QUARTERLY, 2026-04-01", "MONTHLY, 2026-05-01"})
    void aDayFallsIntoThePeriodThatContainsIt(Frequency frequency, LocalDate start) {
        assertThat(Period.containing(frequency, LocalDate.of(2026, 5, 31)).start())
                .isEqualTo(start);
    }

    @Test
    void hasToOpenAPeriodOfItsFrequency() {
        assertThatThrownBy(() -> new Period(Frequency.QUARTERLY, LocalDate.of(2026, 2, 1)))
                .hasMessage("2026-02-01 does not open a period that is QUARTERLY");
    }

    @ParameterizedTest
    @CsvSource({"2025, 2026, 1", "2025-Q4, 2026-Q3, 3", "2025-11, 2027-01, 14", "2026-Q3, 2025-Q4, -3"})
    void countsPeriodsAsItStepsThem(String from, String to, int periods) {
        Period start = Period.parse(from);
        Period end = Period.parse(to);
        assertThat(start.until(end)).isEqualTo(periods);
        assertThat(start.plus(periods)).isEqualTo(end);
        assertThat(end.minus(periods)).isEqualTo(start);
    }

    @Test
    void doesNotCountBetweenFrequencies() {
        assertThatThrownBy(() -> Period.parse("2026").until(Period.parse("2026-Q1")))
                .hasMessage("2026 is ANNUAL but 2026-Q1 is QUARTERLY");
    }

    @ParameterizedTest
    @CsvSource({"2026, 2025", "2026-Q2, 2025-Q2", "2026-07, 2025-07"})
    void theYearBeforeIsOneSeasonBefore(String period, String before) {
        assertThat(Period.parse(period).yearBefore()).hasToString(before);
    }
}
