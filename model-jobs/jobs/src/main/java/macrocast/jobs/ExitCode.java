package macrocast.jobs;

/** How a job ends; the numbers above 60 are those of BSD's {@code sysexits.h}. */
final class ExitCode {
    static final int DONE = 0;
    /** A defect or anything else that nobody foresaw. */
    static final int BROKEN = 1;
    /** The command line does not say what to do. */
    static final int USAGE = 2;
    /** There is nothing to work on yet; Airflow shows the task as skipped. */
    static final int NOT_READY = 3;
    /** What was read is wrong; another try would read the same. */
    static final int BAD_DATA = 65;
    /** Database or blob storage did not answer. */
    static final int UNAVAILABLE = 69;
    /** Somebody else holds what the job needs; a later try may succeed. */
    static final int TRY_AGAIN = 75;
    /** A setting, a permission or the version of the schema does not fit. */
    static final int CONFIGURATION = 78;

    private ExitCode() {}
}
