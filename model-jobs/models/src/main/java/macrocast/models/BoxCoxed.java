package macrocast.models;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A model of the Box and Cox transform of a series (An analysis of transformations, Journal of the Royal Statistical
 * Society B 26, 1964): {@code (y^lambda - 1) / lambda}, the logarithm where lambda is 0.
 *
 * <p>Forecasts are taken back without bias adjustment: a mean of the transformed values becomes the median of the
 * published ones. Standard deviations are taken back to first order, by the slope of the inverse at the forecast.
 *
 * @param lambda the power, from 0 (logarithm) to 1 (the values themselves, less 1)
 * @param unit what values are divided by before, above 0
 * @param inner the model of the transformed values
 */
public record BoxCoxed(Basis basis, double lambda, double unit, FittedModel inner) implements FittedModel {
    static final String FORM = "box-cox";

    public BoxCoxed {
        if (!inner.origin().equals(basis.origin())) {
            throw new IllegalArgumentException(
                    "Model within " + basis.method() + " stands at " + inner.origin() + ", needs " + basis.origin());
        }
        if (!(lambda >= 0 && lambda <= 1)) {
            throw new IllegalArgumentException(basis.method() + " has the power " + lambda + ", needs one from 0 to 1");
        }
    }

    static BoxCoxed restore(ModelState state) {
        return new BoxCoxed(
                state.basis(),
                state.number("lambda"),
                state.number("unit"),
                state.member().restore());
    }

    /** The transform of a value above 0. */
    public static double into(double lambda, double value) {
        return lambda == 0 ? StrictMath.log(value) : (StrictMath.pow(value, lambda) - 1) / lambda;
    }

    /** The inverse; what lies below the transform of 0 becomes 0. */
    public static double outOf(double lambda, double value) {
        return lambda == 0 ? StrictMath.exp(value) : StrictMath.pow(Math.max(0, lambda * value + 1), 1 / lambda);
    }

    /** How fast the inverse grows: the value to the power of 1 - lambda. */
    private static double slope(double lambda, double level) {
        return StrictMath.pow(level, 1 - lambda);
    }

    @Override
    public ModelState state() {
        return new ModelState(
                FORM,
                basis,
                new TreeMap<>(Map.of("bias_adjustment", "none")),
                new TreeMap<>(Map.of("lambda", List.of(lambda), "unit", List.of(unit))),
                List.of(inner.state()));
    }

    @Override
    public Trajectory trajectory(int steps) {
        Trajectory path = inner.trajectory(steps);
        return Trajectory.of(
                steps,
                step -> unit * outOf(lambda, path.mean(step)),
                step -> unit * slope(lambda, outOf(lambda, path.mean(step))) * path.sigma(step),
                step -> unit * slope(lambda, outOf(lambda, path.mean(step))) * path.yearSigma(step));
    }
}
