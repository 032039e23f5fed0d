package macrocast.models;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Principal components of many series with missing cells, by the EM algorithm of Stock and Watson (Macroeconomic
 * forecasting using diffusion indexes, Journal of Business and Economic Statistics 20, 2002, appendix A).
 *
 * <p>As McCracken and Ng (FRED-MD: A monthly database for macroeconomic research, Journal of Business and Economic Statistics 34,
 * 2016, section 3) do, a cell further from the median than ten interquartile ranges is taken for missing. What is known
 * has mean 0 and variance 1; a missing cell starts at 0 and then is what the components say of it, until nothing moves
 * more than 0.00001: late series and the ragged edge at the origin are filled alike.
 */
final class FactorPanel {
    private static final double FAR = 10;
    private static final double PRECISION = 1e-5;
    private static final int ROUNDS = 200;
    private static final int FIRST_TURNS = 40;
    private static final int TURNS = 1;

    /** By series: standardised values. */
    private final List<double[]> columns = new ArrayList<>();

    /** By series: the periods that are not known. */
    private final List<int[]> missing = new ArrayList<>();

    private final int periods;

    FactorPanel(int periods) {
        this.periods = periods;
    }

    /**
     * Adds a series, unless what is known of it does not move.
     *
     * @param values as many as there are periods; what is not known may be anything
     * @param known which of them are known
     */
    void add(double[] values, boolean[] known) {
        double[] sorted = new double[periods];
        int count = 0;
        for (int t = 0; t < periods; t++) {
            if (known[t]) {
                sorted[count++] = values[t];
            }
        }
        if (count < 2) {
            return;
        }
        sorted = Arrays.copyOf(sorted, count);
        Arrays.sort(sorted);
        double median = sorted[count / 2];
        double range = sorted[3 * count / 4] - sorted[count / 4];
        boolean[] usual = new boolean[periods];
        double sum = 0;
        int kept = 0;
        for (int t = 0; t < periods; t++) {
            usual[t] = known[t] && (range == 0 || Math.abs(values[t] - median) <= FAR * range);
            if (usual[t]) {
                sum += values[t];
                kept++;
            }
        }
        double mean = sum / kept;
        double squares = 0;
        double largest = 0;
        for (int t = 0; t < periods; t++) {
            if (usual[t]) {
                squares += (values[t] - mean) * (values[t] - mean);
                largest = Math.max(largest, Math.abs(values[t]));
            }
        }
        double deviation = StrictMath.sqrt(squares / kept);
        // What is but rounding is no movement.
        if (!(deviation > 1e-9 * largest)) {
            return;
        }
        double[] column = new double[periods];
        int[] gaps = new int[periods - kept];
        int gap = 0;
        for (int t = 0; t < periods; t++) {
            if (usual[t]) {
                column[t] = (values[t] - mean) / deviation;
            } else {
                gaps[gap++] = t;
            }
        }
        columns.add(column);
        missing.add(gaps);
    }

    /** The number of series that move. */
    int size() {
        return columns.size();
    }

    /**
     * The first principal components, the one that explains most first, each with variance 1.
     *
     * @param count how many, at most as many as there are series
     * @return by component and period
     */
    double[][] components(int count) {
        double[][] directions = start(count);
        double[][] scores = new double[count][periods];
        int turns = FIRST_TURNS;
        for (int round = 0; round < ROUNDS; round++) {
            for (int turn = 0; turn < turns; turn++) {
                project(directions, scores);
                turn(scores, directions);
                orthonormalise(directions);
            }
            turns = TURNS;
            project(directions, scores);
            if (fill(directions, scores) < PRECISION) {
                break;
            }
        }
        return ordered(scores);
    }

    /** Waves of different length, which no panel is orthogonal to but by chance. */
    private double[][] start(int count) {
        double[][] directions = new double[count][size()];
        for (int k = 0; k < count; k++) {
            for (int i = 0; i < size(); i++) {
                directions[k][i] = StrictMath.sin((i + 1.0) * (k + 1.0));
            }
        }
        orthonormalise(directions);
        return directions;
    }

    /** {@code F = X V}. */
    private void project(double[][] directions, double[][] scores) {
        for (int k = 0; k < scores.length; k++) {
            Arrays.fill(scores[k], 0);
            for (int i = 0; i < size(); i++) {
                double loading = directions[k][i];
                double[] column = columns.get(i);
                for (int t = 0; t < periods; t++) {
                    scores[k][t] += loading * column[t];
                }
            }
        }
    }

    /** {@code V = X' F}. */
    private void turn(double[][] scores, double[][] directions) {
        for (int k = 0; k < scores.length; k++) {
            for (int i = 0; i < size(); i++) {
                directions[k][i] = product(scores[k], columns.get(i));
            }
        }
    }

    /** Gram and Schmidt, twice; a direction that nothing is left of becomes 0. */
    private static void orthonormalise(double[][] directions) {
        for (int k = 0; k < directions.length; k++) {
            double before = StrictMath.sqrt(product(directions[k], directions[k]));
            for (int pass = 0; pass < 2; pass++) {
                for (int j = 0; j < k; j++) {
                    double shared = product(directions[k], directions[j]);
                    for (int i = 0; i < directions[k].length; i++) {
                        directions[k][i] -= shared * directions[j][i];
                    }
                }
            }
            double length = StrictMath.sqrt(product(directions[k], directions[k]));
            double scale = length > 1e-12 * before ? 1 / length : 0;
            for (int i = 0; i < directions[k].length; i++) {
                directions[k][i] *= scale;
            }
        }
    }

    private static double product(double[] left, double[] right) {
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += left[i] * right[i];
        }
        return sum;
    }

    /** Fills what is missing with the common part, and tells the largest change. */
    private double fill(double[][] directions, double[][] scores) {
        double moved = 0;
        for (int i = 0; i < size(); i++) {
            for (int t : missing.get(i)) {
                double common = 0;
                for (int k = 0; k < scores.length; k++) {
                    common += directions[k][i] * scores[k][t];
                }
                moved = Math.max(moved, Math.abs(common - columns.get(i)[t]));
                columns.get(i)[t] = common;
            }
        }
        return moved;
    }

    /** Turned so that they are orthogonal (Jacobi's rotations of their second moments), by falling variance. */
    private double[][] ordered(double[][] scores) {
        int count = scores.length;
        for (int sweep = 0; sweep < 30; sweep++) {
            boolean turned = false;
            for (int p = 0; p < count; p++) {
                for (int q = p + 1; q < count; q++) {
                    turned |= rotate(scores[p], scores[q]);
                }
            }
            if (!turned) {
                break;
            }
        }
        double[][] sorted = scores.clone();
        Arrays.sort(sorted, (left, right) -> Double.compare(product(right, right), product(left, left)));
        for (double[] component : sorted) {
            double deviation = StrictMath.sqrt(product(component, component) / periods);
            for (int t = 0; t < periods && deviation > 0; t++) {
                component[t] /= deviation;
            }
        }
        return sorted;
    }

    /** One-sided Jacobi (Golub and Van Loan, Matrix Computations, 4th edition, section 8.6.3). */
    private static boolean rotate(double[] left, double[] right) {
        double a = product(left, left);
        double b = product(right, right);
        double shared = product(left, right);
        if (Math.abs(shared) <= 1e-13 * StrictMath.sqrt(a * b)) {
            return false;
        }
        double zeta = (b - a) / (2 * shared);
        double tangent = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + StrictMath.sqrt(1 + zeta * zeta));
        double cosine = 1 / StrictMath.sqrt(1 + tangent * tangent);
        double sine = cosine * tangent;
        for (int t = 0; t < left.length; t++) {
            double value = left[t];
            left[t] = cosine * value - sine * right[t];
            right[t] = sine * value + cosine * right[t];
        }
        return true;
    }
}
