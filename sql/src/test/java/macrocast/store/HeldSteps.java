package macrocast.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Lets a publication wait after one of its steps, and tells when it does. */
final class HeldSteps {
    private HeldSteps() {}

    /** Lets publication wait for lock 77 after one of its steps; says what makes it go on as before. */
    static String holdAt(TestDatabase held, String step) {
        String before = String.valueOf(held.rows("select pg_get_functiondef('macrocast.publish_step'::regproc)")
                .get(0)
                .get(0));
        held.execute("create or replace function macrocast.publish_step(step text) returns void language plpgsql as $$"
                + " begin if step = '" + step + "' then perform pg_advisory_xact_lock(77); end if; end $$");
        return before;
    }

    static void awaitStep(TestDatabase held) {
        awaitLock(held, "locktype = 'advisory' and objid = 77");
    }

    static void awaitLock(TestDatabase held, String which) {
        int looks = 0;
        while (held.number("select count(*) from pg_locks where not granted and " + which) == 0) {
            looks++;
            assertThat(looks)
                    .as("looks for " + which + ", found "
                            + held.rows("select state, wait_event, left(query, 80) from pg_stat_activity"
                                    + " where datname = current_database()"))
                    .isLessThan(600);
            pause();
        }
    }

    /** Between two looks at something that another process has to do. */
    static void pause() {
        LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
}
