package macrocast.backtest;

import java.time.Instant;
import macrocast.domain.Period;
import macrocast.domain.SeriesKey;
import macrocast.models.Measure;

/**
 * What a method would have forecast from a vintage of the past.
 *
 * @param asOf the vintage
 * @param origin the last period that the vintage had
 * @param horizon periods after the first one without a value: step - 1
 * @param mean the point forecast in the measure
 * @param sigma standard deviation in the scale of the transform, as {@link macrocast.models.ForecastPoint} has it
 */
public record BacktestForecast(
        SeriesKey series,
        String method,
        String methodVersion,
        Instant asOf,
        Period origin,
        Period target,
        int horizon,
        Measure measure,
        double mean,
        double sigma) {

    /** This forecast as one to be judged. */
    public PastForecast judged() {
        return new PastForecast(method, asOf, target, horizon, measure, mean);
    }
}
