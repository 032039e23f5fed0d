package macrocast.models;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import macrocast.domain.Frequency;
import macrocast.domain.SeriesKey;
import macrocast.domain.Transform;

/**
 * Fits {@link VectorAutoregression} to a series and its companions with a Minnesota prior: {@code bvar}.
 *
 * <p>A year and one more lags, at most {@value #MOST_LAGS}, of all levels or logarithms. The prior says, as dummy observations (Banbura, Giannone and
 * Reichlin, Large Bayesian Vector Auto Regressions, Journal of Applied Econometrics 25, 2010, equation 5; Giannone, Lenza
 * and Primiceri, Prior Selection for Vector Autoregressions, Review of Economics and Statistics 97, 2015, section 2 and
 * appendix A): each variable is a random walk, with tightness {@value #TIGHTNESS} at the first lag that falls as one over
 * the lag; coefficients of a variable's own lags add up to one (sum of coefficients), and the constant is none (initial
 * observation), each with tightness {@value #UNIT_ROOT}. These are the modes of the hyperpriors of the second paper. The
 * size of the initial values, by which the sum of coefficients counts, would depend on the unit of a logarithmic series:
 * it is read as an index that starts at 100.
 *
 * <p>Errors follow a multivariate Student t distribution with {@value #FREEDOM} degrees of freedom, fitted by EM (Lange,
 * Little and Taylor, Journal of the American Statistical Association 84, 1989, section 2.3): a period that lies far off,
 * such as a lockdown and what follows from it through the lags, counts little, whenever it was. Scales are robust too:
 * 1.4826 times the median absolute error of a variable's own autoregression.
 *
 * <p>A companion is heard when it has a value at the origin and leaves at least half the sample; what it knows beyond
 * the origin is not used, unless a path of it is {@link #given}: then the forecast is {@link ConditionalPath}. Without companions this is a Bayesian autoregression. A season that shows is taken out before
 * and put back after.
 */
public final class VectorAutoregressionMethod implements Method {
    private static final double TIGHTNESS = 0.2;
    private static final double UNIT_ROOT = 1;
    private static final double FREEDOM = 5;
    private static final double INDEX_START = StrictMath.log(100);
    private static final double NORMAL_MEDIAN = 1.4826;

    /** A prior that counts more than this many periods' worth holds as an equality. */
    private static final double FIRM = 1e4;

    private static final int MOST_LAGS = 13;
    private static final int LEAST_ROWS = 20;
    private static final int ROUNDS = 200;
    private static final double PRECISION = 1e-9;

    private final SortedMap<SeriesKey, List<Double>> given;

    public VectorAutoregressionMethod() {
        this(new TreeMap<>());
    }

    private VectorAutoregressionMethod(SortedMap<SeriesKey, List<Double>> given) {
        this.given = given;
    }

    @Override
    public Optional<Method> given(SortedMap<SeriesKey, List<Double>> paths) {
        return Optional.of(new VectorAutoregressionMethod(new TreeMap<>(paths)));
    }

    @Override
    public String name() {
        return "bvar";
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public String title() {
        return "Bayesian vector autoregression";
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
        SortedMap<String, String> settings = new TreeMap<>(Map.of(
                "errors", "student-t",
                "freedom", text(FREEDOM),
                "prior", "minnesota,sum-of-coefficients,initial-observation",
                "tightness", text(TIGHTNESS),
                "unit_root", text(UNIT_ROOT)));
        if (!given.isEmpty()) {
            settings.put("given", given.toString());
        }
        return settings;
    }

    private static String text(double number) {
        return String.format(Locale.ROOT, "%s", number);
    }

    private static int lags(Frequency frequency) {
        return Math.min(frequency.periodsPerYear() + 1, MOST_LAGS);
    }

    @Override
    public int minimumLength(Frequency frequency) {
        return lags(frequency) + LEAST_ROWS;
    }

    @Override
    public Training fitChecked(TrainingSet data) {
        int lags = lags(data.origin().frequency());
        List<double[]> heard = new ArrayList<>();
        List<TrainingSet> variables = new ArrayList<>(List.of(data));
        List<List<Double>> seasons = new ArrayList<>();
        List<Transform> transforms = new ArrayList<>();
        List<Double> season = new ArrayList<>();
        double[] own = withoutSeason(data, season);
        heard.add(own);
        seasons.add(season);
        transforms.add(data.transform());
        int length = own.length;
        for (TrainingSet companion : data.peers()) {
            int beyond = data.origin().until(companion.origin());
            int usable = companion.size() - beyond;
            if (beyond < 0 || 2 * usable < own.length || usable < lags + LEAST_ROWS) {
                continue;
            }
            List<Double> companionSeason = new ArrayList<>();
            double[] values = withoutSeason(companion.until(data.origin()), companionSeason);
            if (moves(values)) {
                heard.add(values);
                variables.add(companion);
                seasons.add(companionSeason);
                transforms.add(companion.transform());
                length = Math.min(length, values.length);
            }
        }
        Panel panel = new Panel(heard, transforms, length, lags);
        Estimate estimate = panel.estimate();
        VectorAutoregression model = new VectorAutoregression(
                Basis.of(this, data),
                lags,
                panel.anchors[0],
                panel.scales[0],
                panel.recent(),
                estimate.coefficients(),
                estimate.factor(),
                season);
        if (given.isEmpty()) {
            return new Training.Trained(model);
        }
        ConditionalPath conditional = new ConditionalPath(model);
        for (Map.Entry<SeriesKey, List<Double>> path : given.entrySet()) {
            int variable = variables.stream().map(TrainingSet::series).toList().indexOf(path.getKey());
            if (variable < 0) {
                return new Training.Refused(
                        data.series(),
                        name(),
                        "has no companion " + path.getKey() + ", the path that is given needs it among "
                                + variables.stream().map(TrainingSet::series).toList());
            }
            for (int step = 1; step <= path.getValue().size(); step++) {
                double value = path.getValue().get(step - 1);
                Transform transform = transforms.get(variable);
                if (!Scale.accepts(transform, value)) {
                    return new Training.Refused(
                            data.series(),
                            name(),
                            "has the given value " + value + " of " + path.getKey() + ", transform "
                                    + transform.name().toLowerCase(Locale.ROOT) + " needs values above 0");
                }
                List<Double> wave = seasons.get(variable);
                double level = Scale.into(transform, value) - wave.get((step - 1) % wave.size());
                conditional.set(variable, step, (level - panel.anchors[variable]) / panel.scales[variable]);
            }
        }
        return new Training.Trained(conditional.path());
    }

    /** The values in the scale of the transform less their season, which is told as the one after the origin. */
    static double[] withoutSeason(TrainingSet data, List<Double> season) {
        double[] values = data.transformed();
        double[] changes = new double[values.length - 1];
        for (int t = 0; t < changes.length; t++) {
            changes[t] = values[t + 1] - values[t];
        }
        if (!Seasonality.shows(changes, data.season())) {
            season.add(0.0);
            return values;
        }
        season.addAll(Seasonality.next(values, data.season(), false));
        for (int t = 0; t < values.length; t++) {
            values[t] -= season.get(Math.floorMod(t - values.length, data.season()));
        }
        return values;
    }

    private static boolean moves(double[] values) {
        return DoubleStream.of(values).anyMatch(value -> value != values[0]);
    }

    private record Estimate(List<Double> coefficients, List<Double> factor) {}

    /** The variables in their scales, with the prior. */
    private static final class Panel {
        private final int lags;
        private final int variables;
        private final int rows;
        private final double[] anchors;
        private final double[] scales;
        private final double[] firmness;

        /** By period and variable. */
        private final double[][] z;

        Panel(List<double[]> values, List<Transform> transforms, int length, int lags) {
            this.lags = lags;
            variables = values.size();
            rows = length - lags;
            anchors = new double[variables];
            scales = new double[variables];
            firmness = new double[variables];
            z = new double[length][variables];
            for (int i = 0; i < variables; i++) {
                double[] all = values.get(i);
                double[] used = Arrays.copyOfRange(all, all.length - length, all.length);
                anchors[i] = DoubleStream.of(used).limit(lags).average().orElse(0);
                scales[i] = scale(used, lags);
                double start = transforms.get(i) == Transform.LOG ? INDEX_START : Math.abs(anchors[i]);
                firmness[i] = Math.min(FIRM, UNIT_ROOT * start / scales[i]);
                for (int t = 0; t < length; t++) {
                    z[t][i] = (used[t] - anchors[i]) / scales[i];
                }
            }
        }

        /** The usual size of a variable's errors by its own autoregression; 1 for one that never moves. */
        private static double scale(double[] values, int lags) {
            int rows = values.length - lags;
            double[][] products = new double[lags + 1][lags + 1];
            double[] right = new double[lags + 1];
            double[] row = new double[lags + 1];
            for (int t = lags; t < values.length; t++) {
                fill(row, values, t, lags);
                accumulate(products, right, row, values[t] - values[t - 1], 1);
            }
            LeastSquares.solve(products, right);
            double[] errors = new double[rows];
            double squares = 0;
            double changes = 0;
            for (int t = lags; t < values.length; t++) {
                fill(row, values, t, lags);
                double error = values[t] - values[t - 1];
                changes += error * error;
                for (int j = 0; j <= lags; j++) {
                    error -= right[j] * row[j];
                }
                errors[t - lags] = Math.abs(error);
                squares += error * error;
            }
            Arrays.sort(errors);
            double median = rows % 2 == 1 ? errors[rows / 2] : (errors[rows / 2 - 1] + errors[rows / 2]) / 2;
            double usual = StrictMath.sqrt(changes / rows);
            // Errors that are but rounding say nothing; a series mostly at rest has a median of nothing.
            for (double candidate : new double[] {NORMAL_MEDIAN * median, StrictMath.sqrt(squares / rows), usual}) {
                if (candidate > 1e-6 * usual) {
                    return candidate;
                }
            }
            return 1;
        }

        /** The last level and the changes before it, less what the first level was: as good as levels, and better numbers. */
        private static void fill(double[] row, double[] values, int t, int lags) {
            row[0] = 1;
            row[1] = values[t - 1] - values[0];
            for (int lag = 2; lag <= lags; lag++) {
                row[lag] = values[t - lag + 1] - values[t - lag];
            }
        }

        private static void accumulate(double[][] products, double[] right, double[] row, double value, double weight) {
            for (int i = 0; i < row.length; i++) {
                for (int j = 0; j <= i; j++) {
                    products[i][j] += weight * row[i] * row[j];
                }
                right[i] += weight * row[i] * value;
            }
        }

        List<Double> recent() {
            List<Double> recent = new ArrayList<>();
            for (int lag = 1; lag <= lags; lag++) {
                for (int i = 0; i < variables; i++) {
                    recent.add(z[z.length - lag][i]);
                }
            }
            return recent;
        }

        Estimate estimate() {
            double[] weights = new double[rows];
            Arrays.fill(weights, 1);
            double[][] coefficients = regress(weights);
            double[][] errors = errors(coefficients);
            double[][] factor = factor(errors, weights);
            for (int round = 0; round < ROUNDS; round++) {
                double moved = 0;
                for (int t = 0; t < rows; t++) {
                    double weight = (FREEDOM + variables) / (FREEDOM + distance(factor, errors[t]));
                    moved = Math.max(moved, Math.abs(weight - weights[t]));
                    weights[t] = weight;
                }
                coefficients = regress(weights);
                errors = errors(coefficients);
                factor = factor(errors, weights);
                if (moved < PRECISION) {
                    break;
                }
            }
            List<Double> flat = new ArrayList<>();
            for (double[] row : coefficients) {
                DoubleStream.of(row).forEach(flat::add);
            }
            List<Double> spread = new ArrayList<>();
            for (double[] row : factor) {
                // The covariance of a t distribution is wider than its scale matrix.
                DoubleStream.of(row)
                        .map(number -> number * StrictMath.sqrt(FREEDOM / (FREEDOM - 2)))
                        .forEach(spread::add);
            }
            return new Estimate(flat, spread);
        }

        /** The coefficients of each variable: its own prior beside the common one, all regressors the same. */
        private double[][] regress(double[] weights) {
            int size = variables * lags + 1;
            double[][] products = new double[size][size];
            double[] row = new double[size];
            double[] none = new double[size];
            for (int t = 0; t < rows; t++) {
                fillRow(row, t);
                accumulate(products, none, row, 0, weights[t]);
            }
            for (int lag = 1; lag <= lags; lag++) {
                for (int i = 0; i < variables; i++) {
                    int at = (lag - 1) * variables + i;
                    products[at][at] += lag * lag / (TIGHTNESS * TIGHTNESS);
                    for (int before = 1; before <= lag; before++) {
                        products[at][(before - 1) * variables + i] += firmness[i] * firmness[i];
                    }
                }
            }
            products[size - 1][size - 1] += UNIT_ROOT * UNIT_ROOT;
            double[][] coefficients = new double[variables][];
            for (int i = 0; i < variables; i++) {
                double[] right = new double[size];
                for (int t = 0; t < rows; t++) {
                    fillRow(row, t);
                    // The random walk of the prior is taken out, so that what is estimated is what differs from it.
                    double change = z[t + lags][i] - z[t + lags - 1][i];
                    for (int j = 0; j < size; j++) {
                        right[j] += weights[t] * row[j] * change;
                    }
                }
                double[][] copy = new double[size][];
                for (int j = 0; j < size; j++) {
                    copy[j] = products[j].clone();
                }
                LeastSquares.solve(copy, right);
                right[i] += 1;
                coefficients[i] = right;
            }
            return coefficients;
        }

        private void fillRow(double[] row, int t) {
            for (int lag = 1; lag <= lags; lag++) {
                System.arraycopy(z[t + lags - lag], 0, row, (lag - 1) * variables, variables);
            }
            row[variables * lags] = 1;
        }

        private double[][] errors(double[][] coefficients) {
            double[][] errors = new double[rows][variables];
            double[] row = new double[variables * lags + 1];
            for (int t = 0; t < rows; t++) {
                fillRow(row, t);
                for (int i = 0; i < variables; i++) {
                    double error = z[t + lags][i];
                    for (int j = 0; j < row.length; j++) {
                        error -= coefficients[i][j] * row[j];
                    }
                    errors[t][i] = error;
                }
            }
            return errors;
        }

        /** The lower Cholesky factor of the errors' weighted second moments; a direction without errors gets a hair. */
        private double[][] factor(double[][] errors, double[] weights) {
            double[][] factor = new double[variables][variables];
            for (int i = 0; i < variables; i++) {
                for (int j = 0; j <= i; j++) {
                    double sum = 0;
                    for (int t = 0; t < rows; t++) {
                        sum += weights[t] * errors[t][i] * errors[t][j] / rows;
                    }
                    double diagonal = sum;
                    for (int k = 0; k < j; k++) {
                        sum -= factor[i][k] * factor[j][k];
                    }
                    factor[i][j] = i == j
                            ? StrictMath.sqrt(Math.max(sum, Math.max(1e-10 * diagonal, 1e-20)))
                            : sum / factor[j][j];
                }
            }
            return factor;
        }

        /** The squared Mahalanobis distance of one period's errors. */
        private static double distance(double[][] factor, double[] errors) {
            double distance = 0;
            double[] solved = new double[errors.length];
            for (int i = 0; i < errors.length; i++) {
                double value = errors[i];
                for (int k = 0; k < i; k++) {
                    value -= factor[i][k] * solved[k];
                }
                solved[i] = value / factor[i][i];
                distance += solved[i] * solved[i];
            }
            return distance;
        }
    }
}
