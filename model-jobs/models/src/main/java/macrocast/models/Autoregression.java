package macrocast.models;

import java.util.List;
import java.util.Map;

/**
 * Changes that depend on the changes before: {@code d[t] = c + phi[1] d[t-1] + ... + phi[p] d[t-p] + e[t]}, where d is
 * the first difference in the scale of the transform.
 *
 * <p>The mean path is iterated and added up to levels. An unexpected change raises the level after j
 * more periods by {@code psi[0] + ... + psi[j]}, {@code psi[0] = 1}, {@code psi[j] = sum of phi[i] psi[j-i]} (Hamilton,
 * Time Series Analysis, 1994, equations 4.2.23 and 15.3.3), which gives the standard deviations.
 *
 * @param last the last value in the scale of the transform
 * @param lastChanges the last p changes, newest first
 * @param sigma standard deviation of e
 */
public record Autoregression(
        Basis basis, double last, List<Double> lastChanges, double constant, List<Double> coefficients, double sigma)
        implements FittedModel {
    static final String FORM = "autoregression-in-differences";

    public Autoregression {
        lastChanges = List.copyOf(lastChanges);
        coefficients = List.copyOf(coefficients);
    }

    static Autoregression restore(ModelState state) {
        return new Autoregression(
                state.basis(),
                state.number("last"),
                state.list("last_changes"),
                state.number("constant"),
                state.list("coefficients"),
                state.number("sigma"));
    }

    @Override
    public ModelState state() {
        return ModelState.of(
                FORM,
                basis,
                Map.of(
                        "last", List.of(last),
                        "last_changes", lastChanges,
                        "constant", List.of(constant),
                        "coefficients", coefficients,
                        "sigma", List.of(sigma)));
    }

    @Override
    public Trajectory trajectory(int steps) {
        int order = coefficients.size();
        double[] changes = new double[order + steps];
        for (int i = 0; i < order; i++) {
            changes[order - 1 - i] = lastChanges.get(i);
        }
        double[] means = new double[steps];
        double[] psi = new double[steps];
        double[] responses = new double[steps];
        double level = last;
        double response = 0;
        for (int step = 0; step < steps; step++) {
            double change = constant;
            psi[step] = step == 0 ? 1 : 0;
            for (int i = 1; i <= order; i++) {
                change += coefficients.get(i - 1) * changes[order + step - i];
                psi[step] += i <= step ? coefficients.get(i - 1) * psi[step - i] : 0;
            }
            changes[order + step] = change;
            level += change;
            response += psi[step];
            means[step] = level;
            responses[step] = response;
        }
        return Trajectory.ofResponses(means, responses, sigma, basis.season());
    }
}
