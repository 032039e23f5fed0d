package macrocast.models;

import java.util.Collections;
import java.util.SortedMap;
import macrocast.domain.Frequency;

/** Fits {@link SeasonalNaive}; on annual data it is the naive method. */
public final class SeasonalNaiveMethod implements Method {

    @Override
    public String name() {
        return "seasonal-naive";
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public String title() {
        return "Seasonal naive";
    }

    @Override
    public boolean isBenchmark() {
        return true;
    }

    @Override
    public SortedMap<String, String> settings() {
        return Collections.emptySortedMap();
    }

    @Override
    public int minimumLength(Frequency frequency) {
        return 2 * frequency.periodsPerYear() + 1;
    }

    @Override
    public Training fitChecked(TrainingSet data) {
        int season = data.season();
        double[] values = data.transformed();
        double squares = 0;
        for (int i = season; i < values.length; i++) {
            double difference = values[i] - values[i - season];
            squares += difference * difference;
        }
        double sigma = StrictMath.sqrt(squares / (values.length - season));
        return new Training.Trained(new SeasonalNaive(Basis.of(this, data), data.lastTransformed(season), sigma));
    }
}
