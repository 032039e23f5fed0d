package macrocast.models;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import macrocast.domain.Frequency;

/**
 * The best of up to four structural models, with and without slope and season: fits {@link StructuralModel}.
 *
 * <p>Variances maximise the diffuse likelihood, the form has the least AIC with diffuse states counted as parameters
 * (Durbin and Koopman, Time Series Analysis by State Space Methods, 2nd edition, 2012, section 7.4). Changes beyond four
 * usual distances are shifts of the level, as {@code ets} takes them ({@link Jumps}). Seasons of more than twelve periods are
 * left to other methods.
 */
public final class StructuralMethod implements Method {
    private static final int LONGEST_SEASON = 12;

    /** Logarithms of variances relative to that of the noise. */
    private static final double LEAST = -16;

    private static final double MOST = 10;
    private static final double PRECISION = 1e-7;
    private static final int EVALUATIONS_PER_VARIANCE = 80;

    @Override
    public String name() {
        return "structural";
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public String title() {
        return "Structural model";
    }

    @Override
    public boolean isBenchmark() {
        return false;
    }

    @Override
    public SortedMap<String, String> settings() {
        return new TreeMap<>(Map.of(
                "criterion", "aic",
                "forms", "level, level+slope, with and without season",
                "jump_limit", Double.toString(Jumps.LIMIT)));
    }

    @Override
    public int minimumLength(Frequency frequency) {
        return Math.max(8, frequency.periodsPerYear() + 1);
    }

    @Override
    public Training fitChecked(TrainingSet data) {
        Jumps jumps = Jumps.rare(data.transformed(), data.season(), Jumps.LIMIT);
        double[] values = jumps.values();
        double base = values[0];
        double largest = 0;
        for (int t = 0; t < values.length; t++) {
            values[t] -= base;
            largest = Math.max(largest, Math.abs(values[t]));
        }
        // Dividing by a power of two loses no digit, and makes the unit of no account.
        double unit = largest == 0 ? 1 : Math.scalb(1.0, Math.getExponent(largest));
        for (int t = 0; t < values.length; t++) {
            values[t] /= unit;
        }
        int season = data.season();
        boolean seasonal = season > 1 && season <= LONGEST_SEASON && values.length >= 3 * season;
        Candidate best = null;
        for (boolean slope : new boolean[] {false, true}) {
            for (int length : seasonal ? new int[] {1, season} : new int[] {1}) {
                Candidate candidate = candidate(values, slope, length, season);
                if (best == null || candidate.criterion() < best.criterion()) {
                    best = candidate;
                }
            }
        }
        if (best == null) {
            throw new IllegalStateException(data.series() + " was fitted by no form");
        }
        return new Training.Trained(best.model(Basis.of(this, data), unit, base + jumps.total()));
    }

    /** A form with its best variances. */
    private record Candidate(
            boolean slope, int season, List<Double> relative, StructuralFilter filter, double criterion) {

        StructuralModel model(Basis basis, double unit, double base) {
            List<Double> states = new ArrayList<>();
            for (double state : filter.state()) {
                states.add(unit * state);
            }
            states.set(0, states.getFirst() + base);
            double scale = unit * unit * filter.scale();
            List<Double> covariance = new ArrayList<>();
            for (double[] row : filter.covariance()) {
                for (double entry : row) {
                    covariance.add(scale * entry);
                }
            }
            List<Double> variances = new ArrayList<>();
            relative.forEach(variance -> variances.add(scale * variance));
            return new StructuralModel(basis, slope, season, states, covariance, variances);
        }
    }

    private static Candidate candidate(double[] values, boolean slope, int season, int year) {
        Structure structure = new Structure(slope, season);
        int size = (slope ? 2 : 1) + (season > 1 ? 1 : 0);
        double[] lower = new double[size];
        double[] upper = new double[size];
        double[] start = new double[size];
        double[] sides = new double[size];
        for (int i = 0; i < size; i++) {
            lower[i] = LEAST;
            upper[i] = MOST;
            start[i] = i == 0 ? 0 : -4;
            sides[i] = 2;
        }
        double[] found = new NelderMead(lower, upper, PRECISION, EVALUATIONS_PER_VARIANCE * size)
                .minimise(
                        logs -> new StructuralFilter(values, structure, variances(logs, slope, season), year)
                                .criterion(),
                        start,
                        sides);
        double[] relative = variances(found, slope, season);
        StructuralFilter filter = new StructuralFilter(values, structure, relative, year);
        return new Candidate(
                slope,
                season,
                DoubleStream.of(relative).boxed().toList(),
                filter,
                filter.criterion() + 2.0 * (structure.size() + size + 1));
    }

    private static double[] variances(double[] logs, boolean slope, int season) {
        return new double[] {
            1,
            StrictMath.exp(logs[0]),
            slope ? StrictMath.exp(logs[1]) : 0,
            season > 1 ? StrictMath.exp(logs[logs.length - 1]) : 0
        };
    }
}
