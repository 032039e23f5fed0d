package macrocast.models;

import java.util.Map;

/** The standard normal distribution at the probabilities that are published. */
final class Normal {
    // Abramowitz and Stegun, Handbook of Mathematical Functions, table 26.5, with more digits.
    private static final Map<Double, Double> UPPER = Map.of(
            0.5, 0.0,
            0.75, 0.6744897501960817,
            0.90, 1.2815515655446004,
            0.95, 1.6448536269514722,
            0.975, 1.959963984540054);

    private Normal() {}

    /** The quantile of a probability in {@link macrocast.domain.Quantiles#PROBABILITIES}. */
    static double quantile(double level) {
        boolean lower = level < 0.5;
        for (Map.Entry<Double, Double> entry : UPPER.entrySet()) {
            if (Math.abs((lower ? 1 - level : level) - entry.getKey()) < 1e-12) {
                return lower ? -entry.getValue() : entry.getValue();
            }
        }
        throw new IllegalArgumentException("There is no quantile " + level);
    }
}
