package macrocast.smile;

import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import macrocast.domain.Frequency;
import macrocast.models.Features;
import macrocast.models.Method;
import macrocast.models.Training;
import macrocast.models.TrainingSet;
import smile.data.DataFrame;
import smile.data.type.StructField;
import smile.data.vector.ValueVector;
import smile.math.MathEx;
import smile.model.cart.CART;
import smile.model.cart.Loss;
import smile.regression.RegressionTree;

/**
 * Boosted regression trees of Smile on {@link Features}, an ensemble of its own for each step (Friedman, Greedy function
 * approximation: a gradient boosting machine, Annals of Statistics 29, 2001, algorithm 3): {@code boost}.
 *
 * <p>Each tree of at most {@value #LEAVES} leaves explains what is left of the changes, and counts a tenth. How many there are is
 * chosen in the order of time: the trees of the first two thirds of the rows forecast the last third, whose errors are the
 * uncertainty; then as many are grown on all rows. Trees are grown one by one on the calling thread and look at all regressors, so
 * nothing is random.
 */
public final class BoostMethod implements Method {
    private static final int TREES = 100;
    private static final int LEAVES = 6;
    private static final int DEPTH = 4;
    private static final int LEAF_SIZE = 5;
    private static final double RATE = 0.1;

    @Override
    public String name() {
        return "boost";
    }

    @Override
    public String version() {
        return "2";
    }

    @Override
    public String title() {
        return "Boosted trees";
    }

    @Override
    public boolean isBenchmark() {
        return false;
    }

    @Override
    public boolean readsCompanions() {
        return true;
    }

    @Override
    public SortedMap<String, String> settings() {
        return new TreeMap<>(Map.of(
                "leaves", Integer.toString(LEAVES),
                "leaf_size", Integer.toString(LEAF_SIZE),
                "rate", Double.toString(RATE),
                "most_trees", Integer.toString(TREES)));
    }

    @Override
    public int minimumLength(Frequency frequency) {
        return Features.minimumLength(frequency.periodsPerYear());
    }

    @Override
    public Training fitChecked(TrainingSet data) {
        Features features = Features.of(data);
        double[][] rows = features.rows();
        int steps = features.steps();
        double[] told = new double[steps];
        double[][] errors = new double[steps][];
        int[] firstJudged = new int[steps];
        for (int step = 1; step <= steps; step++) {
            double[] targets = features.targets(step);
            int first = 2 * targets.length / 3;
            Boosting before = new Boosting(rows, targets, Math.max(1, first - step + 1), TREES);
            int best = before.best(first);
            told[step - 1] = new Boosting(rows, targets, targets.length, best).told(best, rows.length - 1);
            errors[step - 1] = IntStream.range(first, targets.length)
                    .mapToDouble(r -> targets[r] - before.told(best, r))
                    .toArray();
            firstJudged[step - 1] = first;
        }
        return new Training.Trained(features.path(this, data, told, errors, firstJudged));
    }

    /** What 0, 1, 2 ... trees say of each row. */
    private static final class Boosting {
        private final double[] targets;
        private final double[][] said;

        /** Grows trees on the first rows. */
        Boosting(double[][] rows, double[] targets, int count, int trees) {
            this.targets = targets;
            int[] used = IntStream.range(0, count)
                    .filter(r -> !Double.isNaN(targets[r]))
                    .toArray();
            said = new double[trees + 1][rows.length];
            double largest = Arrays.stream(used)
                    .mapToDouble(r -> Math.abs(targets[r]))
                    .max()
                    .orElse(0);
            // Dividing by a power of two loses no digit, and Smile's own tolerances then mean the same in every unit.
            double unit = largest == 0 ? 1 : Math.scalb(1.0, Math.getExponent(largest));
            double mean = Arrays.stream(used)
                    .mapToDouble(r -> targets[r] / unit)
                    .average()
                    .orElse(0);
            Arrays.fill(said[0], mean * unit);
            if (rows[0].length == 0 || used.length < 2 * LEAF_SIZE) {
                Arrays.fill(said, said[0]);
                return;
            }
            double[][] known = Arrays.stream(used).mapToObj(r -> rows[r]).toArray(double[][]::new);
            double[] left = Arrays.stream(used)
                    .mapToDouble(r -> targets[r] / unit - mean)
                    .toArray();
            String[] names = new String[rows[0].length];
            Arrays.setAll(names, i -> "x" + i);
            DataFrame frame = DataFrame.of(known, names);
            DataFrame all = DataFrame.of(rows, names);
            StructField response = ValueVector.of("change", left).field();
            int[][] order = CART.order(frame);
            int[] samples = new int[left.length];
            Arrays.fill(samples, 1);
            for (int tree = 1; tree <= trees; tree++) {
                MathEx.setSeed(1);
                RegressionTree grown = new RegressionTree(
                        frame, Loss.ls(left), response, DEPTH, LEAVES, LEAF_SIZE, names.length, samples.clone(), order);
                for (int r = 0; r < rows.length; r++) {
                    said[tree][r] = said[tree - 1][r] + RATE * unit * grown.predict(all.get(r));
                }
                for (int i = 0; i < left.length; i++) {
                    left[i] = (targets[used[i]] - said[tree][used[i]]) / unit;
                }
            }
        }

        double told(int trees, int row) {
            return said[trees][row];
        }

        /** The number of trees that forecasts the rows from a first one on best; the fewest of those that are alike. */
        int best(int first) {
            double lowest = Double.POSITIVE_INFINITY;
            int best = 0;
            for (int trees = 0; trees < said.length; trees++) {
                double squares = 0;
                for (int r = first; r < targets.length; r++) {
                    double error = targets[r] - said[trees][r];
                    squares += Double.isNaN(error) ? 0 : error * error;
                }
                if (squares < lowest * (1 - 1e-6)) {
                    lowest = squares;
                    best = trees;
                }
            }
            return best;
        }
    }
}
