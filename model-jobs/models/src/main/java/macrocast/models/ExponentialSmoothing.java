package macrocast.models;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import macrocast.models.SmoothingForm.Component;

/**
 * Exponential smoothing at the end of a series (Hyndman, Koehler, Ord and Snyder, Forecasting with Exponential
 * Smoothing, 2008).
 *
 * <p>Means run the states on without errors. With additive errors the standard deviations are exact (table 6.2); with
 * multiplicative ones they are those of {@value #PATHS} simulated paths from a fixed seed, around the same means.
 *
 * @param seasons the states of the next periods, none without a season
 * @param sigma standard deviation of an error, relative to the forecast when errors are multiplicative
 */
public record ExponentialSmoothing(
        Basis basis,
        SmoothingForm form,
        double alpha,
        double beta,
        double gamma,
        double phi,
        double level,
        double trend,
        List<Double> seasons,
        double sigma)
        implements FittedModel {
    static final String FORM = "exponential-smoothing";
    private static final int PATHS = 2000;

    /** An error of -1 or less would turn the sign of a positive series. */
    private static final double LEAST_ERROR = -0.95;

    public ExponentialSmoothing {
        seasons = List.copyOf(seasons);
    }

    static ExponentialSmoothing restore(ModelState state) {
        return new ExponentialSmoothing(
                state.basis(),
                SmoothingForm.of(state.word("form")),
                state.number("alpha"),
                state.number("beta"),
                state.number("gamma"),
                state.number("phi"),
                state.number("level"),
                state.number("trend"),
                state.list("seasons"),
                state.number("sigma"));
    }

    @Override
    public ModelState state() {
        return new ModelState(
                FORM,
                basis,
                new TreeMap<>(Map.of("form", form.toString())),
                new TreeMap<>(Map.of(
                        "alpha", List.of(alpha),
                        "beta", List.of(beta),
                        "gamma", List.of(gamma),
                        "phi", List.of(phi),
                        "level", List.of(level),
                        "trend", List.of(trend),
                        "seasons", seasons,
                        "sigma", List.of(sigma))),
                List.of());
    }

    @Override
    public Trajectory trajectory(int steps) {
        double[] means = means(steps);
        return form.isAdditive()
                ? Trajectory.ofResponses(means, responses(steps), sigma, basis.season())
                : simulated(means);
    }

    private double[] means(int steps) {
        double[] means = new double[steps];
        double l = level;
        double b = trend;
        for (int i = 0; i < steps; i++) {
            l += phi * b;
            b *= phi;
            means[i] = switch (form.season()) {
                case NONE -> l;
                case ADDITIVE -> l + seasons.get(i % seasons.size());
                case MULTIPLICATIVE -> l * seasons.get(i % seasons.size());
            };
        }
        return means;
    }

    /** {@code c[0] = 1, c[j] = alpha + beta (phi + ... + phi^j) + gamma} at whole seasons. */
    private double[] responses(int steps) {
        double[] responses = new double[steps];
        double power = 1;
        double sum = 0;
        for (int j = 0; j < steps; j++) {
            boolean wholeSeason = form.hasSeason() && j % seasons.size() == 0;
            responses[j] = j == 0 ? 1 : alpha + beta * sum + (wholeSeason ? gamma : 0);
            power *= phi;
            sum += power;
        }
        return responses;
    }

    private Trajectory simulated(double[] means) {
        int steps = means.length;
        int year = basis.season();
        double[] squares = new double[steps];
        double[] yearSquares = new double[steps];
        double[] shifts = new double[steps];
        double[] states = new double[seasons.size()];
        // Each step has a generator of its own, so that a longer forecast begins like a shorter one.
        Random[] random = new Random[steps];
        for (int i = 0; i < steps; i++) {
            random[i] = new Random(i + 1L);
        }
        for (int path = 0; path < PATHS; path++) {
            double l = level;
            double b = trend;
            for (int i = 0; i < states.length; i++) {
                states[i] = seasons.get(i);
            }
            for (int i = 0; i < steps; i++) {
                double error = Math.max(LEAST_ERROR, sigma * random[i].nextGaussian());
                double q = l + phi * b;
                int place = states.length == 0 ? 0 : i % states.length;
                double m;
                if (form.season() == Component.MULTIPLICATIVE) {
                    m = q * states[place];
                    l = q * (1 + alpha * error);
                    b = phi * b + beta * q * error;
                    states[place] *= 1 + gamma * error;
                } else {
                    m = states.length == 0 ? q : q + states[place];
                    l = q + alpha * m * error;
                    b = phi * b + beta * m * error;
                    if (states.length > 0) {
                        states[place] += gamma * m * error;
                    }
                }
                shifts[i] = m * (1 + error) - means[i];
                double change = i < year ? shifts[i] : shifts[i] - shifts[i - year];
                squares[i] += shifts[i] * shifts[i];
                yearSquares[i] += change * change;
            }
        }
        return Trajectory.of(
                steps,
                step -> means[step - 1],
                step -> StrictMath.sqrt(squares[step - 1] / PATHS),
                step -> StrictMath.sqrt(yearSquares[step - 1] / PATHS));
    }
}
