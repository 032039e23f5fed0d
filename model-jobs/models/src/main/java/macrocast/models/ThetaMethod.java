package macrocast.models;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import macrocast.domain.Frequency;
import macrocast.domain.Transform;

/**
 * Fits {@link Theta}: takes the season out where the M4 test finds one, draws a least squares line and optimises the
 * smoothing of the level.
 *
 * <p>The season multiplies when the values are positive and published ones, and adds in logarithms. The standard deviation is
 * that of usual errors, as in {@link RandomWalkMethod}: of the same fit to values whose {@link Jumps} are cut.
 */
public final class ThetaMethod implements Method {

    @Override
    public String name() {
        return "theta";
    }

    @Override
    public String version() {
        return "3";
    }

    @Override
    public String title() {
        return "Theta";
    }

    @Override
    public boolean isBenchmark() {
        return false;
    }

    @Override
    public SortedMap<String, String> settings() {
        return new TreeMap<>(Map.of(
                "jump_limit", Double.toString(Jumps.LIMIT), "lines", "0,2", "season_test", "autocorrelation-90"));
    }

    @Override
    public int minimumLength(Frequency frequency) {
        return Math.max(6, frequency.periodsPerYear() + 1);
    }

    @Override
    public Training fitChecked(TrainingSet data) {
        double[] values = data.transformed();
        int n = values.length;
        int season = data.season();
        boolean seasonal = Seasonality.shows(values, season);
        boolean ratios = seasonal
                && data.transform() == Transform.NONE
                && DoubleStream.of(values).allMatch(value -> value > 0);
        List<Double> seasons = seasonal ? Seasonality.next(values, season, ratios) : List.of();
        double[] adjusted = new double[n];
        double middle = (n - 1) / 2.0;
        double slope = 0;
        double weight = 0;
        for (int t = 0; t < n; t++) {
            // The list begins with the period after the last value.
            double index = seasonal ? seasons.get(Math.floorMod(t - n, season)) : 0;
            adjusted[t] = (ratios ? values[t] / index : values[t] - index) - values[0];
            weight += (t - middle) * (t - middle);
        }
        for (int t = 0; t < n; t++) {
            slope += (t - middle) * adjusted[t] / weight;
        }
        Smoothing smoothing = Smoothing.additive(adjusted, SmoothingForm.of("A,N,N"), season);
        double alpha = smoothing.alpha();
        Jumps jumps = Jumps.rare(adjusted, season, Jumps.LIMIT);
        Smoothing usual =
                jumps.found() ? Smoothing.additive(jumps.values(), SmoothingForm.of("A,N,N"), season) : smoothing;
        return new Training.Trained(new Theta(
                Basis.of(this, data),
                alpha,
                values[0] + smoothing.level(),
                slope / 2,
                (1 - StrictMath.pow(1 - alpha, n)) / alpha - 1,
                ratios,
                seasons,
                usual.sigma()));
    }
}
