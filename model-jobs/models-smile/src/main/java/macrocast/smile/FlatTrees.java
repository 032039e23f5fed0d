package macrocast.smile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import macrocast.models.Basis;
import macrocast.models.LagForest;
import smile.data.Tuple;
import smile.data.type.StructType;
import smile.model.cart.InternalNode;
import smile.model.cart.Node;
import smile.model.cart.RegressionNode;

/** Smile's trees in one row of nodes, as {@link LagForest} wants them. */
final class FlatTrees {
    /** The different values of each lag that trees were grown on, sorted. */
    private final double[][] known;

    private final List<Integer> roots = new ArrayList<>();
    private final List<Integer> lags = new ArrayList<>();
    private final List<Double> numbers = new ArrayList<>();
    private final List<Integer> seconds = new ArrayList<>();

    FlatTrees(double[][] rows) {
        known = new double[rows[0].length][];
        for (int lag = 0; lag < known.length; lag++) {
            int column = lag;
            known[lag] = Arrays.stream(rows)
                    .mapToDouble(row -> row[column])
                    .sorted()
                    .distinct()
                    .toArray();
        }
    }

    void add(Node root, StructType schema) {
        roots.add(numbers.size());
        addNode(root, schema);
    }

    private void addNode(Node node, StructType schema) {
        int place = numbers.size();
        seconds.add(-1);
        switch (node) {
            case InternalNode split -> {
                lags.add(split.feature());
                numbers.add(limit(split, schema));
                addNode(split.trueChild(), schema);
                seconds.set(place, numbers.size());
                addNode(split.falseChild(), schema);
            }
            case RegressionNode leaf -> {
                lags.add(-1);
                numbers.add(leaf.output());
            }
            default -> throw new IllegalStateException("Smile grew a " + node.getClass() + ", needs splits and leaves");
        }
    }

    /**
     * The middle between the two neighbouring values that a split parts.
     *
     * <p>Smile keeps the limit of a split to itself, but tells on which side a value falls.
     */
    private double limit(InternalNode split, StructType schema) {
        double[] values = known[split.feature()];
        double[] row = new double[known.length];
        int low = 0;
        int high = values.length - 1;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            row[split.feature()] = values[middle];
            if (split.branch(Tuple.of(schema, row))) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return values[low] + (values[high] - values[low]) / 2;
    }

    /** What one tree says of a row. */
    double say(int tree, double[] row) {
        int node = roots.get(tree);
        while (lags.get(node) >= 0) {
            node = row[lags.get(node)] <= numbers.get(node) ? node + 1 : seconds.get(node);
        }
        return numbers.get(node);
    }

    LagForest forest(Basis basis, double last, List<Double> lastChanges, double unit, double sigma) {
        return new LagForest(
                basis,
                last,
                lastChanges,
                roots,
                lags,
                numbers.stream().map(number -> number * unit).toList(),
                seconds,
                sigma);
    }
}
