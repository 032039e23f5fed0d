package macrocast.models;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A model whose uncertainty is that of another one times a factor; the means are the same.
 *
 * @param factor what both standard deviations are multiplied by
 * @param inner the model of the same series
 */
public record Rescaled(Basis basis, double factor, FittedModel inner) implements FittedModel {
    static final String FORM = "rescaled";

    public Rescaled {
        if (!inner.origin().equals(basis.origin()) || inner.basis().transform() != basis.transform()) {
            throw new IllegalArgumentException("Model within " + basis.method() + " stands at " + inner.origin()
                    + " in " + inner.basis().transform() + ", needs " + basis.origin() + " in " + basis.transform());
        }
    }

    static Rescaled restore(ModelState state) {
        return new Rescaled(
                state.basis(), state.number("factor"), state.member().restore());
    }

    @Override
    public ModelState state() {
        return new ModelState(
                FORM, basis, new TreeMap<>(), new TreeMap<>(Map.of("factor", List.of(factor))), List.of(inner.state()));
    }

    @Override
    public Trajectory trajectory(int steps) {
        Trajectory plain = inner.trajectory(steps);
        return Trajectory.of(
                steps, plain::mean, step -> factor * plain.sigma(step), step -> factor * plain.yearSigma(step));
    }
}
