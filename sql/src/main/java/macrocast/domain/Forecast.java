package macrocast.domain;

import java.io.Serializable;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A distribution for one target period that a run of ours made.
 *
 * @param method such as {@code ets}; {@code champion} for the path that is published as ours
 * @param origin the last period that the model saw
 * @param mean in the unit of the series, or a fraction for growth
 * @param championMethod for method {@code champion}, the method that gave the value; else null
 * @param modelVersion null when no single model made it, such as a mean of others
 */
public record Forecast(
        SeriesKey series,
        String method,
        Measure measure,
        Period origin,
        Period target,
        double mean,
        Quantiles quantiles,
        Calibration calibration,
        @Nullable String championMethod,
        @Nullable UUID modelVersion)
        implements Serializable {

    public Forecast {
        if (origin.until(target) < 1 || !Double.isFinite(mean)) {
            throw new IllegalArgumentException(series + " " + method + " needs a target after " + origin
                    + " and a finite mean, has " + target + " and " + mean);
        }
    }

    /** 0 is the first period after the origin (the nowcast). */
    public int horizon() {
        return origin.until(target) - 1;
    }
}
