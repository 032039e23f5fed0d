package macrocast.models;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import macrocast.domain.Frequency;

/**
 * Fits {@link SeasonalNaive}; on annual data it is the naive method.
 *
 * <p>Changes beyond four usual distances are shifts of the level ({@link Jumps}), as {@code ets} takes them: the quarter of a
 * lockdown is not repeated a year later.
 */
public final class SeasonalNaiveMethod implements Method {

    @Override
    public String name() {
        return "seasonal-naive";
    }

    @Override
    public String version() {
        return "2";
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
        return new TreeMap<>(Map.of("jump_limit", Double.toString(Jumps.LIMIT)));
    }

    @Override
    public int minimumLength(Frequency frequency) {
        return 2 * frequency.periodsPerYear() + 1;
    }

    @Override
    public Training fitChecked(TrainingSet data) {
        int season = data.season();
        Jumps jumps = Jumps.rare(data.transformed(), season, Jumps.LIMIT);
        double[] values = jumps.values();
        double squares = 0;
        for (int i = season; i < values.length; i++) {
            double difference = values[i] - values[i - season];
            squares += difference * difference;
        }
        double sigma = StrictMath.sqrt(squares / (values.length - season));
        List<Double> lastSeason = new ArrayList<>();
        for (int i = values.length - season; i < values.length; i++) {
            lastSeason.add(values[i] + jumps.total());
        }
        return new Training.Trained(new SeasonalNaive(Basis.of(this, data), lastSeason, sigma));
    }
}
