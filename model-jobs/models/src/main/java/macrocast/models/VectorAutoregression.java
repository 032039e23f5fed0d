package macrocast.models;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A vector autoregression of a series and its companions, by whose past and coming values each goes on.
 *
 * <p>With {@code z} the values of all variables less their anchors, divided by their scales, the one to forecast first,
 * {@code z[t] = sum over l of A[l] z[t-l] + c + e[t]}. Responses to shocks are the powers of the companion form
 * (Lütkepohl, New Introduction to Multiple Time Series Analysis, 2005, section 2.3.2).
 *
 * @param lags how many periods are looked back
 * @param anchor what was subtracted from the values of the first variable
 * @param scale what they were divided by then
 * @param recent the last values of all variables, {@code lags} times as many as there are variables, the newest period
 *     first
 * @param coefficients a row per variable: the coefficients in the order of {@code recent}, and the constant
 * @param factor the lower Cholesky factor of the errors' covariance, row by row
 * @param season what is added to the first variable's forecasts, from the period after the origin on, over and over
 */
public record VectorAutoregression(
        Basis basis,
        int lags,
        double anchor,
        double scale,
        List<Double> recent,
        List<Double> coefficients,
        List<Double> factor,
        List<Double> season)
        implements FittedModel {
    static final String FORM = "vector-autoregression";

    public VectorAutoregression {
        recent = List.copyOf(recent);
        coefficients = List.copyOf(coefficients);
        factor = List.copyOf(factor);
        season = List.copyOf(season);
        int variables = lags < 1 ? 0 : recent.size() / lags;
        if (variables < 1
                || recent.size() != variables * lags
                || coefficients.size() != variables * (recent.size() + 1)
                || factor.size() != variables * variables
                || season.isEmpty()) {
            throw new IllegalArgumentException(basis.method() + " with " + lags + " lags has " + recent.size()
                    + " values, " + coefficients.size() + " coefficients, a factor of " + factor.size()
                    + " and a season of " + season.size() + ", which do not fit each other");
        }
    }

    static VectorAutoregression restore(ModelState state) {
        return new VectorAutoregression(
                state.basis(),
                (int) state.number("lags"),
                state.number("anchor"),
                state.number("scale"),
                state.list("recent"),
                state.list("coefficients"),
                state.list("factor"),
                state.list("season"));
    }

    @Override
    public ModelState state() {
        return ModelState.of(
                FORM,
                basis,
                Map.of(
                        "lags", List.of((double) lags),
                        "anchor", List.of(anchor),
                        "scale", List.of(scale),
                        "recent", recent,
                        "coefficients", coefficients,
                        "factor", factor,
                        "season", season));
    }

    @Override
    public Trajectory trajectory(int steps) {
        int variables = recent.size() / lags;
        double[][] paths = paths(recent, true, steps);
        double[][][] responses = new double[variables][][];
        for (int shock = 0; shock < variables; shock++) {
            // A shock of the size of its factor's column at the first step, and what follows from it.
            List<Double> start = new ArrayList<>();
            for (int i = 0; i < recent.size(); i++) {
                start.add(i < variables ? factor.get(i * variables + shock) : 0.0);
            }
            responses[shock] = paths(start, false, steps);
        }
        double[] variances = new double[steps];
        double[] yearVariances = new double[steps];
        int year = basis.season();
        double sum = 0;
        double yearSum = 0;
        for (int i = 0; i < steps; i++) {
            for (int shock = 0; shock < variables; shock++) {
                double now = response(responses[shock], shock, i);
                double change = i < year ? now : now - response(responses[shock], shock, i - year);
                sum += now * now;
                yearSum += change * change;
            }
            variances[i] = sum;
            yearVariances[i] = yearSum;
        }
        return Trajectory.of(
                steps,
                step -> anchor + scale * paths[step - 1][0] + season.get((step - 1) % season.size()),
                step -> scale * StrictMath.sqrt(variances[step - 1]),
                step -> scale * StrictMath.sqrt(yearVariances[step - 1]));
    }

    /** The first variable's response some steps after a shock; at once it is the factor itself. */
    private double response(double[][] after, int shock, int steps) {
        return steps == 0 ? factor.get(shock) : after[steps - 1][0];
    }

    /** All variables at each step, going on from their last values. */
    double[][] paths(List<Double> from, boolean withConstant, int steps) {
        int variables = from.size() / lags;
        double[] past = from.stream().mapToDouble(Double::doubleValue).toArray();
        double[][] paths = new double[steps][variables];
        for (int step = 0; step < steps; step++) {
            for (int i = 0; i < variables; i++) {
                int row = i * (past.length + 1);
                double value = withConstant ? coefficients.get(row + past.length) : 0;
                for (int j = 0; j < past.length; j++) {
                    value += coefficients.get(row + j) * past[j];
                }
                paths[step][i] = value;
            }
            System.arraycopy(past, 0, past, variables, past.length - variables);
            System.arraycopy(paths[step], 0, past, 0, variables);
        }
        return paths;
    }
}
