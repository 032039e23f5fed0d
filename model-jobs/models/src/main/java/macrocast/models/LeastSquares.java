package macrocast.models;

/** Solves small least squares problems by the normal equations, leaving out what the data cannot tell apart. */
final class LeastSquares {
    /** A pivot this small beside its diagonal is noise: the column depends on those before it. */
    private static final double DEPENDENT = 1e-11;

    private LeastSquares() {}

    /**
     * Solves {@code A x = b} for a symmetric, positive semidefinite A by Cholesky's decomposition.
     *
     * <p>A column that depends on those before it gets the coefficient 0, which still minimises the squares.
     *
     * @param matrix A, whose lower triangle is overwritten with its factor
     * @param right b, overwritten with x
     */
    static void solve(double[][] matrix, double[] right) {
        int size = right.length;
        for (int j = 0; j < size; j++) {
            double[] row = matrix[j];
            double diagonal = row[j];
            double pivot = diagonal;
            for (int k = 0; k < j; k++) {
                pivot -= row[k] * row[k];
            }
            boolean dependent = !(pivot > DEPENDENT * diagonal);
            row[j] = dependent ? 0 : StrictMath.sqrt(pivot);
            for (int i = j + 1; i < size; i++) {
                if (dependent) {
                    matrix[i][j] = 0;
                    continue;
                }
                double sum = matrix[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= matrix[i][k] * row[k];
                }
                matrix[i][j] = sum / row[j];
            }
        }
        for (int i = 0; i < size; i++) {
            double sum = right[i];
            for (int k = 0; k < i; k++) {
                sum -= matrix[i][k] * right[k];
            }
            right[i] = matrix[i][i] == 0 ? 0 : sum / matrix[i][i];
        }
        for (int i = size - 1; i >= 0; i--) {
            double sum = right[i];
            for (int k = i + 1; k < size; k++) {
                sum -= matrix[k][i] * right[k];
            }
            right[i] = matrix[i][i] == 0 ? 0 : sum / matrix[i][i];
        }
    }
}
