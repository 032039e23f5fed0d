package macrocast.backtest;

import java.time.Instant;
import macrocast.domain.Period;
import macrocast.models.Measure;

/**
 * A point forecast of one series that can be judged, our own or another institution's.
 *
 * @param asOf when it was made
 * @param horizon 0 for the first period without a published value
 * @param value the point forecast in the measure
 */
public record PastForecast(String method, Instant asOf, Period target, int horizon, Measure measure, double value) {}
