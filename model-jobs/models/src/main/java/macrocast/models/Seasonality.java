package macrocast.models;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Whether a series has a season, and which: the test and the decomposition of the M3 and M4 competitions. */
final class Seasonality {
    /** Two-sided 90 % of the normal distribution. */
    private static final double CRITICAL = 1.6448536269514722;

    private Seasonality() {}

    /**
     * Whether the autocorrelation at the season is beyond Bartlett's limits at 90 % (Makridakis, Spiliotis and
     * Assimakopoulos, The M4 Competition, International Journal of Forecasting 36, 2020, appendix A). Needs three
     * seasons.
     */
    static boolean shows(double[] values, int season) {
        if (season == 1 || values.length < 3 * season) {
            return false;
        }
        double squares = 1;
        for (int lag = 1; lag < season; lag++) {
            double correlation = autocorrelation(values, lag);
            squares += 2 * correlation * correlation;
        }
        double limit = CRITICAL * StrictMath.sqrt(squares / values.length);
        return Math.abs(autocorrelation(values, season)) > limit;
    }

    private static double autocorrelation(double[] values, int lag) {
        double mean = 0;
        for (double value : values) {
            mean += value / values.length;
        }
        double variance = 0;
        double covariance = 0;
        for (int t = 0; t < values.length; t++) {
            variance += (values[t] - mean) * (values[t] - mean);
            covariance += t < lag ? 0 : (values[t] - mean) * (values[t - lag] - mean);
        }
        return variance > 0 ? covariance / variance : 0;
    }

    /**
     * The season of the periods after the last value, oldest first: differences from the trend that add up to 0, or
     * ratios to it with the mean 1.
     *
     * <p>Classical decomposition by centred moving averages (Hyndman and Athanasopoulos, Forecasting: Principles and
     * Practice, 3rd edition, section 3.4).
     */
    static List<Double> next(double[] values, int season, boolean multiplicative) {
        double[] sums = new double[season];
        int[] counts = new int[season];
        int half = season / 2;
        for (int t = half; t < values.length - half; t++) {
            double trend = 0;
            for (int i = -half; i <= half; i++) {
                // An even season has a middle between two periods: the outermost ones count half.
                double weight = season % 2 == 0 && Math.abs(i) == half ? 0.5 : 1;
                trend += weight * values[t + i] / season;
            }
            sums[t % season] += multiplicative ? values[t] / trend : values[t] - trend;
            counts[t % season]++;
        }
        double mean = 0;
        for (int i = 0; i < season; i++) {
            sums[i] /= counts[i];
            mean += sums[i] / season;
        }
        List<Double> indices = new ArrayList<>();
        for (double sum : sums) {
            indices.add(multiplicative ? sum / mean : sum - mean);
        }
        Collections.rotate(indices, -(values.length % season));
        return indices;
    }
}
