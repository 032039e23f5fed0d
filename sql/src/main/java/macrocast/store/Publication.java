package macrocast.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;

/**
 * The one way to make rows visible, in one transaction of the database: lock, known already, fencing token, recount, judge,
 * write, flip, audit event ({@code sql/views/R__6_publish.sql}). Loads and runs of ours go the same way.
 */
final class Publication {
    private Publication() {}

    /** What became of it. */
    enum Outcome {
        PUBLISHED,
        /** It was published before, and nothing changed. */
        FOUND,
        /** Rules want a person's approval first; nothing is visible. */
        HELD
    }

    static Outcome ofLoad(Connection connection, Claim claim) throws SQLException {
        return publish(connection, "publish_load", claim);
    }

    static Outcome ofRun(Connection connection, Claim claim) throws SQLException {
        return publish(connection, "publish_run", claim);
    }

    private static Outcome publish(Connection connection, String query, Claim claim) throws SQLException {
        return Query.named(query)
                .with("id", claim.id())
                .with("token", claim.token())
                .list(connection, row -> Outcome.valueOf(row.text("outcome").toUpperCase(Locale.ROOT)))
                .get(0);
    }
}
