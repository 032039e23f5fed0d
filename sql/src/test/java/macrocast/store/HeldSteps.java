package macrocast.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What strikes publications, of loads and of our nights alike: waiting after a step, kills, races, and the retry. */
final class HeldSteps {
    private HeldSteps() {}

    /** Lets publication wait for lock 77 after one of its steps; says what makes it go on as before. */
    static String holdAt(TestDatabase held, String step) {
        String before = held.text("select pg_get_functiondef('macrocast.publish_step'::regproc)");
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

    /** Kills the backend of a publication that waits after its step. The server takes all others down and recovers. */
    static void killBackend(TestDatabase held, PostgresServer server, Supplier<?> publication) throws Exception {
        try (Connection holder = held.database().open();
                Statement hold = holder.createStatement()) {
            hold.execute("select pg_advisory_lock(77)");
            CompletableFuture<?> publishing = CompletableFuture.supplyAsync(publication);
            awaitStep(held);
            server.killBackend(
                    held.number("select pid from pg_locks where locktype = 'advisory' and objid = 77 and not granted"));
            assertThatThrownBy(() -> publishing.get(60, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
            while (true) {
                hold.execute("select 1");
                pause();
            }
        } catch (SQLException e) {
            assertThat(e.getSQLState()).isIn("57P02", "57P03", "08006", "08003");
        }
        server.awaitStart();
    }

    /** Lets two do the same at the same moment, and waits for both. */
    static void race(Runnable work) throws Exception {
        CyclicBarrier start = new CyclicBarrier(2);
        List<CompletableFuture<@Nullable Void>> racers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            racers.add(CompletableFuture.runAsync(() -> {
                try {
                    start.await();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
                work.run();
            }));
        }
        for (CompletableFuture<@Nullable Void> racer : racers) {
            racer.get(60, TimeUnit.SECONDS);
        }
    }

    /** As a scheduler does: again, as long as the fault is one that may pass. */
    static void retry(Runnable work) {
        for (int attempt = 1; ; attempt++) {
            try {
                work.run();
                return;
            } catch (StoreException e) {
                if (e.kind() != StoreException.Kind.TRY_AGAIN || attempt == 300) {
                    throw e;
                }
                pause();
            }
        }
    }

    /** Between two looks at something that another process has to do. */
    static void pause() {
        LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
}
