package macrocast.accuracy;

/**
 * The benchmark of the monthly dataset: the value some steps ahead regressed on a constant and the last p values by ordinary
 * least squares, p from 0 to 12 by BIC on the sample that all orders have (Marcellino, Stock and Watson, Journal of
 * Econometrics 135, 2006, section 2).
 */
final class DirectAutoregression {
    private static final int MOST_LAGS = 12;

    private DirectAutoregression() {}

    /**
     * The forecast of the target that follows the last value.
     *
     * @param targets by the time from which they are reckoned; the last {@code steps} are not known
     * @param values what is regressed on, as many as there are targets
     */
    static double forecast(double[] targets, double[] values, int steps) {
        int last = values.length - 1;
        int rows = last - steps - MOST_LAGS + 2;
        double best = Double.POSITIVE_INFINITY;
        double forecast = Double.NaN;
        for (int lags = 0; lags <= MOST_LAGS; lags++) {
            double[][] matrix = new double[lags + 1][lags + 2];
            double squares = 0;
            for (int t = MOST_LAGS - 1; t <= last - steps; t++) {
                double[] row = row(values, t, lags);
                for (int i = 0; i <= lags; i++) {
                    for (int j = 0; j <= lags; j++) {
                        matrix[i][j] += row[i] * row[j];
                    }
                    matrix[i][lags + 1] += row[i] * targets[t];
                }
            }
            double[] coefficients = solve(matrix);
            for (int t = MOST_LAGS - 1; t <= last - steps; t++) {
                double error = targets[t] - product(coefficients, row(values, t, lags));
                squares += error * error;
            }
            double criterion = rows * Math.log(squares / rows) + (lags + 1) * Math.log(rows);
            if (criterion < best) {
                best = criterion;
                forecast = product(coefficients, row(values, last, lags));
            }
        }
        return forecast;
    }

    private static double[] row(double[] values, int t, int lags) {
        double[] row = new double[lags + 1];
        row[0] = 1;
        for (int lag = 0; lag < lags; lag++) {
            row[lag + 1] = values[t - lag];
        }
        return row;
    }

    private static double product(double[] coefficients, double[] row) {
        double sum = 0;
        for (int i = 0; i < row.length; i++) {
            sum += coefficients[i] * row[i];
        }
        return sum;
    }

    /** Gauss and Jordan with the largest pivot of each column; the right side is the last column. */
    private static double[] solve(double[][] matrix) {
        int size = matrix.length;
        for (int column = 0; column < size; column++) {
            int pivot = column;
            for (int row = column + 1; row < size; row++) {
                if (Math.abs(matrix[row][column]) > Math.abs(matrix[pivot][column])) {
                    pivot = row;
                }
            }
            double[] swapped = matrix[column];
            matrix[column] = matrix[pivot];
            matrix[pivot] = swapped;
            for (int row = 0; row < size; row++) {
                if (row != column) {
                    double factor = matrix[row][column] / matrix[column][column];
                    for (int k = column; k <= size; k++) {
                        matrix[row][k] -= factor * matrix[column][k];
                    }
                }
            }
        }
        double[] solution = new double[size];
        for (int i = 0; i < size; i++) {
            solution[i] = matrix[i][size] / matrix[i][i];
        }
        return solution;
    }
}
