package macrocast.models;

import java.util.List;
import java.util.Map;

/**
 * A forest of regression trees that tells the next change of a series from its last ones (Breiman, Random Forests,
 * Machine Learning 45, 2001), flattened into arrays so that forecasting needs no library.
 *
 * <p>The mean path is iterated: each forecast change becomes a lag of the next, and levels add them up in the scale of
 * the transform. The standard deviations take an unexpected change to work on as the forest itself says: the response
 * after j more periods is half the distance between the paths after a shock of one sigma up and down (a generalised
 * impulse response, Koop, Pesaran and Potter, Journal of Econometrics 74, 1996).
 *
 * <p>The nodes of all trees stand in one row, each tree in preorder: a node's first child is the next node. At a split
 * the first child takes a lag up to the number, the second one a larger lag; at a leaf the number is the forecast.
 *
 * @param last the last value in the scale of the transform
 * @param lastChanges the lags, newest first
 * @param roots where each tree begins
 * @param lags which lag a split asks, from 0 for the newest; -1 at a leaf
 * @param numbers the limit of a split or the forecast of a leaf
 * @param seconds where the second child of a split stands; -1 at a leaf
 * @param sigma standard deviation of one change around its forecast
 */
public record LagForest(
        Basis basis,
        double last,
        List<Double> lastChanges,
        List<Integer> roots,
        List<Integer> lags,
        List<Double> numbers,
        List<Integer> seconds,
        double sigma)
        implements FittedModel {
    static final String FORM = "lag-forest";

    public LagForest {
        lastChanges = List.copyOf(lastChanges);
        roots = List.copyOf(roots);
        lags = List.copyOf(lags);
        numbers = List.copyOf(numbers);
        seconds = List.copyOf(seconds);
        int size = numbers.size();
        if (lags.size() != size || seconds.size() != size || roots.isEmpty()) {
            throw new IllegalArgumentException(basis.method() + " has " + roots.size() + " trees of " + lags.size()
                    + ", " + size + " and " + seconds.size() + " nodes, needs a tree and equal counts");
        }
        for (int i = 0; i < size; i++) {
            boolean leaf = lags.get(i) == -1;
            boolean split = lags.get(i) >= 0
                    && lags.get(i) < lastChanges.size()
                    && seconds.get(i) > i + 1
                    && seconds.get(i) < size;
            if (!leaf && !split) {
                throw new IllegalArgumentException(basis.method() + " has at node " + i + " of " + size + " the lag "
                        + lags.get(i) + " and the second child " + seconds.get(i)
                        + ", needs a leaf or a lag and a later node");
            }
        }
        for (int root : roots) {
            if (root < 0 || root >= size) {
                throw new IllegalArgumentException(
                        basis.method() + " has a tree at " + root + " of " + size + " nodes");
            }
        }
    }

    static LagForest restore(ModelState state) {
        return new LagForest(
                state.basis(),
                state.number("last"),
                state.list("last_changes"),
                integers(state.list("roots")),
                integers(state.list("lags")),
                state.list("numbers"),
                integers(state.list("seconds")),
                state.number("sigma"));
    }

    @Override
    public ModelState state() {
        return ModelState.of(
                FORM,
                basis,
                Map.of(
                        "last", List.of(last),
                        "last_changes", lastChanges,
                        "roots", doubles(roots),
                        "lags", doubles(lags),
                        "numbers", numbers,
                        "seconds", doubles(seconds),
                        "sigma", List.of(sigma)));
    }

    @Override
    public Trajectory trajectory(int steps) {
        Nodes nodes = new Nodes(this);
        double[] means = path(nodes, steps, 0);
        double[] up = path(nodes, steps, sigma);
        double[] down = path(nodes, steps, -sigma);
        double[] responses = new double[steps];
        for (int i = 0; i < steps; i++) {
            responses[i] = i == 0 ? 1 : sigma > 0 ? (up[i] - down[i]) / (2 * sigma) : 0;
        }
        return Trajectory.ofResponses(means, responses, sigma, basis.season());
    }

    /** The path of levels after a shock to the first change. */
    private double[] path(Nodes nodes, int steps, double shock) {
        double[] recent = lastChanges.stream().mapToDouble(Double::doubleValue).toArray();
        double[] path = new double[steps];
        double level = last;
        for (int i = 0; i < steps; i++) {
            double change = nodes.change(recent) + (i == 0 ? shock : 0);
            System.arraycopy(recent, 0, recent, 1, recent.length - 1);
            recent[0] = change;
            level += change;
            path[i] = level;
        }
        return path;
    }

    /** The nodes as arrays. */
    private static final class Nodes {
        private final int[] roots;
        private final int[] lags;
        private final double[] numbers;
        private final int[] seconds;

        Nodes(LagForest forest) {
            roots = forest.roots.stream().mapToInt(Integer::intValue).toArray();
            lags = forest.lags.stream().mapToInt(Integer::intValue).toArray();
            numbers = forest.numbers.stream().mapToDouble(Double::doubleValue).toArray();
            seconds = forest.seconds.stream().mapToInt(Integer::intValue).toArray();
        }

        /** The mean of what the trees say. */
        double change(double[] recent) {
            double sum = 0;
            for (int root : roots) {
                int node = root;
                while (lags[node] >= 0) {
                    node = recent[lags[node]] <= numbers[node] ? node + 1 : seconds[node];
                }
                sum += numbers[node];
            }
            return sum / roots.length;
        }
    }

    private static List<Integer> integers(List<Double> numbers) {
        return numbers.stream().map(Double::intValue).toList();
    }

    private static List<Double> doubles(List<Integer> numbers) {
        return numbers.stream().map(Integer::doubleValue).toList();
    }
}
