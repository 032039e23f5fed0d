package macrocast.models;

import java.util.Locale;

/** Where the quantiles of a forecast come from. */
public enum Calibration {
    /** The method's own real-time errors at that step. */
    CONFORMAL,
    /** A normal distribution with the model's own sigma in the scale of the transform. */
    PARAMETRIC;

    /** The word of the database: {@code conformal} or {@code parametric}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
