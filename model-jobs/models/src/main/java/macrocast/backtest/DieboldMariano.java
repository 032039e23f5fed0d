package macrocast.backtest;

import java.util.Optional;

/**
 * Whether two forecasts differ in squared error by more than chance.
 *
 * <p>Diebold and Mariano, Comparing Predictive Accuracy, Journal of Business and Economic Statistics 13 (1995), with
 * the small-sample correction of Harvey, Leybourne and Newbold, International Journal of Forecasting 13 (1997),
 * equation 9.
 *
 * @param statistic negative when the first is better; Student t with n - 1 degrees of freedom under equal accuracy
 * @param p two-sided
 * @param n pairs of errors
 */
public record DieboldMariano(double statistic, double p, int n) {

    /**
     * Compares two lists of errors on the same targets in their order.
     *
     * <p>With {@code H = horizon + 1} the long-run variance is {@code (g0 + 2 sum g1..g[H-1]) / n}, autocovariances
     * divided by n; where that is not positive, Bartlett weights {@code 1 - i / H} make it so.
     *
     * @param horizon 0 for the first unknown period
     * @return nothing when there are too few pairs for the horizon or the errors do not differ
     */
    public static Optional<DieboldMariano> of(double[] first, double[] second, int horizon) {
        int n = first.length;
        if (n != second.length) {
            throw new IllegalArgumentException("There are " + n + " and " + second.length + " errors, need pairs");
        }
        int steps = horizon + 1;
        if (n < 2 || n <= steps) {
            return Optional.empty();
        }
        double[] differences = new double[n];
        double mean = 0;
        for (int i = 0; i < n; i++) {
            differences[i] = first[i] * first[i] - second[i] * second[i];
            mean += differences[i] / n;
        }
        double rectangular = 0;
        double bartlett = 0;
        for (int lag = 0; lag < steps; lag++) {
            double covariance = 0;
            for (int i = lag; i < n; i++) {
                covariance += (differences[i] - mean) * (differences[i - lag] - mean) / n;
            }
            rectangular += (lag == 0 ? 1 : 2) * covariance;
            bartlett += (lag == 0 ? 1 : 2 * (1 - (double) lag / steps)) * covariance;
        }
        double variance = (rectangular > 0 ? rectangular : bartlett) / n;
        double correction = (n + 1 - 2.0 * steps + steps * (steps - 1.0) / n) / n;
        if (!(variance > 0) || !(correction > 0)) {
            return Optional.empty();
        }
        double statistic = mean / StrictMath.sqrt(variance) * StrictMath.sqrt(correction);
        return Optional.of(new DieboldMariano(statistic, StudentT.twoSided(statistic, n - 1), n));
    }
}
