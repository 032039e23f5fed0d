package macrocast.models;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * Ridge regression, LASSO and what lies between them, whose penalty is chosen in the order of time.
 *
 * <p>Minimises {@code sum (y - c - x b)^2 / (2 n) + penalty (share |b| + (1 - share) |b|^2 / (2 s))}, s the deviation of y, (Zou and Hastie, Regularization
 * and variable selection via the elastic net, Journal of the Royal Statistical Society B 67, 2005): share 0 is ridge (Hoerl and
 * Kennard, Technometrics 12, 1970), solved at once; share 1 the LASSO (Tibshirani, Journal of the Royal Statistical Society B 58,
 * 1996), by coordinate descent from the largest penalty down (Friedman, Hastie and Tibshirani, Regularization paths for generalized
 * linear models via coordinate descent, Journal of Statistical Software 33, 2010, section 2).
 *
 * <p>The penalty is the one that forecasts the second half of the rows best, a block at a time, from the rows whose outcome was known
 * before it: never is a row told by what came after it (Tashman, Out-of-sample tests of forecasting accuracy, International Journal
 * of Forecasting 16, 2000). Regressors have mean 0 and variance 1; the constant is not penalised.
 */
final class PenalisedRegression {
    private static final int LEAST_POWER = -10;
    private static final int MOST_POWER = 6;
    private static final int LEAST_FIRST = 10;

    /** A LASSO's penalties fall from the least that leaves nothing, by the root of 2 each time. */
    private static final int PATH = 17;

    /** A smaller penalty has to be better by more than rounding. */
    private static final double TIE = 1 - 1e-6;

    private static final int SWEEPS = 500;
    private static final double PRECISION = 1e-9;

    /** What is told, and the errors made in choosing the penalty: NaN for a row that was left out. */
    @SuppressWarnings("ArrayRecordComponent")
    record Fit(double told, int firstJudged, double[] errors) {}

    private final double share;
    private final int block;
    private final OptionalDouble given;
    private final double discount;

    /**
     * A regression.
     *
     * @param share of the penalty that is on absolute values, 0 to 1
     * @param block how many rows are forecast from the same coefficients
     */
    PenalisedRegression(double share, int block) {
        this(share, block, OptionalDouble.empty(), 1);
    }

    private PenalisedRegression(double share, int block, OptionalDouble given, double discount) {
        this.share = share;
        this.block = block;
        this.given = given;
        this.discount = discount;
    }

    /**
     * A ridge regression whose penalty is given and whose rows count the less the older they are.
     *
     * @param discount weight of a row beside the one after it, above 0 and up to 1
     */
    static PenalisedRegression ridge(double penalty, double discount, int block) {
        return new PenalisedRegression(0, block, OptionalDouble.of(penalty), discount);
    }

    /**
     * Fits and tells.
     *
     * @param rows regressors by row, oldest first, the last one to be told
     * @param targets one for each row whose outcome is known, which are the first ones; NaN where it is to be left out
     * @param gap how many rows before a judged one have an outcome that is not known yet when it is told
     */
    Fit fit(double[][] rows, double[] targets, int gap) {
        int known = targets.length;
        int first = Math.max(Math.min(LEAST_FIRST, known - 1), known / 2);
        Moments whole = new Moments(rows, targets, known);
        double[] penalties = penalties(whole);
        double unit = whole.deviation > 0 ? whole.deviation : 1;
        double[][] errors = new double[penalties.length][known - first];
        double[] squares = new double[penalties.length];
        for (int from = first; from < known; from += block) {
            double[][] path = new Moments(rows, targets, Math.max(1, from - gap)).path(penalties, unit);
            for (int p = 0; p < penalties.length; p++) {
                for (int r = from; r < Math.min(from + block, known); r++) {
                    double error = targets[r] - told(rows[r], path[p]);
                    errors[p][r - first] = error;
                    squares[p] += Double.isNaN(error) ? 0 : error * error;
                }
            }
        }
        int best = 0;
        for (int p = 1; p < penalties.length; p++) {
            if (squares[p] < squares[best] * TIE) {
                best = p;
            }
        }
        double[][] path = whole.path(Arrays.copyOf(penalties, best + 1), unit);
        return new Fit(told(rows[rows.length - 1], path[best]), first, errors[best]);
    }

    /** From the largest down. */
    private double[] penalties(Moments moments) {
        if (given.isPresent()) {
            return new double[] {given.getAsDouble()};
        }
        if (share == 0) {
            double[] penalties = new double[MOST_POWER - LEAST_POWER + 1];
            Arrays.setAll(penalties, i -> StrictMath.pow(2, MOST_POWER - i));
            return penalties;
        }
        double most = 0;
        for (double product : moments.right) {
            most = Math.max(most, Math.abs(product));
        }
        double start = most / share;
        double[] penalties = new double[PATH];
        Arrays.setAll(penalties, i -> start * StrictMath.pow(2, -i / 2.0));
        return penalties;
    }

    private static double told(double[] row, double[] coefficients) {
        double sum = coefficients[row.length];
        for (int i = 0; i < row.length; i++) {
            sum += coefficients[i] * row[i];
        }
        return sum;
    }

    /** Second moments of the first rows about their means. */
    private final class Moments {
        private final int width;
        private final double[] means;
        private final double[][] products;
        private final double[] right;
        private double mean;
        private double deviation;

        Moments(double[][] rows, double[] targets, int count) {
            width = rows[0].length;
            means = new double[width];
            products = new double[width][width];
            right = new double[width];
            double[] weights = new double[count];
            double weight = 1;
            double used = 0;
            for (int r = count - 1; r >= 0; r--) {
                weights[r] = Double.isNaN(targets[r]) ? 0 : weight;
                used += weights[r];
                weight *= discount;
            }
            double whole = used > 0 ? used : 1;
            for (int r = 0; r < count; r++) {
                if (weights[r] > 0) {
                    mean += weights[r] * targets[r];
                    for (int i = 0; i < width; i++) {
                        means[i] += weights[r] * rows[r][i];
                    }
                }
            }
            mean /= whole;
            for (int i = 0; i < width; i++) {
                means[i] /= whole;
            }
            double[] row = new double[width];
            for (int r = 0; r < count; r++) {
                if (weights[r] == 0) {
                    continue;
                }
                double part = weights[r];
                deviation += part * (targets[r] - mean) * (targets[r] - mean) / whole;
                for (int i = 0; i < width; i++) {
                    row[i] = rows[r][i] - means[i];
                }
                for (int i = 0; i < width; i++) {
                    for (int j = 0; j <= i; j++) {
                        products[i][j] += part * row[i] * row[j] / whole;
                    }
                    right[i] += part * row[i] * (targets[r] - mean) / whole;
                }
            }
            deviation = StrictMath.sqrt(deviation);
            for (int i = 0; i < width; i++) {
                for (int j = 0; j < i; j++) {
                    products[j][i] = products[i][j];
                }
            }
        }

        /** Coefficients for each penalty, the constant last. */
        double[][] path(double[] penalties, double unit) {
            double[][] path = new double[penalties.length][];
            double[] start = new double[width];
            for (int p = 0; p < penalties.length; p++) {
                start = share == 0 ? ridge(penalties[p]) : descend(start, penalties[p], unit);
                path[p] = Arrays.copyOf(start, width + 1);
                path[p][width] = mean;
                for (int i = 0; i < width; i++) {
                    path[p][width] -= means[i] * start[i];
                }
            }
            return path;
        }

        private double[] ridge(double penalty) {
            double[][] matrix = new double[width][];
            for (int i = 0; i < width; i++) {
                matrix[i] = products[i].clone();
                matrix[i][i] += penalty;
            }
            double[] solution = right.clone();
            LeastSquares.solve(matrix, solution);
            return solution;
        }

        private double[] descend(double[] from, double penalty, double unit) {
            double[] coefficients = from.clone();
            double[] left = right.clone();
            for (int j = 0; j < width; j++) {
                move(left, j, coefficients[j]);
            }
            double size = 0;
            for (double product : right) {
                size = Math.max(size, Math.abs(product));
            }
            for (int sweep = 0; sweep < SWEEPS; sweep++) {
                double moved = 0;
                for (int j = 0; j < width; j++) {
                    double pull = left[j] + products[j][j] * coefficients[j];
                    double soft = Math.max(0, Math.abs(pull) - penalty * share);
                    double stiff = products[j][j] + penalty * (1 - share) / unit;
                    double next = soft == 0 || stiff == 0 ? 0 : Math.signum(pull) * soft / stiff;
                    double step = next - coefficients[j];
                    if (step != 0) {
                        move(left, j, step);
                        coefficients[j] = next;
                        moved = Math.max(moved, Math.abs(step));
                    }
                }
                if (moved <= PRECISION * size) {
                    break;
                }
            }
            return coefficients;
        }

        private void move(double[] left, int j, double step) {
            for (int i = 0; i < width && step != 0; i++) {
                left[i] -= products[i][j] * step;
            }
        }
    }
}
