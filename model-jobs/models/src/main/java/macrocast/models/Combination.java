package macrocast.models;

import java.util.List;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * The mean of several models with equal weights, in the scale of the transform.
 *
 * <p>Simple averages are hard to beat (Clemen, Combining forecasts: A review and annotated bibliography, International
 * Journal of Forecasting 5, 1989). The standard deviation is the mean of the members' too: exact if their errors went
 * all together, and too wide otherwise.
 *
 * @param members models with the same origin and transform, at least one
 */
public record Combination(Basis basis, List<FittedModel> members) implements FittedModel {
    static final String FORM = "mean";

    public Combination {
        members = List.copyOf(members);
        for (FittedModel member : members) {
            if (!member.origin().equals(basis.origin()) || member.basis().transform() != basis.transform()) {
                throw new IllegalArgumentException("Member " + member.basis().method() + " of " + basis.method()
                        + " stands at " + member.origin() + " in "
                        + member.basis().transform() + ", needs "
                        + basis.origin() + " in " + basis.transform());
            }
        }
        if (members.isEmpty()) {
            throw new IllegalArgumentException(basis.method() + " has no members, a mean needs one");
        }
    }

    static Combination restore(ModelState state) {
        return new Combination(
                state.basis(), state.members().stream().map(ModelState::restore).toList());
    }

    @Override
    public ModelState state() {
        return new ModelState(
                FORM,
                basis,
                new TreeMap<>(),
                new TreeMap<>(),
                members.stream().map(FittedModel::state).toList());
    }

    @Override
    public Trajectory trajectory(int steps) {
        List<Trajectory> paths =
                members.stream().map(member -> member.trajectory(steps)).toList();
        return Trajectory.of(
                steps,
                step -> mean(paths, path -> path.mean(step)),
                step -> mean(paths, path -> path.sigma(step)),
                step -> mean(paths, path -> path.yearSigma(step)));
    }

    private static double mean(List<Trajectory> paths, ToDoubleFunction<Trajectory> number) {
        double sum = 0;
        for (Trajectory path : paths) {
            sum += number.applyAsDouble(path);
        }
        return sum / paths.size();
    }
}
