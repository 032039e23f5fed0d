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
    @ValueSource(strings = {"2026", "2026-Q1", "2026-Q4", "2026-03", "2026-12", "2026-03-09", "2026-03-09/P7D"})
    void readsWhatItWrites(String text) {
        assertThat(Period.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-Q5", "2026-13", "2026-3", "26", "2026-Q", "2026-03-09/P6D", "2026-3-9", ""})
    void refusesWhatIsNoPeriod(String text) {
        assertThatThrownBy(() -> Period.parse(text)).hasMessageContaining("A period reads 2026, 2026-Q1 or 2026-03");
    }

    @Test
    void refusesADayThatNoCalendarHas() {
        assertThatThrownBy(() -> Period.parse("2026-02-30")).hasMessage("No calendar has the day 2026-02-30");
    }

    @ParameterizedTest
    @CsvSource({
        "ANNUAL, 2026-01-01",
        "QUARTERLY, 2026-04-01",
        "MONTHLY, 2026-05-01",
        "WEEKLY, 2026-05-25",
        "DAILY, 2026-05-31"
    })
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
    @CsvSource({
        "2025, 2026, 1",
        "2025-Q4, 2026-Q3, 3",
        "2025-11, 2027-01, 14",
        "2026-Q3, 2025-Q4, -3",
        "2026-01-03/P7D, 2026-02-07/P7D, 5",
        "2024-02-28, 2024-03-01, 2"
    })
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
    @CsvSource({
        "2026, 2025",
        "2026-Q2, 2025-Q2",
        "2026-07, 2025-07",
        "2026-01-03/P7D, 2025-01-04/P7D",
        "2026-07-01, 2025-07-01"
    })
    void theYearBeforeIsOneSeasonBefore(String period, String before) {
        assertThat(Period.parse(period).yearBefore()).hasToString(before);
    }

    @Test
    void aWeekIsHeldByItsFirstDayWhicheverWeekdayItEndsOn() {
        LocalDate friday = LocalDate.of(2026, 1, 9);
        assertThat(Period.weekEnding(friday)).hasToString("2026-01-03/P7D");
        assertThat(Period.weekEnding(friday).lastDay()).isEqualTo(friday);
    }

    @ParameterizedTest
    @CsvSource({"2024, 2024-12-31", "2024-Q1, 2024-03-31", "2024-02, 2024-02-29", "2024-02-29, 2024-02-29"})
    void endsOnItsLastDay(String period, LocalDate lastDay) {
        assertThat(Period.parse(period).lastDay()).isEqualTo(lastDay);
    }
}
