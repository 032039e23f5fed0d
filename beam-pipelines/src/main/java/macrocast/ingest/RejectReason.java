package macrocast.ingest;

/** Why a row waits in quarantine instead of being loaded. */
public enum RejectReason {
    /** The period cannot be read, or is not one of the series' frequency. */
    BAD_PERIOD,
    /** The frequency is not the one that the catalogue gives the series. */
    BAD_FREQUENCY,
    /** The moment from which the value counts as known cannot be read. */
    BAD_KNOWN_AT,
    /** The horizon does not lead from the vintage to the target period. */
    BAD_HORIZON,
    /** The value is no number. */
    BAD_NUMBER,
    /** The value is infinite or not a number in floating point. */
    NOT_FINITE,
    /** The value is in another unit than the catalogue gives the series. */
    BAD_UNIT,
    /** The catalogue has no such series. */
    UNKNOWN_SERIES,
    /** The catalogue knows nobody of that name who publishes or forecasts. */
    UNKNOWN_PUBLISHER,
    /** The value is said to be observed, but its period had not begun when it was published. */
    PERIOD_NOT_BEGUN
}
