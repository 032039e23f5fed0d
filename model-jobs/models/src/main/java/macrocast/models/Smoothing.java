package macrocast.models;

import java.util.Arrays;
import java.util.List;
import macrocast.models.SmoothingForm.Component;
import org.jspecify.annotations.Nullable;

/**
 * Fits one form of exponential smoothing to one series by maximum likelihood: the inner loop of {@link EtsMethod}.
 *
 * <p>With {@code q = l + phi b} the forecast is {@code m = q}, {@code q + s} or {@code q s}; the states move by the
 * error {@code r = y - m} to {@code l = q + alpha r}, {@code b = phi b + beta r}, {@code s = s + gamma r}, and with a
 * multiplicative season by {@code alpha r / s}, {@code beta r / s}, {@code gamma r / q} (Hyndman, Koehler, Ord and
 * Snyder, 2008, tables 2.2 and 2.3; a multiplicative error is {@code r / m}). The criterion is
 * {@code n log(sum of squared errors) + 2 sum log |m|}, the second term for multiplicative errors only (equation 5.3).
 *
 * <p>In a form that is additive throughout, the errors are linear in the initial states. So for each trial of the
 * smoothing parameters the best initial states follow by least squares and need no search: exact, and several times
 * faster than searching all at once. A multiplicative form starts its search where its additive twin ended.
 *
 * <p>Smoothing parameters stay in {@code 0 < alpha < 1}, {@code 0 < beta <= alpha / 5}, {@code 0 < gamma < 1 - alpha},
 * {@code 0.8 <= phi <= 0.98}, and with a season in the region where old errors are forgotten (chapter 10). The book
 * allows beta up to alpha; but short series are often likeliest with a trend that follows every surprise, and forecast
 * badly.
 */
final class Smoothing {
    private static final double LEAST = 1e-4;

    /** Of alpha. */
    private static final double MOST_BETA = 0.2;

    private static final double LEAST_PHI = 0.8;
    private static final double MOST_PHI = 0.98;

    /** Longer seasons keep the shape of the additive twin: a search over a dozen of them goes astray. */
    private static final int SEARCHED_SEASON = 4;

    private final double[] values;
    private final SmoothingForm form;
    private final int season;

    private final double[] errors;
    private final double[][] columns;
    private final double[] seasonal;
    private final double[][] products;
    private final double[] right;
    private final Stability stability;
    private final double floor;

    private double alpha;
    private double beta;
    private double gamma;
    private double phi;
    private final double[] initial;
    private double criterion;
    private double squares;

    private double level;
    private double trend;

    private Smoothing(double[] values, SmoothingForm form, int season) {
        this.values = values;
        this.form = form;
        this.season = form.hasSeason() ? season : 1;
        this.errors = new double[values.length];
        this.seasonal = new double[this.season];
        this.initial = new double[firstSeason() + this.season - 1];
        this.columns = new double[firstSeason() + (form.hasSeason() ? 1 : 0)][values.length];
        this.products = new double[initial.length][initial.length];
        this.right = new double[initial.length];
        this.stability = new Stability(this.season, form.trends());
        double sum = 0;
        for (double value : values) {
            sum += value * value;
        }
        // The squared errors below which a fit is perfect but for rounding.
        this.floor = Math.max(1e-26 * sum, Double.MIN_NORMAL);
    }

    /** Where the seasons begin among the initial states; the first one is 0, or 1 for ratios, and not among them. */
    private int firstSeason() {
        return form.trends() ? 2 : 1;
    }

    /** The best fit of an additive form. */
    static Smoothing additive(double[] values, SmoothingForm form, int season) {
        Smoothing smoothing = new Smoothing(values, form, season);
        smoothing.searchSmoothing();
        return smoothing;
    }

    /**
     * The best fit of a form with multiplicative errors, searched from the fit of its additive twin.
     *
     * @param values those of the twin but for a constant
     */
    static Smoothing multiplicative(Smoothing twin, SmoothingForm form, double[] values) {
        Smoothing smoothing = new Smoothing(values, form, twin.season);
        smoothing.searchAll(twin, values[0] - twin.values[0]);
        return smoothing;
    }

    /** Minus twice the likelihood up to a constant that all forms share. */
    double criterion() {
        return criterion;
    }

    double alpha() {
        return alpha;
    }

    /** The level after the last value. */
    double level() {
        run(initial, true);
        return level;
    }

    /** Standard deviation of the one-step errors, relative ones for a form with multiplicative errors. */
    double sigma() {
        return StrictMath.sqrt(squares / Math.max(1, values.length - form.parameters(season)));
    }

    SmoothingForm form() {
        return form;
    }

    /**
     * The model at the end of the series.
     *
     * @param unit what one unit of the values here is in the scale of the transform
     * @param zero where the zero point of the values here lies in the scale of the transform
     */
    ExponentialSmoothing model(Basis basis, double unit, double zero) {
        run(initial, true);
        int n = values.length;
        Double[] next = new Double[form.hasSeason() ? season : 0];
        for (int i = 0; i < next.length; i++) {
            next[i] = seasonal[(n + i) % season] * (form.season() == Component.ADDITIVE ? unit : 1);
        }
        return new ExponentialSmoothing(
                basis,
                form,
                alpha,
                beta,
                gamma,
                phi,
                zero + level * unit,
                trend * unit,
                List.of(next),
                sigma() * (form.isAdditive() ? unit : 1));
    }

    private void searchSmoothing() {
        int size = 1 + (form.trends() ? 1 : 0) + (form.hasSeason() ? 1 : 0) + (form.damps() ? 1 : 0);
        double[] lower = new double[size];
        double[] upper = new double[size];
        double[] sides = new double[size];
        bounds(lower, upper, sides);
        NelderMead search = new NelderMead(lower, upper, 1e-8 * values.length, 60 * size + 60);
        double[] best = new double[0];
        double lowest = Double.POSITIVE_INFINITY;
        for (double first : new double[] {0.2, 0.8}) {
            double[] start = new double[size];
            start[0] = first;
            int next = 1;
            if (form.trends()) {
                start[next++] = 0.1;
            }
            if (form.hasSeason()) {
                start[next++] = 0.1;
            }
            if (form.damps()) {
                start[next] = 0.95;
            }
            double[] found = search.minimise(this::concentrated, start, sides);
            double at = concentrated(found);
            if (at < lowest || best.length == 0) {
                lowest = at;
                best = found;
            }
        }
        criterion = concentrated(best);
    }

    private void bounds(double[] lower, double[] upper, double[] sides) {
        Arrays.fill(lower, LEAST);
        Arrays.fill(upper, 1 - LEAST);
        if (form.trends()) {
            upper[1] = MOST_BETA;
        }
        Arrays.fill(sides, 0.15);
        if (form.damps()) {
            int last = 1 + (form.trends() ? 1 : 0) + (form.hasSeason() ? 1 : 0);
            lower[last] = LEAST_PHI;
            upper[last] = MOST_PHI;
            sides[last] = 0.05;
        }
    }

    /** Takes alpha, beta / alpha, gamma / (1 - alpha) and phi as far as the form has them; whether they may be. */
    private boolean takeSmoothing(double[] point) {
        int next = 0;
        alpha = point[next++];
        beta = form.trends() ? alpha * point[next++] : 0;
        gamma = form.hasSeason() ? (1 - alpha) * point[next++] : 0;
        phi = form.damps() ? point[next] : 1;
        return !form.hasSeason() || stability.holds(alpha, beta, gamma, phi);
    }

    /**
     * The criterion with the best initial states for these smoothing parameters.
     *
     * <p>A season that begins with a unit in place i moves nothing before period i, so its errors are those of a unit
     * in place 0, i periods later: one run serves all places, and each product of two of them is the one a place
     * further on and one term more.
     */
    private double concentrated(double[] point) {
        if (!takeSmoothing(point)) {
            return Double.POSITIVE_INFINITY;
        }
        int n = values.length;
        int size = initial.length;
        int first = firstSeason();
        responses(0, 0, 0, values, errors);
        responses(1, 0, 0, null, columns[0]);
        if (form.trends()) {
            responses(0, 1, 0, null, columns[1]);
        }
        for (int i = 0; i < first; i++) {
            for (int j = 0; j <= i; j++) {
                products[i][j] = product(columns[i], 0, columns[j], 0, n);
            }
            right[i] = -product(columns[i], 0, errors, 0, n);
        }
        if (form.hasSeason()) {
            double[] unit = columns[first];
            responses(0, 0, 1, null, unit);
            for (int place = 1; place < season; place++) {
                int row = first + place - 1;
                for (int j = 0; j < first; j++) {
                    products[row][j] = product(unit, 0, columns[j], place, n - place);
                }
                right[row] = -product(unit, 0, errors, place, n - place);
            }
            for (int lag = 0; lag < season - 1; lag++) {
                int later = season - 1;
                double sum = product(unit, lag, unit, 0, n - later);
                while (true) {
                    products[first + later - 1][first + later - lag - 1] = sum;
                    later--;
                    if (later - lag < 1) {
                        break;
                    }
                    sum += unit[n - 1 - later] * unit[n - 1 - later + lag];
                }
            }
        }
        LeastSquares.solve(products, right);
        System.arraycopy(right, 0, initial, 0, size);
        squares = sumOfSquares();
        return n * StrictMath.log(Math.max(squares, floor));
    }

    /** The squared errors from the initial states. */
    private double sumOfSquares() {
        double b = form.trends() ? initial[1] : 0;
        double l = initial[0];
        double sum = 0;
        if (!form.hasSeason()) {
            for (double value : values) {
                double q = l + phi * b;
                double r = value - q;
                l = q + alpha * r;
                b = phi * b + beta * r;
                sum += r * r;
            }
            return sum;
        }
        seasonal[0] = 0;
        System.arraycopy(initial, firstSeason(), seasonal, 1, season - 1);
        int place = 0;
        for (double value : values) {
            double q = l + phi * b;
            double r = value - q - seasonal[place];
            l = q + alpha * r;
            b = phi * b + beta * r;
            seasonal[place] += gamma * r;
            sum += r * r;
            place = place + 1 == season ? 0 : place + 1;
        }
        return sum;
    }

    /** The sum of products, in four parts so that one addition need not wait for another. */
    private static double product(double[] a, int fromA, double[] b, int fromB, int count) {
        double sum0 = 0;
        double sum1 = 0;
        double sum2 = 0;
        double sum3 = 0;
        int i = 0;
        for (; i < count - 3; i += 4) {
            sum0 += a[fromA + i] * b[fromB + i];
            sum1 += a[fromA + i + 1] * b[fromB + i + 1];
            sum2 += a[fromA + i + 2] * b[fromB + i + 2];
            sum3 += a[fromA + i + 3] * b[fromB + i + 3];
        }
        for (; i < count; i++) {
            sum0 += a[fromA + i] * b[fromB + i];
        }
        return sum0 + sum1 + (sum2 + sum3);
    }

    /** One-step errors of additive smoothing from given initial states; without series, of a series of zeros. */
    private void responses(
            double firstLevel, double firstTrend, double firstSeason, double @Nullable [] series, double[] into) {
        double l = firstLevel;
        double b = firstTrend;
        int n = values.length;
        if (!form.hasSeason()) {
            for (int t = 0; t < n; t++) {
                double q = l + phi * b;
                double r = (series == null ? 0 : series[t]) - q;
                l = q + alpha * r;
                b = phi * b + beta * r;
                into[t] = r;
            }
            return;
        }
        Arrays.fill(seasonal, 0);
        seasonal[0] = firstSeason;
        int place = 0;
        for (int t = 0; t < n; t++) {
            double q = l + phi * b;
            double r = (series == null ? 0 : series[t]) - q - seasonal[place];
            l = q + alpha * r;
            b = phi * b + beta * r;
            seasonal[place] += gamma * r;
            into[t] = r;
            place = place + 1 == season ? 0 : place + 1;
        }
    }

    private void searchAll(Smoothing twin, double shift) {
        int smoothing = 1 + (form.trends() ? 1 : 0) + (form.hasSeason() ? 1 : 0) + (form.damps() ? 1 : 0);
        boolean seasonSearched = form.hasSeason() && season <= SEARCHED_SEASON;
        int states = seasonSearched ? initial.length : 1 + (form.trends() ? 1 : 0);
        double[] lower = new double[smoothing + states];
        double[] upper = new double[smoothing + states];
        double[] sides = new double[smoothing + states];
        bounds(lower, upper, sides);
        double mean = Arrays.stream(values).average().orElse(1);
        double spread = 0;
        for (int t = 1; t < values.length; t++) {
            spread += Math.abs(values[t] - values[t - 1]) / (values.length - 1);
        }
        double[] start = new double[smoothing + states];
        start[0] = twin.alpha;
        int next = 1;
        if (form.trends()) {
            start[next++] = twin.beta / twin.alpha;
        }
        if (form.hasSeason()) {
            start[next++] = twin.gamma / (1 - twin.alpha);
        }
        if (form.damps()) {
            start[next] = twin.phi;
        }
        boolean ratio = form.season() == Component.MULTIPLICATIVE;
        System.arraycopy(twin.initial, 0, initial, 0, initial.length);
        initial[0] += shift;
        int firstSeason = form.trends() ? 2 : 1;
        if (ratio) {
            // Additive seasons are measured from the first one, ratios from the level.
            for (int i = firstSeason; i < initial.length; i++) {
                initial[i] = Math.max(0.1, 1 + initial[i] / mean);
            }
        }
        for (int i = 0; i < states; i++) {
            int place = smoothing + i;
            start[place] = initial[i];
            boolean isRatio = ratio && i >= firstSeason;
            lower[place] = isRatio ? 1e-3 : Double.NEGATIVE_INFINITY;
            upper[place] = isRatio ? 1e3 : Double.POSITIVE_INFINITY;
            sides[place] = isRatio ? 0.05 : Math.max(spread, 1e-12 * mean);
        }
        NelderMead search = new NelderMead(lower, upper, 1e-8 * values.length, 150 * start.length);
        double[] best = search.minimise(point -> searched(point, smoothing, states), start, sides);
        criterion = searched(best, smoothing, states);
    }

    private double searched(double[] point, int smoothing, int states) {
        if (!takeSmoothing(point)) {
            return Double.POSITIVE_INFINITY;
        }
        System.arraycopy(point, smoothing, initial, 0, states);
        return run(initial, false);
    }

    /**
     * Runs through the series from given initial states, leaving the last ones behind; returns the criterion, if it
     * gets to the end.
     *
     * <p>With ratios {@code r / s = y / s - q}: the slow division does not have to wait for the level.
     */
    private double run(double[] states, boolean toTheEnd) {
        level = states[0];
        trend = form.trends() ? states[1] : 0;
        boolean ratio = form.season() == Component.MULTIPLICATIVE;
        seasonal[0] = ratio ? 1 : 0;
        System.arraycopy(states, firstSeason(), seasonal, 1, season - 1);
        if (form.isAdditive()) {
            runAdditive();
            return values.length * StrictMath.log(Math.max(squares, floor));
        }
        double logs = ratio ? runRatios(toTheEnd) : runRelative(toTheEnd);
        return values.length * StrictMath.log(Math.max(squares, 1e-26 * values.length)) + 2 * logs;
    }

    private void runAdditive() {
        double l = level;
        double b = trend;
        double sum = 0;
        int place = 0;
        for (double value : values) {
            double q = l + phi * b;
            double r = value - q - seasonal[place];
            l = q + alpha * r;
            b = phi * b + beta * r;
            seasonal[place] += gamma * r;
            sum += r * r;
            place = place + 1 == season ? 0 : place + 1;
        }
        level = l;
        trend = b;
        squares = sum;
    }

    /** Multiplicative errors with an additive season, of zeros where the form has none; the sum of log forecasts. */
    private double runRelative(boolean toTheEnd) {
        double l = level;
        double b = trend;
        double sum = 0;
        double logs = 0;
        double product = 1;
        int place = 0;
        for (double value : values) {
            double q = l + phi * b;
            double m = q + seasonal[place];
            double r = value - m;
            l = q + alpha * r;
            b = phi * b + beta * r;
            seasonal[place] += gamma * r;
            // A forecast of a positive series that is not positive has no relative error.
            if (!toTheEnd && !(m > 0)) {
                return Double.POSITIVE_INFINITY;
            }
            double relative = r / m;
            sum += relative * relative;
            product *= m;
            if (product > 1e100 || product < 1e-100) {
                logs += StrictMath.log(Math.abs(product));
                product = 1;
            }
            place = place + 1 == season ? 0 : place + 1;
        }
        level = l;
        trend = b;
        squares = sum;
        return logs + StrictMath.log(Math.abs(product));
    }

    private double runRatios(boolean toTheEnd) {
        double l = level;
        double b = trend;
        double sum = 0;
        double logs = 0;
        double product = 1;
        int place = 0;
        for (double value : values) {
            double s = seasonal[place];
            double adjusted = value / s;
            double q = l + phi * b;
            double m = q * s;
            double r = adjusted - q;
            l = q + alpha * r;
            b = phi * b + beta * r;
            if (!toTheEnd && !(m > 0)) {
                return Double.POSITIVE_INFINITY;
            }
            double relative = r / q;
            seasonal[place] = s + gamma * s * relative;
            sum += relative * relative;
            product *= m;
            if (product > 1e100 || product < 1e-100) {
                logs += StrictMath.log(Math.abs(product));
                product = 1;
            }
            place = place + 1 == season ? 0 : place + 1;
        }
        level = l;
        trend = b;
        squares = sum;
        return logs + StrictMath.log(Math.abs(product));
    }
}
