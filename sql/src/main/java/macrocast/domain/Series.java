package macrocast.domain;

import java.io.Serializable;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One variable with the attributes that decide how it is read, modelled and judged.
 *
 * @param unit the unit of its values, such as {@code fraction} or {@code GBP million}
 * @param measure in what its forecasts are judged
 * @param transform what models do to its values first
 * @param target whether the nightly run forecasts it
 * @param attributes what else its catalogue says
 */
public record Series(
        SeriesKey key,
        Frequency frequency,
        String title,
        String unit,
        Measure measure,
        Transform transform,
        boolean target,
        Attributes attributes)
        implements Serializable {

    public Series {
        if ((frequency == Frequency.WEEKLY) != (attributes.weekStart() != null)) {
            throw new IllegalArgumentException(key + " is " + frequency
                    + ": a weekly series, and no other, says on which weekday its weeks start");
        }
    }

    /** A series of which no more is known. */
    public Series(
            SeriesKey key,
            Frequency frequency,
            String title,
            String unit,
            Measure measure,
            Transform transform,
            boolean target) {
        this(key, frequency, title, unit, measure, transform, target, Attributes.UNKNOWN);
    }

    /**
     * What a catalogue says beyond that; nothing is computed from it but where a week starts.
     *
     * @param tcode transformation to stationarity, 1 to 7, by the code of McCracken and Ng (2016)
     * @param publicationLagDays usual number of days from the end of a period to its first value
     * @param releaseCalendar the name of the release that brings it
     * @param category the subject, such as prices
     * @param weekStart of weekly series, the weekday of the first day
     * @param bases since which vintage which base; a series as the store knows it has none here
     */
    public record Attributes(
            SeasonalAdjustment seasonalAdjustment,
            @Nullable Integer tcode,
            @Nullable Integer publicationLagDays,
            @Nullable String releaseCalendar,
            String category,
            @Nullable DayOfWeek weekStart,
            List<Base> bases)
            implements Serializable {
        public static final Attributes UNKNOWN =
                new Attributes(SeasonalAdjustment.UNKNOWN, null, null, null, "unknown", null, List.of());

        public Attributes {
            bases = List.copyOf(bases);
        }
    }

    /**
     * What values compare with from a vintage on: before and after, the difference is no revision.
     *
     * @param knownAt the first vintage with this base
     * @param period whose prices or level is the base, such as 2019 or {@code 2015 = 100}
     * @param unit of values with this base where it is not that of the series; the last base has none
     */
    public record Base(
            Instant knownAt, String period, @Nullable String unit) implements Serializable {

        public Base(Instant knownAt, String period) {
            this(knownAt, period, null);
        }
    }

    /** Whether what repeats every year was taken out of the values. */
    public enum SeasonalAdjustment {
        ADJUSTED,
        UNADJUSTED,
        /** Nothing seasonal to adjust, as in an exchange rate. */
        NONE,
        UNKNOWN
    }
}
