package macrocast.models;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A fitted model as data: named words, named lists of numbers, and the members of a combination.
 *
 * <p>Two models with equal states forecast the same. Names are sorted, so equal states are written as equal bytes.
 *
 * @param form which kind of model reads this state, such as {@code exponential-smoothing}
 * @param basis where the model stands
 * @param words settings that are not numbers
 * @param numbers parameters and states; a single number is a list of one
 * @param members the parts of a combination, else empty
 */
public record ModelState(
        String form,
        Basis basis,
        SortedMap<String, String> words,
        SortedMap<String, List<Double>> numbers,
        List<ModelState> members) {

    public ModelState {
        words = Collections.unmodifiableSortedMap(new TreeMap<>(words));
        SortedMap<String, List<Double>> copies = new TreeMap<>();
        numbers.forEach((name, list) -> copies.put(name, List.copyOf(list)));
        numbers = Collections.unmodifiableSortedMap(copies);
        members = List.copyOf(members);
        for (Map.Entry<String, List<Double>> entry : numbers.entrySet()) {
            for (double number : entry.getValue()) {
                if (!Double.isFinite(number)) {
                    throw new IllegalArgumentException("Parameter " + entry.getKey() + " of " + basis.method()
                            + " has the value " + number + ", needs a finite number");
                }
            }
        }
    }

    /** A state without words or members. */
    static ModelState of(String form, Basis basis, Map<String, List<Double>> numbers) {
        return new ModelState(form, basis, new TreeMap<>(), new TreeMap<>(numbers), List.of());
    }

    /**
     * The model that this state describes.
     *
     * @throws IllegalArgumentException when no form of this release reads it
     */
    public FittedModel restore() {
        return switch (form) {
            case SeasonalNaive.FORM -> SeasonalNaive.restore(this);
            case Autoregression.FORM -> Autoregression.restore(this);
            case ExponentialSmoothing.FORM -> ExponentialSmoothing.restore(this);
            case Theta.FORM -> Theta.restore(this);
            case Combination.FORM -> Combination.restore(this);
            case LagForest.FORM -> LagForest.restore(this);
            case RandomWalk.FORM -> RandomWalk.restore(this);
            case SeasonallyAdjusted.FORM -> SeasonallyAdjusted.restore(this);
            case Rescaled.FORM -> Rescaled.restore(this);
            case DynamicTheta.FORM -> DynamicTheta.restore(this);
            case ComplexSmoothing.FORM -> ComplexSmoothing.restore(this);
            case VectorAutoregression.FORM -> VectorAutoregression.restore(this);
            case Arima.FORM -> Arima.restore(this);
            case Cleaned.FORM -> Cleaned.restore(this);
            case StructuralModel.FORM -> StructuralModel.restore(this);
            case BoxCoxed.FORM -> BoxCoxed.restore(this);
            case DirectPath.FORM -> DirectPath.restore(this);
            case Pool.FORM -> Pool.restore(this);
            default ->
                throw new IllegalArgumentException(
                        "Model of " + basis.method() + " has the form " + form + ", this release does not read it");
        };
    }

    /** The only member of a form that needs one. */
    public ModelState member() {
        if (members.size() != 1) {
            throw new IllegalArgumentException(
                    "Model of " + basis.method() + " has " + members.size() + " members, needs 1");
        }
        return members.getFirst();
    }

    /** A word that the form needs. */
    public String word(String name) {
        String word = words.get(name);
        if (word == null) {
            throw new IllegalArgumentException("Model of " + basis.method() + " has no word " + name);
        }
        return word;
    }

    /** The numbers under a name that the form needs. */
    public List<Double> list(String name) {
        List<Double> list = numbers.get(name);
        if (list == null) {
            throw new IllegalArgumentException("Model of " + basis.method() + " has no numbers " + name);
        }
        return list;
    }

    /** The single number under a name that the form needs. */
    public double number(String name) {
        List<Double> list = list(name);
        if (list.size() != 1) {
            throw new IllegalArgumentException(
                    "Model of " + basis.method() + " has " + list.size() + " numbers " + name + ", needs 1");
        }
        return list.getFirst();
    }
}
