package macrocast.ingest;

/** What the process tells the one who started it; the numbers of sysexits.h. */
final class ExitCode {
    static final int DONE = 0;
    static final int USAGE = 2;
    static final int BAD_DATA = 65;
    static final int SOURCE_UNAVAILABLE = 69;
    static final int TRY_AGAIN = 75;
    static final int CONFIGURATION = 78;

    private ExitCode() {}
}
