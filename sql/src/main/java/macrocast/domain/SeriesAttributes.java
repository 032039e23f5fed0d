package macrocast.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a series is called and counted in from a moment on. Where unit or base changes, values before and after do not
 * compare: the difference is no revision.
 *
 * @param basePeriod period whose prices or level is the base, such as 2019; null when there is none
 */
public record SeriesAttributes(
        SeriesKey series,
        Instant knownAt,
        String title,
        String unit,
        @Nullable String basePeriod) {}
