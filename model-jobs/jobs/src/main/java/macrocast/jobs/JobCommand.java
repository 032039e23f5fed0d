package macrocast.jobs;

import java.io.PrintStream;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import macrocast.store.Database;
import macrocast.store.JobRunStore;
import macrocast.store.Lease;
import macrocast.store.Migrations;
import macrocast.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One start of one job: its row in {@code job_run}, its exit code, and its summary on the last line of stdout.
 *
 * <p>What a job changes is in the database and the blob storage alone. A job that fails says why in its last error
 * line, in the summary and in its row.
 */
abstract class JobCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(JobCommand.class);

    private final String name;
    private final JobEnvironment environment;
    private final PrintStream out;

    JobCommand(String name, JobEnvironment environment, PrintStream out) {
        this.name = name;
        this.environment = environment;
        this.out = out;
    }

    /** Does the work and puts into the summary what came of it; throws when it could not. */
    abstract void work(Rooms rooms, Summary summary) throws InterruptedException;

    /** The run that the job worked for, once it is found. */
    Optional<UUID> runId() {
        return Optional.empty();
    }

    /** The as-of moment that the command line or the environment names. */
    Optional<Instant> asOf() {
        return environment.value("MACROCAST_AS_OF").flatMap(JobCommand::moment);
    }

    /** Makes the database ready before anything is recorded in it. */
    void prepare(Database database, Summary summary) {
        Migrations.requireCurrent(database);
    }

    final JobEnvironment environment() {
        return environment;
    }

    @Override
    public final Integer call() {
        Summary summary = new Summary(name);
        int exitCode = ExitCode.DONE;
        Optional<Diary> diary = Optional.empty();
        try {
            Database database = Database.fromEnvironment(environment.variables());
            prepare(database, summary);
            JobRunStore jobRuns = new JobRunStore(database);
            UUID jobRunId = jobRuns.start(name, asOf().orElse(null), environment.variables());
            diary = Optional.of(new Diary(jobRuns, jobRunId));
            try (Lease lease = jobRuns.lease(jobRunId);
                    Rooms rooms = new Rooms(environment, database, lease)) {
                work(rooms, summary);
            }
        } catch (RuntimeException | InterruptedException e) {
            exitCode = Failures.exitCode(e);
            Failures.log(LOG, e);
            summary.put("status", exitCode == ExitCode.NOT_READY ? "skipped" : "failed")
                    .put("exit_code", exitCode)
                    .put("message", Failures.message(e));
        }
        if (diary.isPresent()) {
            exitCode = end(diary.get(), exitCode, summary);
        }
        out.println(summary.json());
        return exitCode;
    }

    /** A job whose row does not say that it is done is not done. */
    private int end(Diary diary, int exitCode, Summary summary) {
        JobRunStore.Outcome outcome =
                switch (exitCode) {
                    case ExitCode.DONE -> JobRunStore.Outcome.DONE;
                    case ExitCode.NOT_READY -> JobRunStore.Outcome.SKIPPED;
                    default -> JobRunStore.Outcome.FAILED;
                };
        try {
            if (diary.jobRuns().finish(diary.id(), outcome, exitCode, runId().orElse(null), summary.json())) {
                return exitCode;
            }
            LOG.error("Job run {} was counted as dead before {} ended", diary.id(), name);
            return exitCode == ExitCode.DONE ? ExitCode.TRY_AGAIN : exitCode;
        } catch (StoreException e) {
            LOG.error("The end of {} could not be recorded: {}", name, e.getMessage());
            return exitCode == ExitCode.DONE ? Failures.exitCode(e) : exitCode;
        }
    }

    private record Diary(JobRunStore jobRuns, UUID id) {}

    private static Optional<Instant> moment(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            throw JobFailure.configuration("MACROCAST_AS_OF must read like 2025-12-31T00:00:00Z, was: " + text);
        }
    }
}
