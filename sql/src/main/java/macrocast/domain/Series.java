package macrocast.domain;

import java.io.Serializable;

/**
 * One variable with the attributes that decide how it is read, modelled and judged.
 *
 * @param unit the unit of its values, such as {@code fraction} or {@code GBP million}
 * @param measure in what its forecasts are judged
 * @param transform what models do to its values first
 * @param target whether the nightly run forecasts it
 */
public record Series(
        SeriesKey key,
        Frequency frequency,
        String title,
        String unit,
        Measure measure,
        Transform transform,
        boolean target)
        implements Serializable {}
