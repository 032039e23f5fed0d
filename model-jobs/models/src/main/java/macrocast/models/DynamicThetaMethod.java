package macrocast.models;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import macrocast.domain.Frequency;

/**
 * Fits {@link DynamicTheta} by least squares of the one-step errors (Fiorucci and others, 2016, section 3).
 *
 * <p>The errors are linear in {@code w = 1 - 1 / theta} and in the first level. So for each alpha the best of them follow
 * from a regression, {@code 0 <= w < 1} included, and only alpha is searched for, in {@code 0.1 <= alpha <= 0.99} as the
 * authors do: exact, and many times faster than a search over all three. In the dynamic model the first level makes the
 * first mean the first value, and the errors count from the fourth value on, when there is a line to speak of; in the
 * optimised one the first level is estimated and all errors but the first count.
 */
public final class DynamicThetaMethod implements Method {
    private static final double LEAST_ALPHA = 0.1;
    private static final double MOST_ALPHA = 0.99;

    /** Theta is at most 10,000: beyond that only rounding tells. */
    private static final double MOST_WEIGHT = 1 - 1e-4;

    private final boolean dynamic;

    private DynamicThetaMethod(boolean dynamic) {
        this.dynamic = dynamic;
    }

    /** The optimised Theta model of the seasonally adjusted series, {@code otm}. */
    public static Method optimised() {
        return new SeasonallyAdjustedMethod("otm", "Optimised Theta", new DynamicThetaMethod(false));
    }

    /** The dynamic optimised Theta model of the seasonally adjusted series, {@code dotm}. */
    public static Method dynamic() {
        return new SeasonallyAdjustedMethod("dotm", "Dynamic optimised Theta", new DynamicThetaMethod(true));
    }

    @Override
    public String name() {
        return dynamic ? "dynamic-line" : "fixed-line";
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public String title() {
        return dynamic ? "Theta with a line that moves" : "Theta with a line that stays";
    }

    @Override
    public boolean isBenchmark() {
        return false;
    }

    @Override
    public SortedMap<String, String> settings() {
        return new TreeMap<>(Map.of("alpha", LEAST_ALPHA + ".." + MOST_ALPHA));
    }

    @Override
    public int minimumLength(Frequency frequency) {
        return Math.max(8, frequency.periodsPerYear() + 1);
    }

    @Override
    public Training fitChecked(TrainingSet data) {
        // Neither the unit nor the zero point changes an error, and near zero sums lose no digits.
        double[] values = data.transformed();
        double first = values[0];
        double[] centred = new double[values.length];
        for (int t = 0; t < values.length; t++) {
            centred[t] = values[t] - first;
        }
        ThetaSearch search = new ThetaSearch(centred, dynamic, MOST_WEIGHT);
        search.run(LEAST_ALPHA, MOST_ALPHA);
        return new Training.Trained(search.model(Basis.of(this, data), first));
    }
}
