package macrocast.jobs;

/** The end of a job that could not do its work, with the exit code that says what kind of trouble it was. */
final class JobFailure extends RuntimeException {
    private final int exitCode;

    JobFailure(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    static JobFailure usage(String message) {
        return new JobFailure(ExitCode.USAGE, message);
    }

    static JobFailure notReady(String message) {
        return new JobFailure(ExitCode.NOT_READY, message);
    }

    static JobFailure badData(String message) {
        return new JobFailure(ExitCode.BAD_DATA, message);
    }

    static JobFailure configuration(String message) {
        return new JobFailure(ExitCode.CONFIGURATION, message);
    }

    int exitCode() {
        return exitCode;
    }
}
