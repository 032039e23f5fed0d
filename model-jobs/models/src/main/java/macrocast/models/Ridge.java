package macrocast.models;

import java.util.Arrays;

/**
 * Ridge regression (Hoerl and Kennard, Ridge regression: biased estimation for nonorthogonal problems, Technometrics 12, 1970)
 * whose penalty is chosen by forecasting the second half of the rows, four at a time, from those before them: never is a row
 * told by what came after it (Bergmeir, Hyndman and Koo, A note on the validity of cross-validation, Computational
 * Statistics and Data Analysis 120, 2018, call this out-of-sample evaluation).
 *
 * <p>Regressors have mean 0 and variance 1; the constant is not penalised.
 */
final class Ridge {
    private static final int BLOCK = 4;
    private static final int LEAST_PENALTY = -10;
    private static final int MOST_PENALTY = 6;

    /** What is told, and the errors made in choosing the penalty. */
    @SuppressWarnings("ArrayRecordComponent")
    record Fit(double told, int firstJudged, double[] errors) {}

    private Ridge() {}

    /**
     * Fits and tells.
     *
     * @param rows regressors by row, oldest first, the last one to be told
     * @param targets one for each row whose outcome is known, which are the first ones; NaN where it is to be left out
     * @param gap how many rows before a judged one have an outcome that is not known yet when it is told
     */
    static Fit fit(double[][] rows, double[] targets, int gap) {
        int known = targets.length;
        int first = Math.max(Math.min(10, known - 1), known / 2);
        double lowest = Double.POSITIVE_INFINITY;
        double[] best = new double[0];
        double chosen = 0;
        for (int power = MOST_PENALTY; power >= LEAST_PENALTY; power--) {
            double penalty = StrictMath.pow(2, power);
            double[] errors = new double[known - first];
            double squares = 0;
            for (int block = first; block < known; block += BLOCK) {
                double[] coefficients = solve(rows, targets, Math.max(1, block - gap), penalty);
                for (int r = block; r < Math.min(block + BLOCK, known); r++) {
                    double error = targets[r] - told(rows[r], coefficients);
                    errors[r - first] = error;
                    squares += Double.isNaN(error) ? 0 : error * error;
                }
            }
            if (squares < lowest) {
                lowest = squares;
                best = errors;
                chosen = penalty;
            }
        }
        double[] coefficients = solve(rows, targets, known, chosen);
        return new Fit(told(rows[rows.length - 1], coefficients), first, best);
    }

    private static double told(double[] row, double[] coefficients) {
        double sum = coefficients[coefficients.length - 1];
        for (int i = 0; i < row.length; i++) {
            sum += coefficients[i] * row[i];
        }
        return sum;
    }

    /** Coefficients, the constant last; the penalty is counted in rows. */
    private static double[] solve(double[][] rows, double[] targets, int count, double penalty) {
        int width = rows[0].length;
        double[][] products = new double[width + 1][width + 1];
        double[] right = new double[width + 1];
        double[] row = new double[width + 1];
        int used = 0;
        // The constant comes first, so that nothing is left of it in the others' pivots.
        for (int r = 0; r < count; r++) {
            if (Double.isNaN(targets[r])) {
                continue;
            }
            used++;
            row[0] = 1;
            System.arraycopy(rows[r], 0, row, 1, width);
            for (int i = 0; i <= width; i++) {
                for (int j = 0; j <= i; j++) {
                    products[i][j] += row[i] * row[j];
                }
                right[i] += row[i] * targets[r];
            }
        }
        for (int i = 1; i <= width; i++) {
            products[i][i] += penalty * Math.max(used, 1);
        }
        LeastSquares.solve(products, right);
        double[] coefficients = Arrays.copyOfRange(right, 1, width + 2);
        coefficients[width] = right[0];
        return coefficients;
    }
}
