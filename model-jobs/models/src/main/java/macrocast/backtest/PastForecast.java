package macrocast.backtest;

import java.time.Instant;
import macrocast.domain.BacktestForecast;
import macrocast.domain.ForecastByOther;
import macrocast.domain.Measure;
import macrocast.domain.Period;

/**
 * A point forecast of one series that can be judged, our own or another institution's.
 *
 * @param knownAt when it was made
 * @param horizon 0 for the first period without a published value
 * @param value the point forecast in the measure
 */
public record PastForecast(String method, Instant knownAt, Period target, int horizon, Measure measure, double value) {

    public static PastForecast of(BacktestForecast forecast) {
        return new PastForecast(
                forecast.method(),
                forecast.knownAt(),
                forecast.target(),
                forecast.horizon(),
                forecast.measure(),
                forecast.mean());
    }

    public static PastForecast of(ForecastByOther forecast) {
        return new PastForecast(
                forecast.method(),
                forecast.knownAt(),
                forecast.target(),
                forecast.horizon(),
                forecast.measure(),
                forecast.mean());
    }
}
