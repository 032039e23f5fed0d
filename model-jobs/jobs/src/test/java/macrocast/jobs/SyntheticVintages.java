package macrocast.jobs;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import macrocast.domain.Frequency;
import macrocast.domain.Measure;
import macrocast.domain.Period;
import macrocast.domain.PeriodValue;
import macrocast.domain.Series;
import macrocast.domain.SeriesKey;
import macrocast.domain.Transform;
import macrocast.domain.Vintage;

/**
 * An economy of our own: a quarterly series that grows unevenly, is published a quarter late and revised three times.
 *
 * <p>A vintage is known at the last day of a quarter and ends with the quarter before, as the Bank of England's do.
 */
final class SyntheticVintages {
    static final Period FIRST = Period.parse("1998-Q1");
    static final Series OUTPUT = new Series(
            new SeriesKey("test", "output"),
            Frequency.QUARTERLY,
            "Output",
            "GBP million",
            Measure.GROWTH,
            Transform.LOG,
            true);

    private SyntheticVintages() {}

    /** The moment of the vintage that is published in a quarter: midnight before its last day. */
    static Instant publishedIn(Period quarter) {
        LocalDate lastDay = quarter.plus(1).start().minusDays(1);
        return lastDay.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** The vintages published from one quarter to another. */
    static List<Vintage> between(Series series, Period from, Period to, long seed) {
        int quarters = FIRST.until(to);
        double[] truth = new double[quarters];
        double[] noise = new double[quarters];
        Random random = new Random(seed);
        double growth = 0.005;
        double level = Math.log(100);
        for (int i = 0; i < quarters; i++) {
            growth = 0.005 + 0.5 * (growth - 0.005) + 0.004 * random.nextGaussian();
            level += growth;
            truth[i] = level;
            noise[i] = 0.002 * random.nextGaussian();
        }
        List<Vintage> vintages = new ArrayList<>();
        for (Period quarter = from; quarter.compareTo(to) <= 0; quarter = quarter.plus(1)) {
            List<PeriodValue> values = new ArrayList<>();
            int known = FIRST.until(quarter);
            for (int i = 0; i < known; i++) {
                int age = known - 1 - i;
                double error = age < 3 ? noise[i] * (3 - age) / 3 : 0;
                values.add(new PeriodValue(FIRST.plus(i), Math.exp(truth[i] + error)));
            }
            vintages.add(new Vintage(series.key(), series.frequency(), publishedIn(quarter), values));
        }
        return vintages;
    }

    static List<Vintage> between(Period from, Period to) {
        return between(OUTPUT, from, to, 1);
    }
}
