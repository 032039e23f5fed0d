package macrocast.models;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import macrocast.domain.Frequency;

/**
 * Forecasts every period by the mean of all values: fits {@link Arima} without terms.
 *
 * <p>The standard deviation is {@code s sqrt(1 + 1/n)}, with s that of the values around their mean (Hyndman and Athanasopoulos,
 * Forecasting: Principles and Practice, 3rd edition, section 5.2 and table 5.2).
 */
public final class AverageMethod implements Method {
    @Override
    public String name() {
        return "average";
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public String title() {
        return "Average of the past";
    }

    @Override
    public boolean isBenchmark() {
        return false;
    }

    @Override
    public SortedMap<String, String> settings() {
        return Collections.emptySortedMap();
    }

    @Override
    public int minimumLength(Frequency frequency) {
        return Math.max(4, frequency.periodsPerYear() + 1);
    }

    @Override
    public Training fitChecked(TrainingSet data) {
        double[] values = data.transformed();
        int n = values.length;
        // Around the first value, so that the mean of equal values is that value.
        double mean = values[0]
                + DoubleStream.of(values).map(value -> (value - values[0]) / n).sum();
        double squares = DoubleStream.of(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        return new Training.Trained(new Arima(
                Basis.of(this, data),
                List.of(),
                List.of(),
                mean,
                List.of(),
                List.of(),
                List.of(),
                new TreeMap<>(),
                StrictMath.sqrt(squares / (n - 1) * (1 + 1.0 / n))));
    }
}
