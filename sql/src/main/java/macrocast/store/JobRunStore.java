package macrocast.store;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The diary of jobs: a row when one starts, its outcome when it ends. */
public final class JobRunStore {
    private final Database database;

    public JobRunStore(Database database) {
        this.database = database;
    }

    /**
     * Notes that a job starts, with what Airflow and the image say of it in the environment (MACROCAST_DAG_ID,
     * MACROCAST_TASK_ID, MACROCAST_DAG_RUN_ID, MACROCAST_MAP_INDEX, MACROCAST_TRY_NUMBER, MACROCAST_CODE_VERSION,
     * MACROCAST_IMAGE_DIGEST); what is absent stays empty.
     *
     * @param asOf null for a job that reads no data
     */
    public UUID start(String job, @Nullable Instant asOf, Map<String, String> environment) {
        return database.inTransaction(connection -> Query.named("insert_job_run")
                .with("job", job)
                .with("dag_id", environment.get("MACROCAST_DAG_ID"))
                .with("task_id", environment.get("MACROCAST_TASK_ID"))
                .with("dag_run_id", environment.get("MACROCAST_DAG_RUN_ID"))
                .with("map_index", integer(environment, "MACROCAST_MAP_INDEX"))
                .with("try_number", integer(environment, "MACROCAST_TRY_NUMBER"))
                .with("as_of", asOf)
                .with("code_version", environment.getOrDefault("MACROCAST_CODE_VERSION", "unknown"))
                .with("image_digest", environment.getOrDefault("MACROCAST_IMAGE_DIGEST", "unknown"))
                .list(connection, row -> row.id("job_run_id"))
                .get(0));
    }

    /** Keeps a job that started from counting as dead, until it is closed. */
    public Lease lease(UUID jobRunId) {
        return new Lease(database, jobRunId);
    }

    /**
     * Notes how it ended. A job that ended before keeps its first outcome.
     *
     * @param runId the forecast run it worked for, if any
     * @param summaryJson the line that it prints last
     * @return false when it had ended before, or the reaper had counted it as dead
     */
    public boolean finish(
            UUID jobRunId, Outcome outcome, int exitCode, @Nullable UUID runId, @Nullable String summaryJson) {
        int noted = database.inTransaction(connection -> Query.named("finish_job_run")
                .with("job_run_id", jobRunId)
                .with("status", outcome)
                .with("exit_code", exitCode)
                .with("run_id", runId)
                .with("summary", summaryJson)
                .update(connection));
        return noted == 1;
    }

    /** How a job ended. */
    public enum Outcome {
        DONE,
        FAILED,
        /** It was not ready, or had nothing to do. */
        SKIPPED
    }

    private static @Nullable Integer integer(Map<String, String> environment, String name) {
        String value = environment.get(name);
        if (value == null || value.isEmpty()) {
            return null;
        }
        try {
            return Integer.valueOf(value);
        } catch (NumberFormatException e) {
            throw new StoreException(
                    StoreException.Kind.CONFIGURATION, name + " must be a whole number, was: " + value);
        }
    }
}
