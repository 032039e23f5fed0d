package macrocast.store;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A job's word that it lives, given again and again until it is closed. Past its end the reaper counts the job as dead.
 *
 * <p>While the database cannot be reached it is tried again; once the reaper was there, nothing renews it.
 */
public final class Lease implements AutoCloseable {
    /** Four renewals may fail before the job counts as dead. */
    static final Duration LENGTH = Duration.ofMinutes(2);

    private static final Duration RENEWAL = Duration.ofSeconds(30);
    private static final Logger LOG = LoggerFactory.getLogger(Lease.class);

    private final Database database;
    private final UUID jobRunId;
    private final CountDownLatch closed = new CountDownLatch(1);

    Lease(Database database, UUID jobRunId) {
        this.database = database;
        this.jobRunId = jobRunId;
        Thread thread = new Thread(this::renewUntilClosed, "lease");
        thread.setDaemon(true);
        thread.start();
    }

    /** The start of the job, as {@code job_run} knows it. */
    public UUID jobRunId() {
        return jobRunId;
    }

    /** Renews it now; false when it is over. */
    boolean renew() {
        return database.inTransaction(connection -> Query.named("renew_lease")
                        .with("job_run_id", jobRunId)
                        .with("seconds", (double) LENGTH.toSeconds())
                        .update(connection)
                == 1);
    }

    private void renewUntilClosed() {
        try {
            boolean isOver = false;
            while (!isOver && !closed.await(RENEWAL.toSeconds(), TimeUnit.SECONDS)) {
                isOver = isOver();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isOver() {
        try {
            if (renew()) {
                return false;
            }
            LOG.error("The lease of job run {} is over: what it has in hand may be another's by now", jobRunId);
            return true;
        } catch (StoreException e) {
            LOG.warn("The lease of job run {} could not be renewed, next try follows: {}", jobRunId, e.getMessage());
            return false;
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
