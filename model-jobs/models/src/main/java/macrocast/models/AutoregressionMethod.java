package macrocast.models;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import macrocast.domain.Frequency;

/**
 * Fits {@link Autoregression} with Student t errors by maximum likelihood, its order by BIC: the Bank of England's own
 * benchmark, as its forecast evaluation toolkit has it.
 *
 * <p>The t distribution lets a crisis be an outlier instead of bending the coefficients. It has {@value #FREEDOM}
 * degrees of freedom: few enough for that, and what the Bank's published rows were made with, whose optimiser never
 * leaves the start that it is given. Coefficients and scale come from the EM algorithm (Lange, Little and Taylor,
 * Robust Statistical Modeling Using the t Distribution, Journal of the American Statistical Association 84, 1989,
 * section 2.3). {@code BIC = -2 log L + (p + 3) log(n - p)}, in which the orders have different samples: it leans to
 * order 1 the more the smaller the changes are in their unit, and without logarithms the choice depends on the unit.
 * Kept, for a yardstick has to be the one that others use.
 *
 * <p>Stationary by construction: coefficients with a root beyond {@value #LARGEST_ROOT} are drawn back to it.
 */
public final class AutoregressionMethod implements Method {
    private static final double FREEDOM = 5;

    /** Logarithm of the density of t at 0: {@code Gamma(3) / (Gamma(5 / 2) sqrt(5 pi))} = 8 / (3 sqrt(5) pi). */
    private static final double LOG_PEAK = StrictMath.log(8 / (3 * StrictMath.sqrt(5) * Math.PI));

    private static final double LARGEST_ROOT = 0.99;
    private static final int ROUNDS = 500;
    private static final double PRECISION = 1e-11;

    /** Fewer changes than this are not left after cutting the early years off. */
    private static final int LEAST_CHANGES = 20;

    private final int maximumOrder;
    private final LocalDate since;

    private AutoregressionMethod(int maximumOrder, LocalDate since) {
        this.maximumOrder = maximumOrder;
        this.since = since;
    }

    /**
     * The benchmark {@code ar}: order 1 or 2, changes from July 1997 on where there are enough of them.
     *
     * <p>The Bank of England became independent in May 1997; its benchmark learns from what came after, and ours has to
     * be the same for every series to be a yardstick.
     */
    public static AutoregressionMethod benchmark() {
        return new AutoregressionMethod(2, LocalDate.of(1997, 7, 1));
    }

    @Override
    public String name() {
        return "ar";
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public String title() {
        return "Autoregression of growth";
    }

    @Override
    public boolean isBenchmark() {
        return true;
    }

    @Override
    public SortedMap<String, String> settings() {
        return new TreeMap<>(Map.of(
                "criterion",
                "bic",
                "errors",
                "student-t",
                "maximum_order",
                Integer.toString(maximumOrder),
                "since",
                since.toString()));
    }

    @Override
    public int minimumLength(Frequency frequency) {
        return Math.max(12, frequency.periodsPerYear() + 1);
    }

    @Override
    public Training fitChecked(TrainingSet data) {
        double[] values = data.transformed();
        double[] all = new double[values.length - 1];
        int first = 0;
        for (int i = 0; i < all.length; i++) {
            all[i] = values[i + 1] - values[i];
            if (data.startOf(i + 1).isBefore(since)) {
                first = i + 1;
            }
        }
        double[] changes = all.length - first < LEAST_CHANGES ? all : Arrays.copyOfRange(all, first, all.length);
        Fit best = fit(changes, 1);
        for (int order = 2; order <= maximumOrder; order++) {
            Fit fit = fit(changes, order);
            if (fit.criterion < best.criterion) {
                best = fit;
            }
        }
        List<Double> lastChanges = new ArrayList<>();
        List<Double> coefficients = new ArrayList<>();
        for (int i = 0; i < best.coefficients.length - 1; i++) {
            lastChanges.add(changes[changes.length - 1 - i]);
            coefficients.add(best.coefficients[i + 1]);
        }
        return new Training.Trained(new Autoregression(
                Basis.of(this, data),
                values[values.length - 1],
                lastChanges,
                best.coefficients[0],
                coefficients,
                best.sigma()));
    }

    /** The constant and the coefficients of the lags, with the scale of the errors. */
    private static final class Fit {
        private final double[] coefficients;
        private final double scale;
        private final double criterion;

        Fit(double[] coefficients, double scale, double criterion) {
            this.coefficients = coefficients;
            this.scale = scale;
            this.criterion = criterion;
        }

        /** The standard deviation of the errors. */
        double sigma() {
            return scale * StrictMath.sqrt(FREEDOM / (FREEDOM - 2));
        }
    }

    private static Fit fit(double[] changes, int order) {
        int n = changes.length - order;
        double[] weights = new double[n];
        Arrays.fill(weights, 1);
        double[] coefficients = new double[order + 1];
        double[] squares = new double[n];
        regress(changes, weights, coefficients);
        double scale = squaredErrors(changes, coefficients, squares, weights);
        double likelihood = Double.NEGATIVE_INFINITY;
        for (int round = 0; round < ROUNDS && scale > 0; round++) {
            double next = logLikelihood(squares, scale);
            if (next - likelihood < PRECISION * n) {
                break;
            }
            likelihood = next;
            for (int i = 0; i < n; i++) {
                weights[i] = (FREEDOM + 1) / (FREEDOM + squares[i] / (scale * scale));
            }
            regress(changes, weights, coefficients);
            scale = squaredErrors(changes, coefficients, squares, weights);
        }
        // When every change follows from those before, nothing is likelier, and the lower order says it shorter.
        return new Fit(
                coefficients,
                scale,
                scale > 0 ? -2 * likelihood + (order + 3) * StrictMath.log(n) : Double.NEGATIVE_INFINITY);
    }

    /** Weighted regression of the changes on a constant and their lags, drawn back to the stationary region. */
    private static void regress(double[] changes, double[] weights, double[] coefficients) {
        int order = coefficients.length - 1;
        int n = weights.length;
        double mean = 0;
        double total = 0;
        for (int t = 0; t < n; t++) {
            mean += weights[t] * changes[t + order];
            total += weights[t];
        }
        mean /= total;
        // Around the mean the lags and the constant are all but orthogonal.
        double[][] products = new double[order + 1][order + 1];
        double[] right = new double[order + 1];
        double[] row = new double[order + 1];
        for (int t = 0; t < n; t++) {
            row[0] = 1;
            for (int i = 1; i <= order; i++) {
                row[i] = changes[t + order - i] - mean;
            }
            double change = changes[t + order] - mean;
            for (int i = 0; i <= order; i++) {
                for (int j = 0; j <= i; j++) {
                    products[i][j] += weights[t] * row[i] * row[j];
                }
                right[i] += weights[t] * row[i] * change;
            }
        }
        LeastSquares.solve(products, right);
        boolean moved = drawBack(right);
        double constant = right[0];
        if (moved) {
            constant = 0;
            for (int t = 0; t < n; t++) {
                double error = changes[t + order] - mean;
                for (int i = 1; i <= order; i++) {
                    error -= right[i] * (changes[t + order - i] - mean);
                }
                constant += weights[t] * error / total;
            }
        }
        double share = 1;
        for (int i = 1; i <= order; i++) {
            coefficients[i] = right[i];
            share -= right[i];
        }
        coefficients[0] = constant + mean * share;
    }

    /** Shrinks all roots by one factor when the largest is too large; says whether it did. */
    private static boolean drawBack(double[] coefficients) {
        int order = coefficients.length - 1;
        double root = order == 1 ? Math.abs(coefficients[1]) : largestRoot(coefficients[1], coefficients[2]);
        if (root <= LARGEST_ROOT) {
            return false;
        }
        double factor = LARGEST_ROOT / root;
        double power = 1;
        for (int i = 1; i <= order; i++) {
            power *= factor;
            coefficients[i] *= power;
        }
        return true;
    }

    /** The larger modulus of the roots of {@code z^2 - first z - second}. */
    private static double largestRoot(double first, double second) {
        double discriminant = first * first + 4 * second;
        return discriminant < 0 ? StrictMath.sqrt(-second) : (Math.abs(first) + StrictMath.sqrt(discriminant)) / 2;
    }

    /** Fills in the squared errors and returns the scale, the root of their weighted mean. */
    private static double squaredErrors(double[] changes, double[] coefficients, double[] squares, double[] weights) {
        int order = coefficients.length - 1;
        double sum = 0;
        double size = 0;
        for (int t = 0; t < squares.length; t++) {
            double error = changes[t + order] - coefficients[0];
            for (int i = 1; i <= order; i++) {
                error -= coefficients[i] * changes[t + order - i];
            }
            squares[t] = error * error;
            sum += weights[t] * squares[t];
            size += changes[t + order] * changes[t + order];
        }
        // Rounding leaves errors of the size of the changes times 1e-16; they are none.
        return sum <= 1e-26 * size ? 0 : StrictMath.sqrt(sum / squares.length);
    }

    private static double logLikelihood(double[] squares, double scale) {
        double logs = 0;
        double unit = 1 / (FREEDOM * scale * scale);
        for (double square : squares) {
            logs += StrictMath.log1p(square * unit);
        }
        return squares.length * (LOG_PEAK - StrictMath.log(scale)) - (FREEDOM + 1) / 2 * logs;
    }
}
