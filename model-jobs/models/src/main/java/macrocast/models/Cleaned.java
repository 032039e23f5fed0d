package macrocast.models;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A model of a series whose outliers were taken out, with what they were.
 *
 * @param outliers the effects by kind and first day, as {@link Arima} names them
 * @param inner the model of the cleaned series, which ends at the same level
 */
public record Cleaned(Basis basis, SortedMap<String, Double> outliers, FittedModel inner) implements FittedModel {
    static final String FORM = "cleaned";

    public Cleaned {
        outliers = Collections.unmodifiableSortedMap(new TreeMap<>(outliers));
        if (!inner.origin().equals(basis.origin()) || inner.basis().transform() != basis.transform()) {
            throw new IllegalArgumentException("Model within " + basis.method() + " stands at " + inner.origin()
                    + " in " + inner.basis().transform() + ", needs " + basis.origin() + " in " + basis.transform());
        }
    }

    static Cleaned restore(ModelState state) {
        SortedMap<String, Double> outliers = new TreeMap<>();
        state.numbers().forEach((name, effect) -> outliers.put(name, effect.getFirst()));
        return new Cleaned(state.basis(), outliers, state.member().restore());
    }

    @Override
    public ModelState state() {
        SortedMap<String, List<Double>> numbers = new TreeMap<>();
        outliers.forEach((name, effect) -> numbers.put(name, List.of(effect)));
        return new ModelState(FORM, basis, new TreeMap<>(Map.of()), numbers, List.of(inner.state()));
    }

    @Override
    public Trajectory trajectory(int steps) {
        return inner.trajectory(steps);
    }
}
