package macrocast.backtest;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import macrocast.domain.Frequency;
import macrocast.domain.Period;

/** Counts periods, so that distances between them are differences. */
final class PeriodNumber {
    private PeriodNumber() {}

    static int of(Period period) {
        return of(period.start(), period.frequency());
    }

    /** The period in which a moment lies, in UTC. */
    static int of(Instant moment, Frequency frequency) {
        return of(moment.atZone(ZoneOffset.UTC).toLocalDate(), frequency);
    }

    private static int of(LocalDate day, Frequency frequency) {
        return Math.floorDiv((int) (day.getYear() * 12L + day.getMonthValue() - 1), 12 / frequency.periodsPerYear());
    }
}
