package macrocast.domain;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * The recorded decision which method's forecasts are published for a series in one band of horizons.
 *
 * @param band {@code near}, {@code short}, {@code medium} or {@code long}
 * @param previousMethod the champion before; null when there was none
 * @param score what the method had in the comparison; null when nothing could be compared
 * @param benchmarkScore what the best benchmark had; null when nothing could be compared
 * @param actor who decided: a job or a person
 */
public record Blessing(
        SeriesKey series,
        String band,
        int horizonFrom,
        int horizonTo,
        String method,
        @Nullable String previousMethod,
        @Nullable Double score,
        @Nullable Double benchmarkScore,
        String reason,
        String actor)
        implements Serializable {}
