package macrocast.models;

import macrocast.models.ComplexSmoothing.Form;

/**
 * The states of complex smoothing along a series: row {@code season + t} holds what is known after the value t, and the
 * rows before it the first year's.
 */
final class ComplexStates {
    final double[] level;
    final double[] hidden;
    final double[] season;
    final double[] hiddenSeason;

    private final Form form;
    private final int lag;
    private double keepLevel;
    private double keepHidden;
    private double toLevel;
    private double toHidden;
    private double keepSeason;
    private double keepHiddenSeason;
    private double toSeason;
    private double toHiddenSeason;

    /**
     * States of zeros.
     *
     * @param lag periods in a season, 1 for the form without
     */
    ComplexStates(Form form, int lag, int periods) {
        this.form = form;
        this.lag = lag;
        this.level = new double[lag + periods];
        this.hidden = new double[lag + periods];
        this.season = new double[lag + periods];
        this.hiddenSeason = new double[lag + periods];
    }

    /** Takes smoothing parameters. */
    void take(double a0, double a1, double b0, double b1) {
        keepLevel = 1 - a1;
        keepHidden = 1 - a0;
        toLevel = a0 - a1;
        toHidden = a0 + a1;
        boolean full = form == Form.FULL;
        keepSeason = full ? 1 - b1 : 0;
        keepHiddenSeason = 1 - b0;
        toSeason = full ? b0 - b1 : b0;
        toHiddenSeason = b0 + b1;
    }

    /** Takes in the value of period t; returns its error. */
    double step(int t, double value) {
        int row = lag + t;
        int from = form == Form.SIMPLE ? t : row - 1;
        double l = level[from];
        double c = hidden[from];
        double error = value - l - season[t];
        level[row] = l - keepLevel * c + toLevel * error;
        hidden[row] = l + keepHidden * c + toHidden * error;
        if (form == Form.PARTIAL) {
            season[row] = season[t] + toSeason * error;
        } else if (form == Form.FULL) {
            double s = season[t];
            double d = hiddenSeason[t];
            season[row] = s - keepSeason * d + toSeason * error;
            hiddenSeason[row] = s + keepHiddenSeason * d + toHiddenSeason * error;
        }
        return error;
    }

    /**
     * Takes in all values from period 0 on; returns the sum of squared errors. As {@link #step} does one by one, but
     * with a loop for each form, which is what backcasting spends its time in.
     */
    double run(double[] values) {
        return switch (form) {
            case NONE -> runPlain(values);
            case SIMPLE -> runSimple(values);
            case PARTIAL -> runPartial(values);
            case FULL -> runFull(values);
        };
    }

    private double runPlain(double[] values) {
        double l = level[lag - 1];
        double c = hidden[lag - 1];
        double sum = 0;
        for (double value : values) {
            double error = value - l;
            double before = l;
            l = before - keepLevel * c + toLevel * error;
            c = before + keepHidden * c + toHidden * error;
            sum += error * error;
        }
        level[lag + values.length - 1] = l;
        hidden[lag + values.length - 1] = c;
        return sum;
    }

    private double runSimple(double[] values) {
        double sum = 0;
        for (int t = 0; t < values.length; t++) {
            double l = level[t];
            double c = hidden[t];
            double error = values[t] - l;
            level[lag + t] = l - keepLevel * c + toLevel * error;
            hidden[lag + t] = l + keepHidden * c + toHidden * error;
            sum += error * error;
        }
        return sum;
    }

    private double runPartial(double[] values) {
        double l = level[lag - 1];
        double c = hidden[lag - 1];
        double sum = 0;
        for (int t = 0; t < values.length; t++) {
            double error = values[t] - season[t] - l;
            double before = l;
            l = before - keepLevel * c + toLevel * error;
            c = before + keepHidden * c + toHidden * error;
            season[lag + t] = season[t] + toSeason * error;
            sum += error * error;
        }
        level[lag + values.length - 1] = l;
        hidden[lag + values.length - 1] = c;
        return sum;
    }

    private double runFull(double[] values) {
        double l = level[lag - 1];
        double c = hidden[lag - 1];
        double sum = 0;
        for (int t = 0; t < values.length; t++) {
            double s = season[t];
            double d = hiddenSeason[t];
            double error = values[t] - s - l;
            double before = l;
            l = before - keepLevel * c + toLevel * error;
            c = before + keepHidden * c + toHidden * error;
            season[lag + t] = s - keepSeason * d + toSeason * error;
            hiddenSeason[lag + t] = s + keepHiddenSeason * d + toHiddenSeason * error;
            sum += error * error;
        }
        level[lag + values.length - 1] = l;
        hidden[lag + values.length - 1] = c;
        return sum;
    }

    /** Goes on without errors from period t. */
    void extrapolate(int t, int periods, double[] into) {
        for (int i = 0; i < periods; i++) {
            int from = form == Form.SIMPLE ? t + i : lag + t + i - 1;
            double mean = level[from] + season[t + i];
            step(t + i, mean);
            into[i] = mean;
        }
    }

    /** Makes the last rows, in reverse, the first ones: the start of a run through the values from their end. */
    void turn() {
        int last = level.length - 1;
        for (int i = 0; i < lag; i++) {
            level[i] = level[last - i];
            hidden[i] = hidden[last - i];
            season[i] = season[last - i];
            hiddenSeason[i] = hiddenSeason[last - i];
        }
    }
}
