package macrocast.backtest;

import java.util.Optional;
import java.util.OptionalDouble;
import macrocast.models.Measure;

/**
 * How well one method did at one horizon. Errors are outturn - forecast, in the unit of the measure.
 *
 * @param n forecasts whose target has come
 * @param rmse root mean squared error
 * @param mae mean absolute error
 * @param bias mean error and its standard error
 * @param ratio rmse divided by the benchmark's on the forecasts that both made; below 1 is better; absent without such
 *     forecasts or when the benchmark made no error
 * @param difference the test of that ratio
 */
public record Accuracy(
        String method,
        Measure measure,
        int horizon,
        Truth truth,
        String scope,
        int n,
        double rmse,
        double mae,
        Bias bias,
        OptionalDouble ratio,
        Optional<DieboldMariano> difference) {}
