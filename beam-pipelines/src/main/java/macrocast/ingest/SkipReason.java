package macrocast.ingest;

/** Why a row of a body holds nothing to load. Skipped rows are counted and named in the summary, not in quarantine. */
public enum SkipReason {
    /** The source says that it has no value for the period. */
    MISSING,
    /** A forecast row that repeats the last outturn its maker saw. */
    RESTATES_OUTTURN,
    /** A value that repeats another of the same body, such as an average of a year beside its months. */
    RESTATES_OTHERS,
    /** A row of a series that rules of quality hold back; it waits in the load that has all rows. */
    HELD
}
