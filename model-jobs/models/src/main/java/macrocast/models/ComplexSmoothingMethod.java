package macrocast.models;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import macrocast.domain.Frequency;
import macrocast.domain.Transform;
import macrocast.models.ComplexSmoothing.Form;

/**
 * Fits the four forms of {@link ComplexSmoothing} and keeps the one with the lowest AICc (Svetunkov, Kourentzes and Ord,
 * 2022, section 5).
 *
 * <p>A season needs two years of values. The model is not indifferent to the zero point of its values; so that the unit
 * of a logarithmic series is of no account, its logarithms are those of an index whose first value is 100.
 */
public final class ComplexSmoothingMethod implements Method {

    @Override
    public String name() {
        return "ces";
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public String title() {
        return "Complex exponential smoothing";
    }

    @Override
    public boolean isBenchmark() {
        return false;
    }

    @Override
    public SortedMap<String, String> settings() {
        return new TreeMap<>(Map.of("criterion", "aicc", "first_states", "backcast"));
    }

    @Override
    public int minimumLength(Frequency frequency) {
        return Math.max(8, frequency.periodsPerYear() + 1);
    }

    @Override
    public Training fitChecked(TrainingSet data) {
        double[] values = data.transformed();
        int season = data.season();
        double zero = data.transform() == Transform.NONE ? 0 : values[0] - StrictMath.log(100);
        double largest = 0;
        for (int t = 0; t < values.length; t++) {
            values[t] -= zero;
        }
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        double unit = largest == 0 ? 1 : Math.scalb(1.0, Math.getExponent(largest));
        for (int t = 0; t < values.length; t++) {
            values[t] /= unit;
        }
        ComplexSearch best = null;
        double lowest = Double.POSITIVE_INFINITY;
        for (Form form : Form.values()) {
            if (form != Form.NONE && (season == 1 || values.length < 2 * season)) {
                continue;
            }
            ComplexSearch search = new ComplexSearch(values, form, season);
            search.run();
            int k = search.parameters();
            double criterion = search.criterion() + 2.0 * k * (1 + (k + 1.0) / (values.length - k - 1));
            if (best == null || criterion < lowest) {
                best = search;
                lowest = criterion;
            }
        }
        if (best == null) {
            throw new IllegalStateException(data.series() + " was given no form of complex smoothing");
        }
        return new Training.Trained(best.model(Basis.of(this, data), unit, zero));
    }
}
