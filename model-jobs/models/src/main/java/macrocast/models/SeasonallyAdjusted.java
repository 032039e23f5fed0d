package macrocast.models;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A model of the seasonally adjusted series, with the last season put back on top of its forecasts.
 *
 * <p>The season is taken as known: it moves means and, where it multiplies, widens the months that are high.
 *
 * @param ratios whether the season multiplies
 * @param seasons the season of the next periods in the scale of the transform; none without a season
 * @param inner the model of the adjusted series, with the same origin and transform
 */
public record SeasonallyAdjusted(Basis basis, boolean ratios, List<Double> seasons, FittedModel inner)
        implements FittedModel {
    static final String FORM = "seasonally-adjusted";
    private static final String SEASON = "season";

    public SeasonallyAdjusted {
        seasons = List.copyOf(seasons);
        if (!inner.origin().equals(basis.origin()) || inner.basis().transform() != basis.transform()) {
            throw new IllegalArgumentException("Model within " + basis.method() + " stands at " + inner.origin()
                    + " in " + inner.basis().transform() + ", needs " + basis.origin() + " in " + basis.transform());
        }
    }

    static SeasonallyAdjusted restore(ModelState state) {
        return new SeasonallyAdjusted(
                state.basis(),
                state.word(SEASON).equals("ratios"),
                state.list("seasons"),
                state.member().restore());
    }

    @Override
    public ModelState state() {
        return new ModelState(
                FORM,
                basis,
                new TreeMap<>(Map.of(SEASON, ratios ? "ratios" : "differences")),
                new TreeMap<>(Map.of("seasons", seasons)),
                List.of(inner.state()));
    }

    @Override
    public Trajectory trajectory(int steps) {
        Trajectory plain = inner.trajectory(steps);
        if (seasons.isEmpty()) {
            return plain;
        }
        return Trajectory.of(
                steps,
                step -> ratios ? plain.mean(step) * season(step) : plain.mean(step) + season(step),
                step -> plain.sigma(step) * (ratios ? season(step) : 1),
                step -> plain.yearSigma(step) * (ratios ? season(step) : 1));
    }

    private double season(int step) {
        return seasons.get((step - 1) % seasons.size());
    }
}
