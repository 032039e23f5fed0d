package macrocast.jdemetra;

import java.time.LocalDate;
import jdplus.toolkit.base.api.timeseries.TsData;
import jdplus.toolkit.base.api.timeseries.TsPeriod;
import macrocast.domain.Frequency;
import macrocast.domain.Period;

/** The way from our periods and values to those of JDemetra+. */
final class TimeSeries {
    private TimeSeries() {}

    /** Whether the library knows the season of a frequency. */
    static boolean hasCalendar(Frequency frequency) {
        return frequency.periodsPerYear() <= Frequency.MONTHLY.periodsPerYear();
    }

    /** A series that ends at a period; weeks and days are handed over as years, for which the library looks for no season. */
    static TsData of(Period origin, double[] values) {
        Frequency frequency = origin.frequency();
        LocalDate start = origin.plus(1 - values.length).start();
        TsPeriod first =
                switch (frequency) {
                    case MONTHLY -> TsPeriod.monthly(start.getYear(), start.getMonthValue());
                    case QUARTERLY -> TsPeriod.quarterly(start.getYear(), (start.getMonthValue() + 2) / 3);
                    case ANNUAL -> TsPeriod.yearly(start.getYear());
                    case WEEKLY, DAILY -> TsPeriod.yearly(1);
                };
        return TsData.ofInternal(first, values);
    }
}
