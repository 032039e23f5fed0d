package macrocast.store;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Clears up after jobs that died: notes their death, takes back what they had in hand, empties what they had staged. */
public final class Reaper {
    private static final Logger LOG = LoggerFactory.getLogger(Reaper.class);

    private final Database database;

    public Reaper(Database database) {
        this.database = database;
    }

    /** Does it, in one transaction. A job that lives is left alone, and so is all that it works on. */
    public Reaped reap() {
        Reaped reaped = database.inTransaction(connection -> {
            Query.named("lock_overdue_loads").bare().list(connection, row -> row.id("load_key"));
            Query.named("lock_overdue_runs").bare().list(connection, row -> row.id("run_id"));
            List<String> jobs = Query.named("reap_job_runs")
                    .bare()
                    .list(connection, row -> row.text("job") + " " + row.id("job_run_id"));
            List<String> loads = Query.named("reap_loads").bare().list(connection, row -> row.id("load_key")
                    .toString());
            int runs = Query.named("reap_runs").bare().update(connection);
            long rows = Query.named("reap_stage")
                    .bare()
                    .list(connection, row -> row.number("row_count"))
                    .get(0);
            return new Reaped(jobs, loads, runs, rows);
        });
        LOG.info(
                "Jobs that died: {}; loads given up: {}; publications taken back: {}; staged rows removed: {}",
                reaped.jobs(),
                reaped.loads(),
                reaped.runs(),
                reaped.stagedRows());
        return reaped;
    }

    /**
     * What was found dead.
     *
     * @param jobs name and id of each job whose lease was over
     * @param loads keys of the loads that were given up
     * @param runs number of runs whose publication was taken from a dead job
     * @param stagedRows rows taken out of the stage
     */
    public record Reaped(List<String> jobs, List<String> loads, int runs, long stagedRows) {
        public Reaped {
            jobs = List.copyOf(jobs);
            loads = List.copyOf(loads);
        }
    }
}
