package macrocast.models;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Complex exponential smoothing at the end of a series: a level and a hidden component that move as the parts of a
 * complex number, so that one model is stationary, trending or both by its parameters (Svetunkov, Kourentzes and Ord,
 * Complex exponential smoothing, Naval Research Logistics 69, 2022, equations 9 and 21 to 24).
 *
 * <p>The forecast is {@code l} and, with an error e, {@code l = l - (1 - a1) c + (a0 - a1) e} and {@code c = l + (1 - a0)
 * c + (a0 + a1) e} with the l before; of the same period a year ago in the form {@link Form#SIMPLE}, and of the last
 * period in the others. A partial season adds a state s that moves by {@code b0 e}, a full one a second complex
 * pair with the lag of a year. All is linear in the errors, so the standard deviations are exact.
 *
 * @param a0 real part of the smoothing parameter
 * @param a1 imaginary part
 * @param b0 the season's, 0 without one
 * @param b1 the full season's imaginary part, else 0
 * @param zero what is taken off the values before, and put back on the forecasts
 * @param levels the states l of the last year, oldest first; of the last period only without a season
 * @param hidden the states c
 * @param seasons the states s of the last year, none without a season of its own
 * @param hiddenSeasons the second part of a full season
 */
public record ComplexSmoothing(
        Basis basis,
        Form form,
        double a0,
        double a1,
        double b0,
        double b1,
        double zero,
        List<Double> levels,
        List<Double> hidden,
        List<Double> seasons,
        List<Double> hiddenSeasons,
        double sigma)
        implements FittedModel {
    static final String FORM = "complex-smoothing";

    /** What the season is made of. */
    public enum Form {
        NONE,
        SIMPLE,
        PARTIAL,
        FULL;

        boolean ownSeason() {
            return this == PARTIAL || this == FULL;
        }
    }

    public ComplexSmoothing {
        levels = List.copyOf(levels);
        hidden = List.copyOf(hidden);
        seasons = List.copyOf(seasons);
        hiddenSeasons = List.copyOf(hiddenSeasons);
    }

    static ComplexSmoothing restore(ModelState state) {
        return new ComplexSmoothing(
                state.basis(),
                Form.valueOf(state.word("season").toUpperCase(Locale.ROOT)),
                state.number("a0"),
                state.number("a1"),
                state.number("b0"),
                state.number("b1"),
                state.number("zero"),
                state.list("levels"),
                state.list("hidden"),
                state.list("seasons"),
                state.list("hidden_seasons"),
                state.number("sigma"));
    }

    @Override
    public ModelState state() {
        return new ModelState(
                FORM,
                basis,
                new TreeMap<>(Map.of("season", form.name().toLowerCase(Locale.ROOT))),
                new TreeMap<>(Map.ofEntries(
                        Map.entry("a0", List.of(a0)),
                        Map.entry("a1", List.of(a1)),
                        Map.entry("b0", List.of(b0)),
                        Map.entry("b1", List.of(b1)),
                        Map.entry("zero", List.of(zero)),
                        Map.entry("levels", levels),
                        Map.entry("hidden", hidden),
                        Map.entry("seasons", seasons),
                        Map.entry("hidden_seasons", hiddenSeasons),
                        Map.entry("sigma", List.of(sigma)))),
                List.of());
    }

    @Override
    public Trajectory trajectory(int steps) {
        int season = levels.size();
        ComplexStates states = new ComplexStates(form, season, steps);
        for (int i = 0; i < season; i++) {
            states.level[i] = levels.get(i);
            states.hidden[i] = hidden.get(i);
            states.season[i] = seasons.isEmpty() ? 0 : seasons.get(i);
            states.hiddenSeason[i] = hiddenSeasons.isEmpty() ? 0 : hiddenSeasons.get(i);
        }
        states.take(a0, a1, b0, b1);
        double[] means = new double[steps];
        states.extrapolate(0, steps, means);
        for (int i = 0; i < steps; i++) {
            means[i] += zero;
        }
        ComplexStates shocked = new ComplexStates(form, season, steps);
        shocked.take(a0, a1, b0, b1);
        double[] responses = new double[steps];
        shocked.step(0, 1);
        responses[0] = 1;
        double[] later = new double[steps - 1];
        shocked.extrapolate(1, steps - 1, later);
        System.arraycopy(later, 0, responses, 1, steps - 1);
        return Trajectory.ofResponses(means, responses, sigma, basis.season());
    }
}
