package macrocast.models;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import macrocast.domain.Frequency;
import macrocast.domain.Transform;

/**
 * Any method on the series without its season: fits {@link SeasonallyAdjusted}.
 *
 * <p>The season is taken out by classical decomposition where the autocorrelation test of the M4 competition finds one
 * (Makridakis, Spiliotis and Assimakopoulos, The M4 Competition, International Journal of Forecasting 36, 2020, appendix
 * A). It multiplies when the values are positive and published ones, and adds in logarithms. With the naive method
 * inside this is Naive2, the yardstick of both competitions.
 */
public final class SeasonallyAdjustedMethod implements Method {
    /** A smaller ratio to the trend would blow the adjusted series up. */
    private static final double LEAST_RATIO = 0.01;

    private final String name;
    private final String title;
    private final Method inner;

    /** A method that keeps its own name for people when it stands in the lists of a run. */
    SeasonallyAdjustedMethod(String name, String title, Method inner) {
        this.name = name;
        this.title = title;
        this.inner = inner;
    }

    /** The method {@code naive2}. */
    public static SeasonallyAdjustedMethod naive2() {
        return new SeasonallyAdjustedMethod("naive2", "Naive, seasonally adjusted", RandomWalkMethod.naive());
    }

    @Override
    public String name() {
        return name;
    }

    /** Changes with that of the method inside. */
    @Override
    public String version() {
        return "1:" + inner.version();
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public boolean isBenchmark() {
        return false;
    }

    @Override
    public SortedMap<String, String> settings() {
        SortedMap<String, String> settings = new TreeMap<>(inner.settings());
        settings.put("season_test", "autocorrelation-90");
        settings.put("within", inner.name());
        return settings;
    }

    @Override
    public int minimumLength(Frequency frequency) {
        return inner.minimumLength(frequency);
    }

    @Override
    public Training fitChecked(TrainingSet data) {
        double[] values = data.transformed();
        int season = data.season();
        boolean ratios =
                data.transform() == Transform.NONE && DoubleStream.of(values).allMatch(value -> value > 0);
        List<Double> seasons = List.of();
        if (Seasonality.shows(values, season)) {
            seasons = Seasonality.next(values, season, ratios);
            if (ratios && seasons.stream().anyMatch(ratio -> ratio < LEAST_RATIO)) {
                ratios = false;
                seasons = Seasonality.next(values, season, false);
            }
        }
        return switch (inner.fit(seasons.isEmpty() ? data : adjusted(data, values, seasons, ratios))) {
            case Training.Trained(FittedModel model) ->
                new Training.Trained(new SeasonallyAdjusted(Basis.of(this, data), ratios, seasons, model));
            case Training.TooShort tooShort -> tooShort;
            case Training.Refused refused -> refused;
        };
    }

    private static TrainingSet adjusted(TrainingSet data, double[] values, List<Double> seasons, boolean ratios) {
        List<Double> adjusted = new ArrayList<>(values.length);
        for (int t = 0; t < values.length; t++) {
            // The list begins with the period after the last value.
            double index = seasons.get(Math.floorMod(t - values.length, seasons.size()));
            adjusted.add(Scale.outOf(data.transform(), ratios ? values[t] / index : values[t] - index));
        }
        return new TrainingSet(data.series(), data.origin(), adjusted, data.transform());
    }
}
