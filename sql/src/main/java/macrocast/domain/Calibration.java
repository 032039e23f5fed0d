package macrocast.domain;

/** Where the quantiles of a forecast come from. */
public enum Calibration {
    /** The method's own real-time backtest errors at that horizon. */
    CONFORMAL,
    /** The model's own error variance, from the last conformal horizon on where there is one: too few errors. */
    PARAMETRIC
}
