package macrocast.models;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A Theta model at the end of a series: simple smoothing of the level, and a part of the straight line through the
 * values so far on top (Fiorucci, Pellegrini, Louzada, Petropoulos and Koehler, Models for optimising the theta method
 * and their relationship to state space models, International Journal of Forecasting 32, 2016, equations 11 to 16).
 *
 * <p>With {@code w = 1 - 1 / theta} the next mean is {@code level + w ((1 - alpha)^t A + (1 - (1 - alpha)^(t + 1)) /
 * alpha B)} after t values, where {@code A + B t} is the line. In the dynamic model the line is that through the values
 * so far, and a forecast counts among them; in the optimised one it is that through all values and stays. Every mean is
 * linear in the values before it, so the standard deviations are exact: each error runs on through the same equations.
 *
 * @param weight w, from 0 (simple smoothing) to less than 1
 * @param count t, how many values the model has seen
 * @param average their mean
 * @param intercept A
 * @param slope B
 */
public record DynamicTheta(
        Basis basis,
        boolean dynamic,
        double alpha,
        double weight,
        int count,
        double level,
        double average,
        double intercept,
        double slope,
        double sigma)
        implements FittedModel {
    static final String FORM = "dynamic-theta";
    private static final String LINE = "line";

    static DynamicTheta restore(ModelState state) {
        return new DynamicTheta(
                state.basis(),
                state.word(LINE).equals("moves"),
                state.number("alpha"),
                state.number("weight"),
                (int) state.number("count"),
                state.number("level"),
                state.number("average"),
                state.number("intercept"),
                state.number("slope"),
                state.number("sigma"));
    }

    @Override
    public ModelState state() {
        return new ModelState(
                FORM,
                basis,
                new TreeMap<>(Map.of(LINE, dynamic ? "moves" : "stays")),
                new TreeMap<>(Map.of(
                        "alpha", List.of(alpha),
                        "weight", List.of(weight),
                        "count", List.of((double) count),
                        "level", List.of(level),
                        "average", List.of(average),
                        "intercept", List.of(intercept),
                        "slope", List.of(slope),
                        "sigma", List.of(sigma))),
                List.of());
    }

    @Override
    public Trajectory trajectory(int steps) {
        double[] means = new double[steps];
        run(level, average, intercept, slope, steps, -1, means);
        double[][] responses = new double[steps][steps];
        for (int shock = 0; shock < steps; shock++) {
            // In the static model the line does not answer to errors.
            run(0, 0, 0, 0, steps, shock, responses[shock]);
        }
        return Trajectory.ofShocks(means, responses, sigma, basis.season());
    }

    /** Runs the states on; the value at the step {@code shock} is one above its mean. */
    private void run(
            double firstLevel,
            double firstAverage,
            double firstIntercept,
            double firstSlope,
            int steps,
            int shock,
            double[] into) {
        double l = firstLevel;
        double mean = firstAverage;
        double a = firstIntercept;
        double b = firstSlope;
        double power = StrictMath.pow(1 - alpha, count);
        for (int i = 0; i < steps; i++) {
            double t = count + i;
            double m = l + weight * (power * a + (1 - power * (1 - alpha)) / alpha * b);
            double value = m + (i == shock ? 1 : 0);
            into[i] = value;
            l = alpha * value + (1 - alpha) * l;
            if (dynamic) {
                double before = mean;
                mean = (t * mean + value) / (t + 1);
                b = ((t - 1) * b + 6 * (value - before) / (t + 1)) / (t + 2);
                a = mean - b * (t + 2) / 2;
            }
            power *= 1 - alpha;
        }
    }
}
