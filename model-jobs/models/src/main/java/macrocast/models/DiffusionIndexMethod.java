package macrocast.models;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import macrocast.domain.Frequency;
import org.jspecify.annotations.Nullable;

/**
 * Forecasts by diffusion indexes (Stock and Watson, Macroeconomic forecasting using diffusion indexes, Journal of Business
 * and Economic Statistics 20, 2002, equation 2.5): {@code diffusion-index}.
 *
 * <p>For each step h of its own, {@code y[t+h] - y[t] = a + sum over i < p of b[i] d[t-i] + sum over j < k of c[j] F[t,j] + e} by
 * least squares, where d are the changes of the series and F the principal components ({@link FactorPanel}) of the changes
 * of all series; p from 0 to {@value #MOST_LAGS} and k from 0 to {@value #MOST_FACTORS}, at most one for two series, by BIC on the
 * rows that all of them have. A companion may begin later, and end earlier: its missing cells are filled by the
 * components. What it knows beyond the origin is not used. Without companions this is a direct autoregression.
 *
 * <p>Spikes of the series and changes beyond four usual distances are cut ({@link Jumps#andSpikes}): one quarter of 2020 would lead every regression. A season that shows is taken out of the series before and put back after.
 */
public final class DiffusionIndexMethod implements Method {
    private static final int MOST_LAGS = 6;
    private static final int MOST_FACTORS = 8;
    private static final int STEPS = 26;
    private static final int LEAST_ROWS = 20;

    /** A regression this close leaves rounding alone. */
    private static final double EXACT = 1e-14;

    @Override
    public String name() {
        return "diffusion-index";
    }

    @Override
    public String version() {
        return "2";
    }

    @Override
    public String title() {
        return "Diffusion index";
    }

    @Override
    public boolean isBenchmark() {
        return false;
    }

    @Override
    public boolean readsCompanions() {
        return true;
    }

    @Override
    public SortedMap<String, String> settings() {
        return new TreeMap<>(Map.of(
                "criterion", "bic",
                "jump_limit", Double.toString(Jumps.LIMIT),
                "most_factors", Integer.toString(MOST_FACTORS),
                "most_lags", Integer.toString(MOST_LAGS)));
    }

    @Override
    public int minimumLength(Frequency frequency) {
        return Math.max(MOST_LAGS + LEAST_ROWS + 1, frequency.periodsPerYear() + 1);
    }

    @Override
    public Training fitChecked(TrainingSet data) {
        List<Double> season = new ArrayList<>();
        double[] values = VectorAutoregressionMethod.withoutSeason(data, season);
        double[] changes =
                changes(Jumps.andSpikes(values, data.season(), Jumps.LIMIT).values());
        double[][] factors = factors(data, changes, MOST_FACTORS);
        double mean = Arrays.stream(changes).average().orElse(0);
        Regressions regressions = new Regressions(changes, mean, factors);
        int steps = Math.max(1, Math.min(STEPS, changes.length - MOST_LAGS - LEAST_ROWS));
        List<Double> path = new ArrayList<>();
        List<Double> sigmas = new ArrayList<>();
        List<Double> yearSigmas = new ArrayList<>();
        List<double[]> errors = new ArrayList<>();
        for (int step = 1; step <= steps; step++) {
            Fit fit = regressions.best(step);
            path.add(fit.forecast);
            errors.add(fit.errors);
            sigmas.add(deviation(fit.errors, null, fit.freedom));
            yearSigmas.add(deviation(
                    fit.errors, step > data.season() ? errors.get(step - data.season() - 1) : null, fit.freedom));
        }
        return new Training.Trained(
                new DirectPath(Basis.of(this, data), values[values.length - 1], path, sigmas, yearSigmas, season));
    }

    static double[] changes(double[] values) {
        double[] changes = new double[values.length - 1];
        for (int t = 0; t < changes.length; t++) {
            changes[t] = values[t + 1] - values[t];
        }
        return changes;
    }

    /** The components of the changes of the series and its companions, by component and period. */
    static double[][] factors(TrainingSet data, double[] changes, int most) {
        FactorPanel panel = new FactorPanel(changes.length);
        boolean[] all = new boolean[changes.length];
        Arrays.fill(all, true);
        panel.add(changes, all);
        for (TrainingSet companion : data.peers()) {
            int beyond = data.origin().until(companion.origin());
            if (companion.size() - Math.max(0, beyond) < 2) {
                continue;
            }
            TrainingSet heard = beyond > 0 ? companion.until(data.origin()) : companion;
            double[] own = changes(VectorAutoregressionMethod.withoutSeason(heard, new ArrayList<>()));
            int shift = Math.min(0, beyond) + changes.length - own.length;
            double[] values = new double[changes.length];
            boolean[] known = new boolean[changes.length];
            int count = 0;
            for (int t = 0; t < changes.length; t++) {
                known[t] = t >= shift && t - shift < own.length;
                if (known[t]) {
                    values[t] = own[t - shift];
                    count++;
                }
            }
            if (2 * count >= changes.length) {
                panel.add(values, known);
            }
        }
        int count = Math.min(most, panel.size() / 2);
        return count == 0 || data.peers().isEmpty() ? new double[0][] : panel.components(count);
    }

    /** The root of the mean square of errors, or of their distance from those of a shorter step. */
    private static double deviation(double[] errors, double @Nullable [] shorter, int freedom) {
        double squares = 0;
        for (int t = 0; t < errors.length; t++) {
            double error = errors[t] - (shorter == null ? 0 : shorter[t]);
            squares += error * error;
        }
        return StrictMath.sqrt(squares / freedom);
    }

    /** One step's regression: the change that it tells, and its errors by the row in which they were made. */
    private static final class Fit {
        private final double forecast;
        private final double[] errors;
        private final int freedom;

        Fit(double forecast, double[] errors, int freedom) {
            this.forecast = forecast;
            this.errors = errors;
            this.freedom = freedom;
        }
    }

    /** The regressions of all steps, whose rows begin alike. */
    private static final class Regressions {
        private final double[] changes;
        private final double mean;
        private final double[][] rows;

        Regressions(double[] changes, double mean, double[][] factors) {
            this.changes = changes;
            this.mean = mean;
            rows = new double[changes.length - MOST_LAGS + 1][1 + MOST_LAGS + factors.length];
            for (int r = 0; r < rows.length; r++) {
                int t = r + MOST_LAGS - 1;
                rows[r][0] = 1;
                for (int lag = 0; lag < MOST_LAGS; lag++) {
                    rows[r][1 + lag] = changes[t - lag] - mean;
                }
                for (int k = 0; k < factors.length; k++) {
                    rows[r][1 + MOST_LAGS + k] = factors[k][t];
                }
            }
        }

        Fit best(int step) {
            int used = rows.length - step;
            int width = rows[0].length;
            double[] targets = new double[used];
            double[][] products = new double[width][width];
            double[] right = new double[width];
            double total = 0;
            for (int r = 0; r < used; r++) {
                for (int i = 1; i <= step; i++) {
                    targets[r] += changes[r + MOST_LAGS - 1 + i] - mean;
                }
                total += targets[r] * targets[r];
                for (int i = 0; i < width; i++) {
                    for (int j = 0; j <= i; j++) {
                        products[i][j] += rows[r][i] * rows[r][j];
                    }
                    right[i] += rows[r][i] * targets[r];
                }
            }
            double lowest = Double.POSITIVE_INFINITY;
            int[] chosen = new int[] {0};
            for (int lags = 0; lags <= MOST_LAGS; lags++) {
                for (int factors = 0; factors < width - MOST_LAGS; factors++) {
                    int[] regressors = regressors(lags, factors);
                    double[] coefficients = solve(products, right, regressors);
                    double squares = total;
                    for (int i = 0; i < regressors.length; i++) {
                        squares -= coefficients[i] * right[regressors[i]];
                    }
                    double share = total > 0 ? Math.max(squares / total, EXACT) : EXACT;
                    double criterion = used * StrictMath.log(share) + regressors.length * StrictMath.log(used);
                    if (criterion < lowest) {
                        lowest = criterion;
                        chosen = regressors;
                    }
                }
            }
            double[] coefficients = solve(products, right, chosen);
            double[] errors = new double[used];
            for (int r = 0; r < used; r++) {
                errors[r] = targets[r] - told(r, chosen, coefficients);
            }
            return new Fit(
                    told(rows.length - 1, chosen, coefficients) + step * mean,
                    errors,
                    Math.max(1, used - chosen.length));
        }

        private double told(int row, int[] regressors, double[] coefficients) {
            double sum = 0;
            for (int i = 0; i < regressors.length; i++) {
                sum += coefficients[i] * rows[row][regressors[i]];
            }
            return sum;
        }

        private static int[] regressors(int lags, int factors) {
            int[] regressors = new int[1 + lags + factors];
            for (int i = 0; i < regressors.length; i++) {
                regressors[i] = i <= lags ? i : MOST_LAGS + i - lags;
            }
            return regressors;
        }

        private static double[] solve(double[][] products, double[] right, int[] regressors) {
            double[][] matrix = new double[regressors.length][regressors.length];
            double[] solution = new double[regressors.length];
            for (int i = 0; i < regressors.length; i++) {
                for (int j = 0; j <= i; j++) {
                    matrix[i][j] = products[regressors[i]][regressors[j]];
                }
                solution[i] = right[regressors[i]];
            }
            LeastSquares.solve(matrix, solution);
            return solution;
        }
    }
}
