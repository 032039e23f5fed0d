package macrocast.models;

import java.util.ArrayList;
import java.util.List;

/**
 * One dynamic factor behind fast and slow series with missing values, estimated by the EM algorithm (Banbura and Modugno, Maximum
 * likelihood estimation of factor models on datasets with arbitrary pattern of missing data, Journal of Applied
 * Econometrics 29, 2014).
 *
 * <p>The factor is {@code f[t] = a f[t-1] + u[t]} with unit errors. A fast series is {@code l f[t] + e[t]},
 * {@code e[t] = r e[t-1] + v[t]}; it enters as {@code y[t] - r y[t-1] = l (f[t] - r f[t-1]) + v[t]}, so that the state needs
 * no place for its own part. A slow one is the change of a mean over three periods (Mariano and Murasawa, A new coincident index of
 * business cycles based on monthly and quarterly series, Journal of Applied Econometrics 18, 2003, equation 4):
 * {@code l (f[t] + 2 f[t-1] + 3 f[t-2] + 2 f[t-3] + f[t-4]) / 3 + e[t]} with white e. The likelihood and the moments of the
 * factor come from Kalman's filter and smoother, one value at a time (Durbin and Koopman, Time Series Analysis by State Space
 * Methods, 2nd edition, sections 6.4 and 4.4); r and l are maximised in turn (Meng and Rubin, Biometrika 80, 1993).
 */
final class DynamicFactor {
    private static final int STATES = 5;
    private static final double[] WEIGHTS = {1 / 3.0, 2 / 3.0, 1, 2 / 3.0, 1 / 3.0};
    private static final double LEAST_VARIANCE = 1e-4;
    private static final double MOST_PERSISTENT = 0.98;
    private static final double PRECISION = 1e-6;
    private static final int ROUNDS = 200;

    /** One series: standardised values, NaN where nothing is known. */
    private static final class Part {
        private final double[] y;
        private final boolean slow;
        private double loading;
        private double persistence;
        private double variance = 1;

        Part(double[] y, boolean slow) {
            this.y = y;
            this.slow = slow;
        }

        /** What the state is multiplied by at a period at which the series is known. */
        double[] row(int t) {
            double[] row = new double[STATES];
            if (slow) {
                for (int j = 0; j < STATES; j++) {
                    row[j] = loading * WEIGHTS[j];
                }
            } else {
                row[0] = loading;
                row[1] = knownBefore(t) ? -loading * persistence : 0;
            }
            return row;
        }

        double value(int t) {
            return y[t] - (!slow && knownBefore(t) ? persistence * y[t - 1] : 0);
        }

        double noise(int t) {
            return slow || knownBefore(t) ? variance : variance / (1 - persistence * persistence);
        }

        boolean knownBefore(int t) {
            return t > 0 && !Double.isNaN(y[t - 1]);
        }
    }

    private final int periods;
    private final List<Part> parts = new ArrayList<>();
    private double memory;
    private double likelihood;

    /** Smoothed states and their covariances by period. */
    private final double[][] states;

    private final double[][][] spread;

    DynamicFactor(int periods) {
        this.periods = periods;
        states = new double[periods][STATES];
        spread = new double[periods][STATES][STATES];
    }

    /** @param y standardised values by period, NaN where nothing is known */
    void add(double[] y, boolean slow) {
        parts.add(new Part(y, slow));
    }

    /**
     * Estimates all parameters.
     *
     * @param start a first guess of the factor, as many as there are periods
     */
    void estimate(double[] start) {
        double now = 0;
        double next = 0;
        for (int t = 1; t < periods; t++) {
            now += start[t - 1] * start[t - 1];
            next += start[t] * start[t - 1];
        }
        memory = now > 0 ? Math.clamp(next / now, -MOST_PERSISTENT, MOST_PERSISTENT) : 0;
        double size = now > 0 ? StrictMath.sqrt(now / periods * (1 - memory * memory)) : 1;
        for (int t = 0; t < periods; t++) {
            for (int j = 0; j < STATES; j++) {
                states[t][j] = t >= j ? start[t - j] / size : 0;
            }
        }
        parts.forEach(this::maximise);
        double before = Double.NEGATIVE_INFINITY;
        for (int round = 0; round < ROUNDS; round++) {
            smooth();
            if (likelihood - before < PRECISION * Math.abs(likelihood)) {
                return;
            }
            before = likelihood;
            double lagged = 0;
            double product = 0;
            for (int t = 1; t < periods; t++) {
                lagged += states[t][1] * states[t][1] + spread[t][1][1];
                product += states[t][0] * states[t][1] + spread[t][0][1];
            }
            memory = Math.clamp(product / lagged, -MOST_PERSISTENT, MOST_PERSISTENT);
            parts.forEach(this::maximise);
        }
        smooth();
    }

    private void maximise(Part part) {
        if (part.slow) {
            maximiseSlow(part);
        } else {
            maximiseFast(part);
        }
    }

    private void maximiseSlow(Part part) {
        double product = 0;
        double square = 0;
        double total = 0;
        int count = 0;
        for (int t = 0; t < periods; t++) {
            if (!Double.isNaN(part.y[t])) {
                double mean = 0;
                double second = 0;
                for (int i = 0; i < STATES; i++) {
                    mean += WEIGHTS[i] * states[t][i];
                    for (int j = 0; j < STATES; j++) {
                        second += WEIGHTS[i] * WEIGHTS[j] * (states[t][i] * states[t][j] + spread[t][i][j]);
                    }
                }
                product += part.y[t] * mean;
                square += second;
                total += part.y[t] * part.y[t];
                count++;
            }
        }
        part.loading = square > 0 ? product / square : 0;
        double left = total - 2 * part.loading * product + part.loading * part.loading * square;
        part.variance = Math.max(LEAST_VARIANCE, left / Math.max(1, count));
    }

    private void maximiseFast(Part part) {
        double f00 = 0;
        double f01 = 0;
        double f11 = 0;
        double y0f0 = 0;
        double y0f1 = 0;
        double y1f0 = 0;
        double y1f1 = 0;
        double y00 = 0;
        double y01 = 0;
        double y11 = 0;
        int count = 0;
        for (int t = 1; t < periods; t++) {
            if (Double.isNaN(part.y[t]) || !part.knownBefore(t)) {
                continue;
            }
            double now = states[t][0];
            double before = states[t][1];
            f00 += now * now + spread[t][0][0];
            f01 += now * before + spread[t][0][1];
            f11 += before * before + spread[t][1][1];
            y0f0 += part.y[t] * now;
            y0f1 += part.y[t] * before;
            y1f0 += part.y[t - 1] * now;
            y1f1 += part.y[t - 1] * before;
            y00 += part.y[t] * part.y[t];
            y01 += part.y[t] * part.y[t - 1];
            y11 += part.y[t - 1] * part.y[t - 1];
            count++;
        }
        double r = part.persistence;
        double square = f00 - 2 * r * f01 + r * r * f11;
        part.loading = square > 0 ? (y0f0 - r * y0f1 - r * y1f0 + r * r * y1f1) / square : 0;
        double l = part.loading;
        double e00 = y00 - 2 * l * y0f0 + l * l * f00;
        double e01 = y01 - l * y0f1 - l * y1f0 + l * l * f01;
        double e11 = y11 - 2 * l * y1f1 + l * l * f11;
        part.persistence = e11 > 0 ? Math.clamp(e01 / e11, -MOST_PERSISTENT, MOST_PERSISTENT) : 0;
        r = part.persistence;
        part.variance = Math.max(LEAST_VARIANCE, (e00 - 2 * r * e01 + r * r * e11) / Math.max(1, count));
    }

    /** One value's part in the filter, as the smoother needs it. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Update(double[] row, double[] gain, double innovation, double variance) {}

    private void smooth() {
        List<List<Update>> updates = new ArrayList<>();
        double[][] means = new double[periods][];
        double[][][] variances = new double[periods][][];
        double[] a = new double[STATES];
        double[][] p = new double[STATES][STATES];
        double stationary = 1 / (1 - memory * memory);
        for (int i = 0; i < STATES; i++) {
            for (int j = 0; j < STATES; j++) {
                p[i][j] = stationary * StrictMath.pow(memory, Math.abs(i - j));
            }
        }
        likelihood = 0;
        for (int t = 0; t < periods; t++) {
            means[t] = a.clone();
            variances[t] = copy(p);
            List<Update> here = new ArrayList<>();
            for (Part part : parts) {
                if (!Double.isNaN(part.y[t])) {
                    here.add(update(part, t, a, p));
                }
            }
            updates.add(here);
            predict(a, p);
        }
        double[] r = new double[STATES];
        double[][] n = new double[STATES][STATES];
        for (int t = periods - 1; t >= 0; t--) {
            if (t < periods - 1) {
                backAPeriod(r, n);
            }
            for (int i = updates.get(t).size() - 1; i >= 0; i--) {
                backAValue(updates.get(t).get(i), r, n);
            }
            double[][] pn = product(variances[t], n);
            double[][] pnp = product(pn, variances[t]);
            for (int i = 0; i < STATES; i++) {
                states[t][i] = means[t][i];
                for (int j = 0; j < STATES; j++) {
                    states[t][i] += variances[t][i][j] * r[j];
                    spread[t][i][j] = variances[t][i][j] - pnp[i][j];
                }
            }
        }
    }

    private Update update(Part part, int t, double[] a, double[][] p) {
        double[] row = part.row(t);
        double innovation = part.value(t);
        double variance = part.noise(t);
        double[] gain = new double[STATES];
        for (int i = 0; i < STATES; i++) {
            innovation -= row[i] * a[i];
            for (int j = 0; j < STATES; j++) {
                gain[i] += p[i][j] * row[j];
            }
        }
        for (int i = 0; i < STATES; i++) {
            variance += row[i] * gain[i];
        }
        for (int i = 0; i < STATES; i++) {
            for (int j = 0; j < STATES; j++) {
                p[i][j] -= gain[i] * gain[j] / variance;
            }
        }
        for (int i = 0; i < STATES; i++) {
            gain[i] /= variance;
            a[i] += gain[i] * innovation;
        }
        likelihood -= (StrictMath.log(variance) + innovation * innovation / variance) / 2;
        return new Update(row, gain, innovation, variance);
    }

    private void predict(double[] a, double[][] p) {
        double[] first = p[0].clone();
        double next = memory * a[0];
        System.arraycopy(a, 0, a, 1, STATES - 1);
        a[0] = next;
        for (int i = STATES - 1; i > 0; i--) {
            for (int j = STATES - 1; j > 0; j--) {
                p[i][j] = p[i - 1][j - 1];
            }
        }
        p[0][0] = memory * memory * first[0] + 1;
        for (int j = 1; j < STATES; j++) {
            p[0][j] = memory * first[j - 1];
            p[j][0] = p[0][j];
        }
    }

    /** {@code r = T'r, N = T'NT}. */
    private void backAPeriod(double[] r, double[][] n) {
        double[] back = new double[STATES];
        for (int i = 0; i < STATES; i++) {
            back[i] = (i == 0 ? memory * r[0] : 0) + (i + 1 < STATES ? r[i + 1] : 0);
        }
        System.arraycopy(back, 0, r, 0, STATES);
        double[][] half = new double[STATES][STATES];
        for (int i = 0; i < STATES; i++) {
            for (int j = 0; j < STATES; j++) {
                half[i][j] = (i == 0 ? memory * n[0][j] : 0) + (i + 1 < STATES ? n[i + 1][j] : 0);
            }
        }
        for (int i = 0; i < STATES; i++) {
            for (int j = 0; j < STATES; j++) {
                n[i][j] = (j == 0 ? memory * half[i][0] : 0) + (j + 1 < STATES ? half[i][j + 1] : 0);
            }
        }
    }

    private static void backAValue(Update update, double[] r, double[][] n) {
        double weight = update.innovation() / update.variance();
        double[] nk = new double[STATES];
        double knk = 0;
        for (int i = 0; i < STATES; i++) {
            weight -= update.gain()[i] * r[i];
            for (int j = 0; j < STATES; j++) {
                nk[i] += n[i][j] * update.gain()[j];
            }
        }
        for (int i = 0; i < STATES; i++) {
            knk += update.gain()[i] * nk[i];
        }
        for (int i = 0; i < STATES; i++) {
            r[i] += update.row()[i] * weight;
            for (int j = 0; j < STATES; j++) {
                n[i][j] += update.row()[i] * update.row()[j] * (knk + 1 / update.variance())
                        - update.row()[i] * nk[j]
                        - nk[i] * update.row()[j];
            }
        }
    }

    private static double[][] product(double[][] left, double[][] right) {
        double[][] product = new double[STATES][STATES];
        for (int i = 0; i < STATES; i++) {
            for (int k = 0; k < STATES; k++) {
                for (int j = 0; j < STATES; j++) {
                    product[i][j] += left[i][k] * right[k][j];
                }
            }
        }
        return product;
    }

    private static double[][] copy(double[][] matrix) {
        double[][] copy = new double[matrix.length][];
        for (int i = 0; i < matrix.length; i++) {
            copy[i] = matrix[i].clone();
        }
        return copy;
    }

    /** The log-likelihood at the parameters of the last round, less its constant. */
    double likelihood() {
        return likelihood;
    }

    /** The factor, smoothed. */
    double factor(int t) {
        return states[t][0];
    }

    /** What the model says of the first series at a period at which it is not known. */
    double expected(int t) {
        Part target = parts.getFirst();
        if (target.slow) {
            double sum = 0;
            for (int j = 0; j < STATES; j++) {
                sum += target.loading * WEIGHTS[j] * states[t][j];
            }
            return sum;
        }
        int last = lastKnown(target, t);
        double own = last < 0 ? 0 : target.y[last] - target.loading * states[last][0];
        return target.loading * states[t][0] + StrictMath.pow(target.persistence, t - last) * own;
    }

    /** The variance of {@link #expected}'s error. */
    double variance(int t) {
        Part target = parts.getFirst();
        if (target.slow) {
            double sum = target.variance;
            for (int i = 0; i < STATES; i++) {
                for (int j = 0; j < STATES; j++) {
                    sum += target.loading * target.loading * WEIGHTS[i] * WEIGHTS[j] * spread[t][i][j];
                }
            }
            return sum;
        }
        double r = target.persistence;
        double ahead = 1 - StrictMath.pow(r * r, t - lastKnown(target, t));
        return target.loading * target.loading * spread[t][0][0] + target.variance * ahead / (1 - r * r);
    }

    private static int lastKnown(Part part, int before) {
        int t = before - 1;
        while (t >= 0 && Double.isNaN(part.y[t])) {
            t--;
        }
        return t;
    }
}
