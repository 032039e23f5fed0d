package macrocast.models;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import macrocast.domain.Frequency;

/**
 * Fits {@link Autoregression} by least squares, its order by BIC (Hamilton, Time Series Analysis, 1994, sections 5.2 and 11.1;
 * Schwarz, Estimating the dimension of a model, Annals of Statistics 6, 1978): {@code ar-ols}.
 *
 * <p>Orders from 0 to {@value #MOST_LAGS} are compared on the same rows, at most one for three changes; the best is estimated
 * again on all of its own. Spikes and jumps of more than four usual distances are taken out before ({@link Jumps#andSpikes}), for least
 * squares would learn from little else.
 */
public final class LeastSquaresAutoregressionMethod implements Method {
    private static final int MOST_LAGS = 12;

    /** A regression this close leaves rounding alone. */
    private static final double EXACT = 1e-14;

    @Override
    public String name() {
        return "ar-ols";
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public String title() {
        return "Autoregression by least squares";
    }

    @Override
    public boolean isBenchmark() {
        return false;
    }

    @Override
    public SortedMap<String, String> settings() {
        return new TreeMap<>(Map.of(
                "criterion", "bic",
                "jump_limit", Double.toString(Jumps.LIMIT),
                "most_lags", Integer.toString(MOST_LAGS)));
    }

    @Override
    public int minimumLength(Frequency frequency) {
        return Math.max(12, frequency.periodsPerYear() + 1);
    }

    @Override
    public Training fitChecked(TrainingSet data) {
        double[] values = data.transformed();
        double[] changes = DiffusionIndexMethod.changes(
                Jumps.andSpikes(values, data.season(), Jumps.LIMIT).values());
        double mean = Arrays.stream(changes).average().orElse(0);
        double[] centred = Arrays.stream(changes).map(change -> change - mean).toArray();
        int most = Math.min(MOST_LAGS, changes.length / 3);
        int rows = changes.length - most;
        double total = DoubleStream.of(centred).map(change -> change * change).sum();
        double lowest = Double.POSITIVE_INFINITY;
        int best = 0;
        for (int order = 0; order <= most; order++) {
            double share = total > 0 ? Math.max(new Regression(centred, order, most).squares / total, EXACT) : EXACT;
            double criterion = rows * StrictMath.log(share) + (order + 1) * StrictMath.log(rows);
            if (criterion < lowest) {
                lowest = criterion;
                best = order;
            }
        }
        Regression chosen = new Regression(centred, best, best);
        double[] slopes = Arrays.copyOfRange(chosen.coefficients, 1, best + 1);
        List<Double> lastChanges = IntStream.range(0, best)
                .mapToObj(lag -> changes[changes.length - 1 - lag])
                .toList();
        return new Training.Trained(new Autoregression(
                Basis.of(this, data),
                values[values.length - 1],
                lastChanges,
                chosen.coefficients[0] + mean * (1 - DoubleStream.of(slopes).sum()),
                DoubleStream.of(slopes).boxed().toList(),
                StrictMath.sqrt(chosen.squares / (changes.length - 2 * best - 1))));
    }

    /** The regression of changes, from one on, on a constant and on those before. */
    private static final class Regression {
        private final double[] coefficients;
        private final double squares;

        Regression(double[] changes, int order, int first) {
            double[][] products = new double[order + 1][order + 1];
            coefficients = new double[order + 1];
            double[] row = new double[order + 1];
            row[0] = 1;
            for (int t = first; t < changes.length; t++) {
                fill(row, changes, t);
                for (int i = 0; i <= order; i++) {
                    for (int j = 0; j <= i; j++) {
                        products[i][j] += row[i] * row[j];
                    }
                    coefficients[i] += row[i] * changes[t];
                }
            }
            LeastSquares.solve(products, coefficients);
            double sum = 0;
            for (int t = first; t < changes.length; t++) {
                fill(row, changes, t);
                double error = changes[t];
                for (int i = 0; i <= order; i++) {
                    error -= coefficients[i] * row[i];
                }
                sum += error * error;
            }
            squares = sum;
        }

        private static void fill(double[] row, double[] changes, int t) {
            for (int i = 1; i < row.length; i++) {
                row[i] = changes[t - i];
            }
        }
    }
}
