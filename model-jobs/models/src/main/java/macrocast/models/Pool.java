package macrocast.models;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * A weighted mean of several models without the lowest and highest of them at each step, in the scale of the transform: the median
 * where all but one or two are left out (Stock and Watson, Combination forecasts of output growth in a seven-country data set, Journal
 * of Forecasting 23, 2004, section 3).
 *
 * <p>The standard deviation is the weighted mean of all members', as in {@link Combination}.
 *
 * @param members models with the same origin and transform, at least one
 * @param weights one per member, above or equal to 0, not all 0
 * @param trimmed how many members are left out on each side
 */
public record Pool(Basis basis, List<FittedModel> members, List<Double> weights, int trimmed) implements FittedModel {
    static final String FORM = "pool";

    public Pool {
        members = List.copyOf(members);
        weights = List.copyOf(weights);
        double sum = weights.stream().mapToDouble(Double::doubleValue).sum();
        if (members.size() != weights.size() || trimmed < 0 || 2 * trimmed >= members.size() || !(sum > 0)) {
            throw new IllegalArgumentException(basis.method() + " has " + members.size() + " members, "
                    + weights.size() + " weights with the sum " + sum + " and leaves out " + 2 * trimmed
                    + ", needs as many weights with a sum above 0 and a member that is left");
        }
        for (FittedModel member : members) {
            if (!member.origin().equals(basis.origin()) || member.basis().transform() != basis.transform()) {
                throw new IllegalArgumentException("Member " + member.basis().method() + " of " + basis.method()
                        + " stands at " + member.origin() + " in "
                        + member.basis().transform() + ", needs "
                        + basis.origin() + " in " + basis.transform());
            }
        }
    }

    static Pool restore(ModelState state) {
        return new Pool(
                state.basis(), state.members().stream().map(ModelState::restore).toList(), state.list("weights"), (int)
                        state.number("trimmed"));
    }

    @Override
    public ModelState state() {
        TreeMap<String, List<Double>> numbers = new TreeMap<>();
        numbers.put("weights", weights);
        numbers.put("trimmed", List.of((double) trimmed));
        return new ModelState(
                FORM,
                basis,
                new TreeMap<>(),
                numbers,
                members.stream().map(FittedModel::state).toList());
    }

    @Override
    public Trajectory trajectory(int steps) {
        List<Trajectory> paths =
                members.stream().map(member -> member.trajectory(steps)).toList();
        return Trajectory.of(
                steps,
                step -> middle(paths, step),
                step -> mean(paths, path -> path.sigma(step)),
                step -> mean(paths, path -> path.yearSigma(step)));
    }

    private double middle(List<Trajectory> paths, int step) {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, paths.size()).boxed().toList());
        order.sort((left, right) ->
                Double.compare(paths.get(left).mean(step), paths.get(right).mean(step)));
        double sum = 0;
        double weight = 0;
        for (int member : order.subList(trimmed, order.size() - trimmed)) {
            sum += weights.get(member) * paths.get(member).mean(step);
            weight += weights.get(member);
        }
        return sum / weight;
    }

    private double mean(List<Trajectory> paths, ToDoubleFunction<Trajectory> number) {
        double sum = 0;
        double weight = 0;
        for (int i = 0; i < paths.size(); i++) {
            sum += weights.get(i) * number.applyAsDouble(paths.get(i));
            weight += weights.get(i);
        }
        return sum / weight;
    }
}
