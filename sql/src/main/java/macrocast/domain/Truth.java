package macrocast.domain;

/** Which release of the outturn a forecast is scored against (EVALUATION section 1.3). */
public enum Truth {
    /** The first published value. */
    FIRST,
    /** The newest value of maturity 12 or less, else the first above. */
    K12,
    /** The newest value. */
    LATEST
}
