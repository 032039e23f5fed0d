package macrocast.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.locks.LockSupport;

/** Asks again and again, as an analyst, what is there: one column of text. While the server is away it sees nothing. */
final class PollingReader implements AutoCloseable {
    private final Set<String> seen = new ConcurrentSkipListSet<>();
    private final TestDatabase test;
    private final String query;
    private final Thread thread;
    private volatile boolean isOver;

    PollingReader(TestDatabase test, String query) {
        this.test = test;
        this.query = query;
        this.thread = new Thread(this::poll, "reader");
        thread.start();
    }

    private void poll() {
        while (!isOver) {
            try (Connection connection = test.as("analyst").open();
                    Statement statement = connection.createStatement()) {
                while (!isOver) {
                    try (ResultSet result = statement.executeQuery(query)) {
                        while (result.next()) {
                            seen.add(result.getString(1));
                        }
                    }
                    LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
                }
            } catch (SQLException away) {
                HeldSteps.pause();
            }
        }
    }

    void awaitFirst() {
        while (seen.isEmpty()) {
            HeldSteps.pause();
        }
    }

    Set<String> seen() {
        assertThat(seen).as("a reader that saw nothing proves nothing").isNotEmpty();
        return Collections.unmodifiableSet(seen);
    }

    @Override
    public void close() {
        isOver = true;
        try {
            thread.join(Duration.ofSeconds(30).toMillis());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
