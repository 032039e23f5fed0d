package macrocast.backtest;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import macrocast.domain.Frequency;
import macrocast.domain.Measure;
import macrocast.domain.Period;
import macrocast.domain.PeriodValue;
import macrocast.domain.SeriesKey;
import macrocast.domain.Vintage;

/** Vintages and forecasts by hand: quarters are counted from the first one of 2020. */
final class Examples {
    static final SeriesKey KEY = new SeriesKey("test", "example");

    private Examples() {}

    static Period quarter(int number) {
        return new Period(Frequency.QUARTERLY, LocalDate.of(2020, 1, 1)).plus(number);
    }

    /** The last day of a quarter, on which its vintage comes: it holds values up to the quarter before. */
    static Instant end(int quarter) {
        return quarter(quarter + 1).start().minusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    /** The vintage of a quarter with values of the quarters from a first one on. */
    static Vintage vintage(int quarter, int first, double... values) {
        List<PeriodValue> list = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            list.add(new PeriodValue(quarter(first + i), values[i]));
        }
        return new Vintage(KEY, Frequency.QUARTERLY, end(quarter), list);
    }

    static PastForecast level(String method, int vintage, int target, double value) {
        return new PastForecast(method, end(vintage), quarter(target), target - vintage, Measure.LEVEL, value);
    }
}
