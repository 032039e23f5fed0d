package macrocast.domain;

import java.io.Serializable;
import java.util.List;

/** A forecast distribution by its values at nine fixed probabilities, in the unit of the forecast. */
public record Quantiles(List<Double> values) implements Serializable {
    /** The probabilities, in order. The 80 % interval lies between 0.10 and 0.90, the 95 % one between 0.025 and 0.975. */
    public static final List<Double> PROBABILITIES = List.of(0.025, 0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95, 0.975);

    public Quantiles {
        values = List.copyOf(values);
        if (values.size() != PROBABILITIES.size()) {
            throw new IllegalArgumentException(
                    "Quantiles need " + PROBABILITIES.size() + " values, have " + values.size());
        }
        for (int i = 0; i < values.size(); i++) {
            if (!Double.isFinite(values.get(i)) || (i > 0 && values.get(i) < values.get(i - 1))) {
                throw new IllegalArgumentException("Quantiles must be finite and never fall, were: " + values);
            }
        }
    }

    /**
     * The value at one of the nine probabilities.
     *
     * @throws IllegalArgumentException when the probability is not one of them
     */
    public double at(double probability) {
        int index = PROBABILITIES.indexOf(probability);
        if (index < 0) {
            throw new IllegalArgumentException("Quantiles are held at " + PROBABILITIES + ", asked for " + probability);
        }
        return values.get(index);
    }
}
