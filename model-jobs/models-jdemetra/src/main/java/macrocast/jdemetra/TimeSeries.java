package macrocast.jdemetra;

import java.time.LocalDate;
import java.util.stream.DoubleStream;
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

    /** Whether nothing ever moves. */
    static boolean isConstant(double[] values) {
        return DoubleStream.of(values).allMatch(value -> value == values[0]);
    }

    /** The power of two below the largest value: dividing by it loses no digit. */
    static double unit(double[] values) {
        double largest = DoubleStream.of(values).map(Math::abs).max().orElse(0);
        return largest > 0 ? Math.scalb(1.0, Math.getExponent(largest)) : 1;
    }

    /** The values in that unit, so that tolerances of the library mean the same in every unit. */
    static double[] inUnit(double[] values) {
        double unit = unit(values);
        return DoubleStream.of(values).map(value -> value / unit).toArray();
    }
}
