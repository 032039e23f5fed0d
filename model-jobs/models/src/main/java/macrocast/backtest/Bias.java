package macrocast.backtest;

import java.util.OptionalDouble;

/**
 * The mean error of a forecast, positive when it was too low.
 *
 * @param mean mean of outturn - forecast
 * @param standardError by Newey and West, Econometrica 55 (1987), with as many lags as the horizon; absent for fewer
 *     than two errors
 */
public record Bias(double mean, OptionalDouble standardError) {

    /** The bias of errors in the order of their targets. */
    public static Bias of(double[] errors, int horizon) {
        int n = errors.length;
        double mean = 0;
        for (double error : errors) {
            mean += error / n;
        }
        if (n < 2) {
            return new Bias(mean, OptionalDouble.empty());
        }
        double variance = 0;
        for (int lag = 0; lag <= Math.min(horizon, n - 1); lag++) {
            double covariance = 0;
            for (int i = lag; i < n; i++) {
                covariance += (errors[i] - mean) * (errors[i - lag] - mean) / n;
            }
            variance += (lag == 0 ? 1 : 2 * (1 - lag / (horizon + 1.0))) * covariance;
        }
        return new Bias(mean, OptionalDouble.of(StrictMath.sqrt(Math.max(0, variance) / n)));
    }
}
