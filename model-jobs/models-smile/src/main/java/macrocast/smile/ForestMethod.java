package macrocast.smile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import macrocast.domain.Frequency;
import macrocast.models.Basis;
import macrocast.models.Jumps;
import macrocast.models.LagForest;
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
 * Fits a {@link LagForest} with the regression trees of Smile: each on a bootstrap sample of the series' changes, each
 * split over a random third of the lags (Breiman, Random Forests, Machine Learning 45, 2001).
 *
 * <p>Spikes and changes beyond four usual distances are cut ({@link Jumps#andSpikes}): a lockdown teaches nothing of other years. Sigma comes from the changes that a tree has not seen. Every tree has a seed of its own, counted from {@value
 * #SEED}, and is grown on the calling thread, so the same values give the same forest whatever else runs.
 */
public final class ForestMethod implements Method {
    private static final long SEED = 20_000;
    private static final int TREES = 100;
    private static final int LEAF_SIZE = 5;
    private static final int MAXIMUM_DEPTH = 20;
    private static final double JUMP_LIMIT = 4;
    private static final int LEAST_LAGS = 4;
    private static final int LEAST_CHANGES = 32;

    @Override
    public String name() {
        return "forest";
    }

    @Override
    public String version() {
        return "3";
    }

    @Override
    public String title() {
        return "Random forest on lags";
    }

    @Override
    public boolean isBenchmark() {
        return false;
    }

    @Override
    public SortedMap<String, String> settings() {
        return new TreeMap<>(Map.of(
                "jump_limit", Double.toString(JUMP_LIMIT),
                "leaf_size", Integer.toString(LEAF_SIZE),
                "lags", "a year, at least " + LEAST_LAGS,
                "seed", Long.toString(SEED),
                "trees", Integer.toString(TREES)));
    }

    @Override
    public int minimumLength(Frequency frequency) {
        return lags(frequency.periodsPerYear()) + LEAST_CHANGES + 1;
    }

    private static int lags(int season) {
        return Math.max(LEAST_LAGS, season);
    }

    @Override
    public Training fitChecked(TrainingSet data) {
        double[] values = data.transformed();
        double last = values[values.length - 1];
        values = Jumps.andSpikes(values, data.season(), JUMP_LIMIT).values();
        double[] changes = new double[values.length - 1];
        double largest = 0;
        for (int t = 0; t < changes.length; t++) {
            changes[t] = values[t + 1] - values[t];
            largest = Math.max(largest, Math.abs(changes[t]));
        }
        // Dividing by a power of two loses no digit, and Smile's own tolerances then mean the same in every unit.
        double unit = largest == 0 ? 1 : Math.scalb(1.0, Math.getExponent(largest));
        int lags = lags(data.season());
        int n = changes.length - lags;
        double[][] rows = new double[n][lags];
        double[] targets = new double[n];
        for (int t = 0; t < n; t++) {
            targets[t] = changes[t + lags] / unit;
            for (int lag = 0; lag < lags; lag++) {
                rows[t][lag] = changes[t + lags - 1 - lag] / unit;
            }
        }
        Growth growth = new Growth(rows, targets, unit);
        List<Double> lastChanges = new ArrayList<>();
        for (int lag = 0; lag < lags; lag++) {
            lastChanges.add(changes[changes.length - 1 - lag]);
        }
        return new Training.Trained(growth.forest(Basis.of(this, data), last, lastChanges));
    }

    /** The trees as they grow. */
    private static final class Growth {
        private final double[][] rows;
        private final double[] targets;
        private final double unit;
        private final FlatTrees trees;

        /** Sums and counts of what trees say of rows they have not seen. */
        private final double[] unseen;

        private final int[] unseenCounts;

        Growth(double[][] rows, double[] targets, double unit) {
            this.rows = rows;
            this.targets = targets;
            this.unit = unit;
            this.trees = new FlatTrees(rows);
            this.unseen = new double[targets.length];
            this.unseenCounts = new int[targets.length];
        }

        LagForest forest(Basis basis, double last, List<Double> lastChanges) {
            int lags = rows[0].length;
            String[] names = new String[lags];
            Arrays.setAll(names, lag -> "lag" + (lag + 1));
            DataFrame frame = DataFrame.of(rows, names);
            StructField response = ValueVector.of("change", targets).field();
            int[][] order = CART.order(frame);
            for (int tree = 0; tree < TREES; tree++) {
                long seed = SEED + tree;
                int[] samples = samples(new Random(seed));
                MathEx.setSeed(seed);
                RegressionTree grown = new RegressionTree(
                        frame,
                        Loss.ls(targets),
                        response,
                        MAXIMUM_DEPTH,
                        targets.length,
                        LEAF_SIZE,
                        Math.max(1, lags / 3),
                        samples.clone(),
                        order);
                trees.add(grown.root(), frame.schema());
                judge(tree, samples);
            }
            return trees.forest(basis, last, lastChanges, unit, sigma());
        }

        /** How often each row is drawn. */
        private int[] samples(Random random) {
            int[] samples = new int[targets.length];
            for (int draw = 0; draw < samples.length; draw++) {
                samples[random.nextInt(samples.length)]++;
            }
            return samples;
        }

        private void judge(int tree, int[] samples) {
            for (int t = 0; t < targets.length; t++) {
                if (samples[t] == 0) {
                    unseen[t] += trees.say(tree, rows[t]);
                    unseenCounts[t]++;
                }
            }
        }

        private double sigma() {
            double squares = 0;
            int count = 0;
            for (int t = 0; t < targets.length; t++) {
                if (unseenCounts[t] > 0) {
                    double error = targets[t] - unseen[t] / unseenCounts[t];
                    squares += error * error;
                    count++;
                }
            }
            return unit * StrictMath.sqrt(squares / Math.max(1, count));
        }
    }
}
