package macrocast.models;

/**
 * The state space form of level, slope and season, by what it does to vectors and matrices (Durbin and Koopman, Time
 * Series Analysis by State Space Methods, 2nd edition, 2012, section 3.2.1 and 3.2.2): the transition is mostly zeros, so
 * it is never written down.
 */
final class Structure {
    private final boolean slope;
    private final int season;
    private final int seasonal;
    private final int size;

    /**
     * A form.
     *
     * @param season periods in the season, 1 without one
     */
    Structure(boolean slope, int season) {
        this.slope = slope;
        this.season = season;
        this.seasonal = slope ? 2 : 1;
        this.size = size(slope, season);
    }

    /** The number of states. */
    static int size(boolean slope, int season) {
        return (slope ? 2 : 1) + season - 1;
    }

    int size() {
        return size;
    }

    /** The value that a state shows: level and season. */
    double observe(double[] state) {
        return season > 1 ? state[0] + state[seasonal] : state[0];
    }

    /** The covariance of the state with the value it shows. */
    double[] observe(double[][] covariance) {
        double[] loaded = new double[size];
        for (int i = 0; i < size; i++) {
            loaded[i] = observe(covariance[i]);
        }
        return loaded;
    }

    /** Takes a state to the next period. */
    void advance(double[] state) {
        if (slope) {
            state[0] += state[1];
        }
        if (season > 1) {
            double sum = 0;
            for (int i = seasonal; i < size; i++) {
                sum += state[i];
            }
            System.arraycopy(state, seasonal, state, seasonal + 1, season - 2);
            state[seasonal] = -sum;
        }
    }

    /** Takes a covariance to the next period, without what is added there. */
    void advance(double[][] covariance) {
        for (double[] row : covariance) {
            advance(row);
        }
        if (slope) {
            for (int j = 0; j < size; j++) {
                covariance[0][j] += covariance[1][j];
            }
        }
        if (season > 1) {
            double[] sums = covariance[size - 1];
            for (int i = seasonal; i < size - 1; i++) {
                for (int j = 0; j < size; j++) {
                    sums[j] += covariance[i][j];
                }
            }
            for (int i = size - 1; i > seasonal; i--) {
                covariance[i] = covariance[i - 1];
            }
            for (int j = 0; j < size; j++) {
                sums[j] = -sums[j];
            }
            covariance[seasonal] = sums;
        }
    }

    /** Adds the variances of level, slope and season, which stand after that of the noise. */
    void disturb(double[][] covariance, double[] variances) {
        covariance[0][0] += variances[1];
        if (slope) {
            covariance[1][1] += variances[2];
        }
        if (season > 1) {
            covariance[seasonal][seasonal] += variances[3];
        }
    }
}
