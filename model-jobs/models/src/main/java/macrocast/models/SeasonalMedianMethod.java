package macrocast.models;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.IntStream;
import macrocast.domain.Frequency;

/**
 * Forecasts each period of the year by the median of the last three like it: one odd year changes nothing. Fits
 * {@link SeasonalNaive}, with medians in place of the last season.
 *
 * <p>The median is the estimate of a location that half the values may spoil (Huber, Robust Statistics, 1981, section
 * 1.4); sigma is the root mean square of what it would have missed at each earlier value.
 */
public final class SeasonalMedianMethod implements Method {
    private static final int YEARS = 3;

    @Override
    public String name() {
        return "seasonal-median";
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public String title() {
        return "Seasonal median";
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
        return (YEARS + 1) * frequency.periodsPerYear();
    }

    @Override
    public Training fitChecked(TrainingSet data) {
        double[] values = data.transformed();
        int season = data.season();
        double squares = 0;
        for (int t = YEARS * season; t < values.length; t++) {
            double error = values[t] - medianBefore(values, t, season);
            squares += error * error;
        }
        List<Double> medians = IntStream.range(values.length, values.length + season)
                .mapToObj(t -> medianBefore(values, t, season))
                .toList();
        double sigma = StrictMath.sqrt(squares / (values.length - YEARS * season));
        return new Training.Trained(new SeasonalNaive(Basis.of(this, data), medians, sigma));
    }

    private static double medianBefore(double[] values, int t, int season) {
        double[] last = {values[t - season], values[t - 2 * season], values[t - YEARS * season]};
        Arrays.sort(last);
        return last[1];
    }
}
