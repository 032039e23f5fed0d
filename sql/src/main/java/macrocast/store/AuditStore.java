package macrocast.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads the chain of audit events and holds it against what the tables say now. */
public final class AuditStore {
    private final Database database;

    public AuditStore(Database database) {
        this.database = database;
    }

    /**
     * Looks for edits, deletions and dropped chunks, whoever made them: by the chain of hashes, by the rows of everything
     * published and of what is written beside, and by the triggers, functions and views that should refuse change and say
     * what is there.
     *
     * @param anchor an event's hash as it was noted elsewhere, such as in the log of an earlier verification
     */
    public Verdict verify(Optional<Anchor> anchor) {
        return database.inTransaction(connection -> {
            // One snapshot: what is published meanwhile has an event and rows, or neither.
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setReadOnly(true);
            List<Finding> findings = new ArrayList<>(findings(connection, "verify_chain"));
            if (anchor.isPresent()) {
                anchored(connection, anchor.get()).ifPresent(findings::add);
            }
            findings.addAll(findings(connection, "verify_publications"));
            findings.addAll(findings(connection, "verify_orphans"));
            findings.addAll(findings(connection, "verify_rows"));
            findings.addAll(findings(connection, "verify_guards"));
            findings.addAll(Definitions.verify(connection));
            Optional<Anchor> head = Query.named("read_chain_head")
                    .bare()
                    .first(connection, row -> new Anchor(row.number("event_id"), row.text("hash")));
            return new Verdict(head, findings);
        });
    }

    private static List<Finding> findings(Connection connection, String query) throws SQLException {
        return Query.named(query)
                .bare()
                .list(
                        connection,
                        row -> new Finding(
                                query.equals("verify_guards") || row.isNull("event_id")
                                        ? OptionalLong.empty()
                                        : OptionalLong.of(row.number("event_id")),
                                row.text("subject"),
                                row.text("finding")));
    }

    private static Optional<Finding> anchored(Connection connection, Anchor anchor) throws SQLException {
        @Nullable
        String found = Query.named("read_event_hash")
                .with("event_id", anchor.eventId())
                .first(connection, row -> row.text("hash"))
                .orElse(null);
        if (anchor.hash().equals(found)) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                OptionalLong.of(anchor.eventId()),
                "chain",
                found == null
                        ? "it is gone, noted elsewhere was " + anchor.hash()
                        : "its hash is " + found + ", noted elsewhere was " + anchor.hash()
                                + ": the chain was written anew"));
    }

    /** An event and its hash, as noted outside the database: who rewrites the chain cannot rewrite that. */
    public record Anchor(long eventId, String hash) {

        /**
         * Reads {@code 17:9f86d0...}, as {@link #toString} writes it.
         *
         * @throws IllegalArgumentException when it is none
         */
        public static Anchor parse(String text) {
            int colon = text.indexOf(':');
            if (colon < 1 || !text.substring(0, colon).matches("\\d{1,18}")) {
                throw new IllegalArgumentException("An anchor reads like 17:9f86d0..., was: " + text);
            }
            return new Anchor(Long.parseLong(text.substring(0, colon)), text.substring(colon + 1));
        }

        @Override
        public String toString() {
            return eventId + ":" + hash;
        }
    }

    /**
     * Something that is not as it was published.
     *
     * @param eventId the event that shows it, if any does
     * @param subject what it is about, such as {@code load/1b2c...}
     */
    public record Finding(OptionalLong eventId, String subject, String message) {
        @Override
        public String toString() {
            return (eventId.isPresent() ? "event " + eventId.getAsLong() + ", " : "") + subject + ": " + message;
        }
    }

    /**
     * What verification found.
     *
     * @param head the newest event, to be noted elsewhere; empty when there is none
     */
    public record Verdict(Optional<Anchor> head, List<Finding> findings) {
        public Verdict {
            findings = List.copyOf(findings);
        }

        /** The event of the lowest number that something is wrong with. */
        public OptionalLong firstBroken() {
            return findings.stream()
                    .map(Finding::eventId)
                    .filter(OptionalLong::isPresent)
                    .mapToLong(OptionalLong::getAsLong)
                    .min();
        }
    }
}
