package macrocast.models;

import java.util.List;
import java.util.Map;

/**
 * A path whose every step has a regression of its own (Marcellino, Stock and Watson, A comparison of direct and iterated
 * multistep AR methods, Journal of Econometrics 135, 2006): nothing is iterated, so that nothing but the numbers is left.
 *
 * <p>Beyond the last step that was regressed the path goes on at its mean pace so far, and its standard deviation with the
 * root of the step.
 *
 * @param last the last value in the scale of the transform
 * @param changes from the last value to each step
 * @param sigmas standard deviation of each of them
 * @param yearSigmas standard deviation of the change over a year that ends with each step
 * @param season what is added to the forecasts, from the period after the origin on, over and over
 */
public record DirectPath(
        Basis basis,
        double last,
        List<Double> changes,
        List<Double> sigmas,
        List<Double> yearSigmas,
        List<Double> season)
        implements FittedModel {
    static final String FORM = "direct-path";

    public DirectPath {
        changes = List.copyOf(changes);
        sigmas = List.copyOf(sigmas);
        yearSigmas = List.copyOf(yearSigmas);
        season = List.copyOf(season);
        int steps = changes.size();
        if (steps == 0 || sigmas.size() != steps || yearSigmas.size() != steps || season.isEmpty()) {
            throw new IllegalArgumentException(basis.method() + " has " + steps + " changes, " + sigmas.size() + " and "
                    + yearSigmas.size() + " sigmas and a season of " + season.size()
                    + ", needs equal counts and a season");
        }
    }

    static DirectPath restore(ModelState state) {
        return new DirectPath(
                state.basis(),
                state.number("last"),
                state.list("changes"),
                state.list("sigmas"),
                state.list("year_sigmas"),
                state.list("season"));
    }

    @Override
    public ModelState state() {
        return ModelState.of(
                FORM,
                basis,
                Map.of(
                        "last", List.of(last),
                        "changes", changes,
                        "sigmas", sigmas,
                        "year_sigmas", yearSigmas,
                        "season", season));
    }

    @Override
    public Trajectory trajectory(int steps) {
        return Trajectory.of(steps, this::mean, this::sigma, step -> yearSigmas.get(Math.min(step, known()) - 1));
    }

    private int known() {
        return changes.size();
    }

    private double mean(int step) {
        double change = step <= known() ? changes.get(step - 1) : changes.getLast() / known() * step;
        return last + change + season.get((step - 1) % season.size());
    }

    private double sigma(int step) {
        return step <= known() ? sigmas.get(step - 1) : sigmas.getLast() * StrictMath.sqrt((double) step / known());
    }
}
