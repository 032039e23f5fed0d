package macrocast.models;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What machine learning methods read of a series: its last changes and the last values of principal components of the changes of all
 * series, standardised, one row per period; and what it did in the periods after each.
 *
 * <p>Spikes of the series and changes beyond four usual distances are taken out first ({@link Jumps#andSpikes}). Rows with a regressor or
 * an outcome beyond ten interquartile ranges from its median are left out: a lockdown, whenever it was,
 * teaches nothing that lasts. Where now is so far off, it is drawn in to there. A season that shows is taken out.
 */
public final class Features {
    static final int STEPS = 13;
    private static final int LEAST_LAGS = 4;
    private static final int MOST_FACTORS = 4;
    private static final int LEAST_ROWS = 20;

    private final double last;

    /** Without spikes and jumps. */
    private final double[] values;

    private final List<Double> season;
    private final double[][] rows;
    private final boolean[] far;
    private final int first;

    private Features(double last, double[] values, List<Double> season, double[][] rows, boolean[] far, int first) {
        this.last = last;
        this.values = values;
        this.season = season;
        this.rows = rows;
        this.far = far;
        this.first = first;
    }

    static int lags(int season) {
        return Math.max(LEAST_LAGS, season);
    }

    /** The values that the rows of {@link #STEPS} steps need. */
    public static int minimumLength(int season) {
        return lags(season) + LEAST_ROWS + 1;
    }

    /** Lags and, where there are peers, components. */
    public static Features of(TrainingSet data) {
        List<Double> season = new ArrayList<>();
        double[] known = VectorAutoregressionMethod.withoutSeason(data, season);
        double[] values = Jumps.andSpikes(known, data.season(), Jumps.LIMIT).values();
        double[] changes = DiffusionIndexMethod.changes(values);
        double[][] factors = DiffusionIndexMethod.factors(data, changes, MOST_FACTORS);
        int lags = lags(data.season());
        List<double[]> columns = new ArrayList<>();
        int first = lags;
        for (int lag = 0; lag < lags; lag++) {
            double[] column = new double[values.length - first];
            for (int r = 0; r < column.length; r++) {
                column[r] = changes[first - 1 + r - lag];
            }
            columns.add(column);
        }
        for (double[] factor : factors) {
            columns.add(Arrays.copyOfRange(factor, first - 1, factor.length));
        }
        boolean[] far = new boolean[values.length - first];
        for (double[] column : columns) {
            double[] usual = MixedPanel.usual(Arrays.copyOf(column, column.length - 1));
            for (int r = 0; r < far.length; r++) {
                far[r] |= column[r] < usual[0] || column[r] > usual[1];
            }
        }
        columns.removeIf(column -> !standardise(column));
        double[][] rows = new double[values.length - first][columns.size()];
        for (int i = 0; i < columns.size(); i++) {
            for (int r = 0; r < rows.length; r++) {
                rows[r][i] = columns.get(i)[r];
            }
        }
        return new Features(known[known.length - 1], values, season, rows, far, first);
    }

    /** Regressors by row; the last row is now. */
    public double[][] rows() {
        return rows.clone();
    }

    /** How many steps have enough rows to learn from. */
    public int steps() {
        return Math.max(1, Math.min(STEPS, rows.length - LEAST_ROWS));
    }

    /** The change over so many periods after each row that has one, jumps aside; NaN where it or the row is too far off to learn from. */
    public double[] targets(int step) {
        double[] targets = new double[rows.length - step];
        for (int r = 0; r < targets.length; r++) {
            targets[r] = values[first + r + step] - values[first + r];
        }
        double[] usual = MixedPanel.usual(targets);
        for (int r = 0; r < targets.length; r++) {
            if (far[r] || targets[r] < usual[0] || targets[r] > usual[1]) {
                targets[r] = Double.NaN;
            }
        }
        return targets;
    }

    /**
     * A direct path.
     *
     * @param told by step
     * @param errors by step and judged row, NaN where none was made
     * @param firstJudged by step, the row of the first of them
     */
    public DirectPath path(Method method, TrainingSet data, double[] told, double[][] errors, int[] firstJudged) {
        List<Double> path = new ArrayList<>();
        List<Double> sigmas = new ArrayList<>();
        List<Double> yearSigmas = new ArrayList<>();
        for (int i = 0; i < told.length; i++) {
            int year = i - data.season();
            path.add(told[i]);
            sigmas.add(deviation(errors[i], firstJudged[i], null, 0));
            yearSigmas.add(deviation(
                    errors[i], firstJudged[i], year < 0 ? null : errors[year], year < 0 ? 0 : firstJudged[year]));
        }
        return new DirectPath(Basis.of(method, data), last, path, sigmas, yearSigmas, season);
    }

    /** The root of the mean square of errors, or of their distance from those of a shorter step in the same rows. */
    static double deviation(double[] errors, int firstJudged, double @Nullable [] shorter, int shorterFirst) {
        double squares = 0;
        int count = 0;
        for (int i = 0; i < errors.length; i++) {
            double error = errors[i];
            if (shorter != null) {
                int other = i + firstJudged - shorterFirst;
                error = other < 0 ? Double.NaN : error - shorter[other];
            }
            if (!Double.isNaN(error)) {
                squares += error * error;
                count++;
            }
        }
        return StrictMath.sqrt(squares / Math.max(1, count));
    }

    /**
     * Draws in what is far off, takes out the mean and divides by the deviation, all of them those of the column without its
     * last value, which is now.
     *
     * @return false where nothing moves
     */
    static boolean standardise(double[] column) {
        int known = column.length - 1;
        double[] usual = MixedPanel.usual(Arrays.copyOf(column, known));
        double mean = 0;
        double largest = 0;
        for (int r = 0; r < column.length; r++) {
            column[r] = Math.clamp(column[r], usual[0], usual[1]);
            mean += r < known ? column[r] / known : 0;
            largest = Math.max(largest, Math.abs(column[r]));
        }
        double variance = 0;
        for (int r = 0; r < known; r++) {
            variance += (column[r] - mean) * (column[r] - mean) / known;
        }
        double deviation = StrictMath.sqrt(variance);
        if (!(deviation > 1e-9 * largest)) {
            return false;
        }
        for (int r = 0; r < column.length; r++) {
            column[r] = (column[r] - mean) / deviation;
        }
        return true;
    }
}
