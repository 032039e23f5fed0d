package macrocast.models;

import java.util.ArrayList;
import java.util.List;
import macrocast.models.ComplexSmoothing.Form;

/**
 * Fits one form of complex smoothing to one series: the inner loop of {@link ComplexSmoothingMethod}.
 *
 * <p>First states come from backcasting: the model runs over the series, back from its end, and forth again. So they
 * fit the parameters and need no search of their own.
 */
final class ComplexSearch {
    private static final double[] LOWER = {0.01, 0.01, 0.01, 0.01};
    private static final double[] UPPER = {1.8, 1.9, 1.5, 1.5};

    private final double[] values;
    private final double[] backwards;
    private final Form form;
    private final int lag;
    private final ComplexStates states;
    private final double[] first;
    private final double[] beyond;

    private double[] best = new double[0];
    private double squares;
    private final double floor;

    ComplexSearch(double[] values, Form form, int season) {
        this.values = values;
        this.form = form;
        this.lag = form == Form.NONE ? 1 : season;
        int n = values.length;
        this.backwards = new double[n];
        for (int t = 0; t < n; t++) {
            backwards[t] = values[n - 1 - t];
        }
        double sum = 0;
        for (double value : values) {
            sum += value * value;
        }
        // Below this a fit is perfect but for rounding.
        this.floor = Math.max(1e-26 * sum, Double.MIN_NORMAL);
        this.states = new ComplexStates(form, lag, n + lag);
        this.beyond = new double[lag];
        this.first = firstStates(season);
    }

    /** Level, hidden part, season and its hidden part of each place of the first year. */
    private double[] firstStates(int season) {
        double[] rows = new double[4 * lag];
        double mean = 0;
        int count = form == Form.NONE ? Math.min(Math.max(10, season), values.length) : lag;
        for (int t = 0; t < count; t++) {
            mean += values[t] / count;
        }
        List<Double> seasons = form.ownSeason() ? Seasonality.next(values, lag, false) : List.of();
        for (int i = 0; i < lag; i++) {
            double l = form == Form.SIMPLE ? values[i] : mean;
            rows[4 * i] = l;
            rows[4 * i + 1] = l / 1.1;
            if (form.ownSeason()) {
                double s = seasons.get(Math.floorMod(i - values.length, lag));
                rows[4 * i + 2] = s;
                rows[4 * i + 3] = form == Form.FULL ? s / 1.1 : 0;
            }
        }
        return rows;
    }

    void run() {
        int size = form == Form.FULL ? 4 : form == Form.PARTIAL ? 3 : 2;
        double[] start = new double[size];
        double[] sides = new double[size];
        double[] lower = new double[size];
        double[] upper = new double[size];
        double[] from = {1.3, 1, form == Form.FULL ? 1.3 : 0.1, 1};
        for (int i = 0; i < size; i++) {
            start[i] = from[i];
            sides[i] = 0.05 * from[i];
            lower[i] = LOWER[i];
            upper[i] = UPPER[i];
        }
        NelderMead search = new NelderMead(lower, upper, 1e-4, 1000);
        best = search.minimise(this::criterion, start, sides);
        criterion(best);
    }

    /** {@code n log(sum of squared errors)}. */
    double criterion() {
        return values.length * StrictMath.log(Math.max(squares, floor));
    }

    /** First states that are estimated, and the variance. */
    int parameters() {
        return switch (form) {
            case NONE, SIMPLE -> 3;
            case PARTIAL -> 4;
            case FULL -> 5;
        };
    }

    private double criterion(double[] point) {
        states.take(point[0], point[1], point.length > 2 ? point[2] : 0, point.length > 3 ? point[3] : 0);
        for (int i = 0; i < lag; i++) {
            states.level[i] = first[4 * i];
            states.hidden[i] = first[4 * i + 1];
            states.season[i] = first[4 * i + 2];
            states.hiddenSeason[i] = first[4 * i + 3];
        }
        pass(values);
        states.turn();
        pass(backwards);
        states.turn();
        squares = pass(values);
        return criterion();
    }

    private double pass(double[] along) {
        double sum = states.run(along);
        states.extrapolate(along.length, lag, beyond);
        return sum;
    }

    /**
     * The model at the end of the series.
     *
     * @param unit what one unit of the values here is in the scale of the transform
     * @param zero where the zero point of the values here lies in the scale of the transform
     */
    ComplexSmoothing model(Basis basis, double unit, double zero) {
        int n = values.length;
        List<Double> levels = new ArrayList<>();
        List<Double> hidden = new ArrayList<>();
        List<Double> seasons = new ArrayList<>();
        List<Double> hiddenSeasons = new ArrayList<>();
        for (int i = n; i < n + lag; i++) {
            levels.add(states.level[i] * unit);
            hidden.add(states.hidden[i] * unit);
            if (form.ownSeason()) {
                seasons.add(states.season[i] * unit);
                hiddenSeasons.add(states.hiddenSeason[i] * unit);
            }
        }
        return new ComplexSmoothing(
                basis,
                form,
                best[0],
                best[1],
                best.length > 2 ? best[2] : 0,
                best.length > 3 ? best[3] : 0,
                zero,
                levels,
                hidden,
                seasons,
                hiddenSeasons,
                unit * StrictMath.sqrt(squares / Math.max(1, n - parameters() - 1)));
    }
}
