package macrocast.models;

import java.util.List;
import macrocast.domain.Period;

/**
 * The forecast of one target period with its quantiles.
 *
 * @param measure what mean and quantiles are read in
 * @param mean the point forecast, which is also the median
 * @param quantiles one per entry of {@link #LEVELS}, never falling
 * @param calibration where the quantiles come from
 */
public record ForecastDistribution(
        Period target, int step, Measure measure, double mean, List<Double> quantiles, Calibration calibration) {

    /** The nine probabilities that every published forecast has. */
    public static final List<Double> LEVELS = List.of(0.025, 0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95, 0.975);

    public ForecastDistribution {
        quantiles = List.copyOf(quantiles);
        if (quantiles.size() != LEVELS.size()) {
            throw new IllegalArgumentException("Forecast of " + target.start() + " has " + quantiles.size()
                    + " quantiles, needs " + LEVELS.size());
        }
        for (int i = 0; i < quantiles.size(); i++) {
            if (!Double.isFinite(quantiles.get(i)) || (i > 0 && quantiles.get(i) < quantiles.get(i - 1))) {
                throw new IllegalArgumentException("Forecast of " + target.start() + " has the quantiles " + quantiles
                        + ", needs finite numbers that never fall");
            }
        }
    }

    /** The quantile of a probability in {@link #LEVELS}. */
    public double quantile(double level) {
        int index = LEVELS.indexOf(level);
        if (index < 0) {
            throw new IllegalArgumentException("There is no quantile " + level + ", known are " + LEVELS);
        }
        return quantiles.get(index);
    }
}
