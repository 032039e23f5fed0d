package macrocast.domain;

/** In what a forecast is read and judged. */
public enum Measure {
    /** The unit that the source publishes. */
    LEVEL,
    /** Year-on-year growth as a fraction, x[t]/x[t-s]-1 with s periods a year: 0.01 is one percentage point. */
    GROWTH
}
