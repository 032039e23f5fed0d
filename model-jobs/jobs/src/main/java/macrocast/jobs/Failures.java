package macrocast.jobs;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import macrocast.registry.BlobException;
import macrocast.registry.CorruptBundle;
import macrocast.store.StoreException;
import org.slf4j.Logger;

/** What each kind of failure means to whoever started the job. */
final class Failures {
    private Failures() {}

    static int exitCode(Exception e) {
        return switch (e) {
            case JobFailure failure -> failure.exitCode();
            case StoreException failure -> failure.kind().exitCode();
            case CorruptBundle failure -> ExitCode.BAD_DATA;
            case BlobException failure ->
                switch (failure.kind()) {
                    case MISSING, CONFLICT -> ExitCode.BAD_DATA;
                    case UNAVAILABLE -> ExitCode.UNAVAILABLE;
                    case REFUSED -> ExitCode.CONFIGURATION;
                };
            default -> ExitCode.BROKEN;
        };
    }

    /** Says what happened; where it was a defect, where in the code as well. */
    static void log(Logger log, Exception e) {
        switch (exitCode(e)) {
            case ExitCode.NOT_READY -> log.warn("{}", message(e));
            case ExitCode.BROKEN -> log.error("{}", message(e), e);
            default -> log.error("{}", message(e));
        }
    }

    /**
     * Several failures as one. Where trying again helps one of them, it is worth it for all; else a defect weighs more
     * than bad data.
     *
     * @param failed by series
     * @param of how many
     */
    static JobFailure together(Map<String, RuntimeException> failed, int of) {
        List<Integer> codes = failed.values().stream().map(Failures::exitCode).toList();
        int exitCode = Stream.of(ExitCode.TRY_AGAIN, ExitCode.UNAVAILABLE, ExitCode.BROKEN)
                .filter(codes::contains)
                .findFirst()
                .orElse(codes.getFirst());
        String messages = failed.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + message(entry.getValue()))
                .collect(Collectors.joining("; "));
        return new JobFailure(exitCode, "%d of %d series failed: %s".formatted(failed.size(), of, messages));
    }

    /** For people; the name of the class where the failure has no words of its own. */
    static String message(Exception e) {
        String message = e.getMessage();
        return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
    }
}
