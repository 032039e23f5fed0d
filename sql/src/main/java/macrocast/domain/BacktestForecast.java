package macrocast.domain;

import java.io.Serializable;
import java.time.Instant;

/**
 * What a method would have said on a past day, from the vintage of that day.
 *
 * @param methodVersion changes when the method's arithmetic does
 * @param knownAt the moment of the vintage
 * @param dataHash {@link Vintage#sha256} of that vintage
 * @param sigma standard deviation of the forecast error by the model itself, in the unit of the mean
 */
public record BacktestForecast(
        SeriesKey series,
        String method,
        String methodVersion,
        Instant knownAt,
        String dataHash,
        Period origin,
        Period target,
        Measure measure,
        double mean,
        double sigma)
        implements Serializable {

    public BacktestForecast {
        if (origin.until(target) < 1 || !Double.isFinite(mean) || !Double.isFinite(sigma) || sigma < 0) {
            throw new IllegalArgumentException(series + " " + method + " from " + origin
                    + " needs a later target, a finite mean and a sigma from 0," + " has " + target + ", " + mean
                    + " and " + sigma);
        }
    }

    /** 0 is the first period after the origin (the nowcast). */
    public int horizon() {
        return origin.until(target) - 1;
    }
}
