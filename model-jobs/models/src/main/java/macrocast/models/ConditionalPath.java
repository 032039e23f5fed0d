package macrocast.models;

import java.util.ArrayList;
import java.util.List;

/**
 * What a vector autoregression forecasts if some of its variables take given values at given steps.
 *
 * <p>The path is a linear function of the coming unit shocks, {@code y = m + B e}; the given values are {@code R e = r}. Of all shocks that
 * do so the expected ones are {@code R'(RR')^-1 r} (Waggoner and Zha, Conditional forecasts in dynamic multivariate models, Review
 * of Economics and Statistics 81, 1999, equation 13), and what remains uncertain is
 * {@code B (I - R'(RR')^-1 R) B'}: the same numbers that Kalman's smoother gives where the given values are observed (Banbura,
 * Giannone and Lenza, Conditional forecasts and scenario analysis with vector autoregressions for large cross-sections,
 * International Journal of Forecasting 31, 2015).
 */
final class ConditionalPath {
    private static final int LEAST_STEPS = 41;

    private record Given(int variable, int step, double value) {}

    private final VectorAutoregression model;
    private final int variables;
    private final List<Given> given = new ArrayList<>();

    ConditionalPath(VectorAutoregression model) {
        this.model = model;
        variables = model.recent().size() / model.lags();
    }

    /** @param value standardised as the model's variables are */
    void set(int variable, int step, double value) {
        given.add(new Given(variable, step, value));
    }

    DirectPath path() {
        int steps =
                Math.max(LEAST_STEPS, given.stream().mapToInt(Given::step).max().orElse(0));
        double[][] means = model.paths(model.recent(), true, steps);
        double[][][] responses = responses(steps);
        double[][] conditions = new double[given.size()][];
        double[] gaps = new double[given.size()];
        for (int i = 0; i < conditions.length; i++) {
            Given one = given.get(i);
            conditions[i] = row(responses, one.variable(), one.step(), steps);
            gaps[i] = one.value() - means[one.step() - 1][one.variable()];
        }
        double[] multipliers = solved(conditions, gaps);
        List<Double> changes = new ArrayList<>();
        List<Double> sigmas = new ArrayList<>();
        List<Double> yearSigmas = new ArrayList<>();
        double last = model.recent().getFirst();
        int year = model.basis().season();
        double[][] rows = new double[steps][];
        for (int step = 1; step <= steps; step++) {
            rows[step - 1] = row(responses, 0, step, steps);
            double mean = means[step - 1][0];
            for (int i = 0; i < conditions.length; i++) {
                mean += multipliers[i] * product(conditions[i], rows[step - 1]);
            }
            double[] change = rows[step - 1].clone();
            for (int k = 0; k < change.length && step > year; k++) {
                change[k] -= rows[step - 1 - year][k];
            }
            changes.add(model.scale() * (mean - last));
            sigmas.add(model.scale() * deviation(conditions, rows[step - 1]));
            yearSigmas.add(model.scale() * deviation(conditions, change));
        }
        return new DirectPath(
                model.basis(), model.anchor() + model.scale() * last, changes, sigmas, yearSigmas, model.season());
    }

    /** By steps after the shock, variable and shock; the shocks have variance 1. */
    private double[][][] responses(int steps) {
        double[][][] responses = new double[steps][variables][variables];
        for (int shock = 0; shock < variables; shock++) {
            List<Double> start = new ArrayList<>();
            for (int i = 0; i < model.recent().size(); i++) {
                start.add(i < variables ? model.factor().get(i * variables + shock) : 0.0);
            }
            double[][] after = model.paths(start, false, steps);
            for (int i = 0; i < variables; i++) {
                responses[0][i][shock] = start.get(i);
                for (int s = 1; s < steps; s++) {
                    responses[s][i][shock] = after[s - 1][i];
                }
            }
        }
        return responses;
    }

    /** What the shocks of all steps, one after the other, do to a variable at a step. */
    private double[] row(double[][][] responses, int variable, int step, int steps) {
        double[] row = new double[steps * variables];
        for (int at = 1; at <= step; at++) {
            System.arraycopy(responses[step - at][variable], 0, row, (at - 1) * variables, variables);
        }
        return row;
    }

    private static double product(double[] left, double[] right) {
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += left[i] * right[i];
        }
        return sum;
    }

    private static double[] solved(double[][] conditions, double[] right) {
        double[][] products = new double[conditions.length][conditions.length];
        for (int i = 0; i < conditions.length; i++) {
            for (int j = 0; j <= i; j++) {
                products[i][j] = product(conditions[i], conditions[j]);
            }
        }
        double[] solution = right.clone();
        LeastSquares.solve(products, solution);
        return solution;
    }

    private static double deviation(double[][] conditions, double[] row) {
        double[] shared = new double[conditions.length];
        for (int i = 0; i < shared.length; i++) {
            shared[i] = product(conditions[i], row);
        }
        double[] weights = solved(conditions, shared);
        return StrictMath.sqrt(Math.max(0, product(row, row) - product(shared, weights)));
    }
}
