package macrocast.models;

/**
 * The Kalman filter of a structural model with nothing known at the start: exact for diffuse initial states (Durbin and
 * Koopman, Time Series Analysis by State Space Methods, 2nd edition, 2012, sections 4.3 and 5.2), with the scale of the
 * variances taken out of the likelihood (section 2.10.2).
 */
final class StructuralFilter {
    /** A diffuse variance below this is one that rounding left over. */
    private static final double NOTHING = 1e-9;

    /** Once the variance of the errors changes by less than this for a year, it is that of the steady state. */
    private static final double STEADY = 1e-10;

    private final Structure structure;
    private final double[] mean;
    private double[][] covariance;
    private final double criterion;
    private final double scale;

    /**
     * Filters values.
     *
     * @param relative variances of noise, level, slope and season up to a common factor
     * @param season periods in a year, for the steady state
     */
    StructuralFilter(double[] values, Structure structure, double[] relative, int season) {
        this.structure = structure;
        int size = structure.size();
        mean = new double[size];
        covariance = new double[size][size];
        double[][] diffuse = new double[size][size];
        for (int i = 0; i < size; i++) {
            diffuse[i][i] = 1;
        }
        structure.disturb(covariance, relative);
        int unknown = size;
        double squares = 0;
        double logs = 0;
        int counted = 0;
        double before = 0;
        int steadyFor = 0;
        double[] gain = new double[0];
        for (double value : values) {
            double error = value - structure.observe(mean);
            if (steadyFor > season) {
                squares += error * error / before;
                logs += StrictMath.log(before);
                counted++;
                for (int i = 0; i < size; i++) {
                    mean[i] += gain[i] * error;
                }
                structure.advance(mean);
                continue;
            }
            double[] loaded = structure.observe(covariance);
            double variance = structure.observe(loaded) + relative[0];
            if (unknown > 0) {
                double[] open = structure.observe(diffuse);
                double openVariance = structure.observe(open);
                if (openVariance > NOTHING) {
                    logs += StrictMath.log(openVariance);
                    for (int i = 0; i < size; i++) {
                        mean[i] += open[i] * error / openVariance;
                        for (int j = 0; j < size; j++) {
                            covariance[i][j] += open[i] * open[j] * variance / openVariance / openVariance
                                    - (loaded[i] * open[j] + open[i] * loaded[j]) / openVariance;
                            diffuse[i][j] -= open[i] * open[j] / openVariance;
                        }
                    }
                    unknown--;
                    next(diffuse, relative);
                    continue;
                }
            }
            squares += error * error / variance;
            logs += StrictMath.log(variance);
            counted++;
            gain = new double[size];
            for (int i = 0; i < size; i++) {
                gain[i] = loaded[i] / variance;
                mean[i] += gain[i] * error;
            }
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    covariance[i][j] -= gain[i] * loaded[j];
                }
            }
            steadyFor = unknown == 0 && Math.abs(variance - before) <= STEADY * variance ? steadyFor + 1 : 0;
            before = variance;
            next(diffuse, relative);
        }
        // A series that a model foresees without error has no likelihood; the smallest number stands for none.
        scale = Math.max(squares / Math.max(1, counted), Double.MIN_NORMAL);
        criterion = counted * (1 + StrictMath.log(scale)) + logs;
    }

    private void next(double[][] diffuse, double[] relative) {
        structure.advance(mean);
        structure.advance(covariance);
        structure.disturb(covariance, relative);
        structure.advance(diffuse);
    }

    /** -2 times the logarithm of the likelihood, up to a constant. */
    double criterion() {
        return criterion;
    }

    /** What the relative variances are to be multiplied by. */
    double scale() {
        return scale;
    }

    /** The state of the period after the last value. */
    double[] state() {
        return mean.clone();
    }

    /** Its covariance, up to the scale. */
    double[][] covariance() {
        return covariance;
    }
}
