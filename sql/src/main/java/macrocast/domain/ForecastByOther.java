package macrocast.domain;

import java.time.Instant;

/**
 * What an institution or its model said at a moment about one target period.
 *
 * @param method such as {@code boe-mpr}
 * @param horizon 0 is the first period without a published value (the nowcast)
 * @param mean in the unit of the series, or a fraction for growth
 */
public record ForecastByOther(
        SeriesKey series, String method, Measure measure, Period target, int horizon, Instant knownAt, double mean)
        implements SourceRow {

    public ForecastByOther {
        if (horizon < 0 || !Double.isFinite(mean)) {
            throw new IllegalArgumentException(series + " " + method + " " + target
                    + " needs a horizon from 0 and a finite mean, has " + horizon + " and " + mean);
        }
    }
}
