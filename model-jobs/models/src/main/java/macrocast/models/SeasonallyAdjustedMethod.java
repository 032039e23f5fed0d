package macrocast.models;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.DoubleStream;
import macrocast.domain.Frequency;
import macrocast.domain.Transform;

/**
 * Any method on the series without its season: fits {@link SeasonallyAdjusted}. With the naive method inside and the
 * classical decomposition this is Naive2, the yardstick of the M competitions.
 */
public final class SeasonallyAdjustedMethod extends WrappingMethod {
    private final Decomposition decomposition;

    /** A method that keeps its own name for people when it stands in the lists of a run. */
    public SeasonallyAdjustedMethod(String name, String title, Decomposition decomposition, Method inner) {
        super(name, title, inner);
        this.decomposition = decomposition;
    }

    /** A method on the series without its classical season. */
    SeasonallyAdjustedMethod(String name, String title, Method inner) {
        this(name, title, new ClassicalDecomposition(), inner);
    }

    /** The method {@code naive2}. */
    public static SeasonallyAdjustedMethod naive2() {
        return new SeasonallyAdjustedMethod("naive2", "Naive, seasonally adjusted", RandomWalkMethod.naive());
    }

    @Override
    public SortedMap<String, String> settings() {
        SortedMap<String, String> settings = super.settings();
        settings.put("season", decomposition.name());
        settings.put("within", inner().name());
        return settings;
    }

    @Override
    public int minimumLength(Frequency frequency) {
        return Math.max(inner().minimumLength(frequency), decomposition.years() * frequency.periodsPerYear());
    }

    @Override
    public Training fitChecked(TrainingSet data) {
        double[] values = data.transformed();
        boolean positive =
                data.transform() == Transform.NONE && DoubleStream.of(values).allMatch(value -> value > 0);
        Optional<Decomposition.Decomposed> found = decomposition.decompose(data.origin(), values, positive);
        boolean ratios = found.map(Decomposition.Decomposed::ratios).orElse(positive);
        List<Double> seasons = found.map(Decomposition.Decomposed::seasons).orElse(List.of());
        return inner().fit(found.map(parts -> adjusted(data, parts)).orElse(data))
                .within(model -> new SeasonallyAdjusted(Basis.of(this, data), ratios, seasons, model));
    }

    private static TrainingSet adjusted(TrainingSet data, Decomposition.Decomposed parts) {
        return new TrainingSet(
                data.series(),
                data.origin(),
                parts.adjusted().stream()
                        .map(value -> Scale.outOf(data.transform(), value))
                        .toList(),
                data.transform(),
                data.companions());
    }
}
