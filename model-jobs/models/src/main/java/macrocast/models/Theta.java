package macrocast.models;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The Theta method: half a straight line through all values, half their smoothed level (Assimakopoulos and
 * Nikolopoulos, The theta model: a decomposition approach to forecasting, International Journal of Forecasting 16,
 * 2000).
 *
 * <p>Computed as simple exponential smoothing with a drift of half the line's slope b: the forecast at step h is
 * {@code l + b / 2 (h - 1 + 1 / alpha - (1 - alpha)^n / alpha)} with the last level l of n values (Hyndman and Billah,
 * Unmasking the Theta method, International Journal of Forecasting 19, 2003, equation 5). The variance is that of
 * smoothing, {@code sigma^2 (1 + (h - 1) alpha^2)}. A season is put back on top.
 *
 * @param shift {@code (1 - (1 - alpha)^n) / alpha - 1}
 * @param ratios whether the season multiplies
 * @param seasons the season of the next periods; none without a season
 */
public record Theta(
        Basis basis,
        double alpha,
        double level,
        double drift,
        double shift,
        boolean ratios,
        List<Double> seasons,
        double sigma)
        implements FittedModel {
    static final String FORM = "theta";
    private static final String SEASON = "season";

    public Theta {
        seasons = List.copyOf(seasons);
    }

    static Theta restore(ModelState state) {
        return new Theta(
                state.basis(),
                state.number("alpha"),
                state.number("level"),
                state.number("drift"),
                state.number("shift"),
                state.word(SEASON).equals("ratios"),
                state.list("seasons"),
                state.number("sigma"));
    }

    @Override
    public ModelState state() {
        return new ModelState(
                FORM,
                basis,
                new TreeMap<>(Map.of(SEASON, ratios ? "ratios" : "differences")),
                new TreeMap<>(Map.of(
                        "alpha", List.of(alpha),
                        "level", List.of(level),
                        "drift", List.of(drift),
                        "shift", List.of(shift),
                        "seasons", seasons,
                        "sigma", List.of(sigma))),
                List.of());
    }

    @Override
    public Trajectory trajectory(int steps) {
        double[] means = new double[steps];
        double[] responses = new double[steps];
        for (int i = 0; i < steps; i++) {
            double smooth = level + drift * (i + 1 + shift);
            means[i] = ratios ? smooth * season(i) : smooth + season(i);
            responses[i] = i == 0 ? 1 : alpha;
        }
        Trajectory plain = Trajectory.ofResponses(means, responses, sigma, basis.season());
        return Trajectory.of(
                steps,
                plain::mean,
                step -> plain.sigma(step) * (ratios ? season(step - 1) : 1),
                step -> plain.yearSigma(step) * (ratios ? season(step - 1) : 1));
    }

    private double season(int index) {
        return seasons.isEmpty() ? (ratios ? 1 : 0) : seasons.get(index % seasons.size());
    }
}
