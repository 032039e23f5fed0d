package macrocast.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import macrocast.store.AuditStore.Finding;

/** What is defined in the database (functions, views, tables, triggers, rights), by hash, as it is and as it was noted. */
final class Definitions {
    private Definitions() {}

    /** Notes what there is: always after scripts ran, and else where nothing was noted yet. */
    static void note(Connection connection, boolean isChanged) throws SQLException {
        if (!isChanged && !noted(connection).isEmpty()) {
            return;
        }
        SortedMap<String, String> present = present(connection);
        Query.named("note_definitions")
                .with("subjects", present.keySet())
                .with("hashes", present.values())
                .list(connection, row -> true);
    }

    /** What is not as it was noted last; nothing before the first note. */
    static List<Finding> verify(Connection connection) throws SQLException {
        List<Noted> noted = noted(connection);
        if (noted.isEmpty()) {
            return List.of();
        }
        OptionalLong event = OptionalLong.of(noted.get(0).eventId());
        SortedMap<String, String> before = new TreeMap<>();
        noted.forEach(one -> before.put(one.subject(), one.hash()));
        SortedMap<String, String> present = present(connection);
        SortedSet<String> all = new TreeSet<>(before.keySet());
        all.addAll(present.keySet());
        List<Finding> findings = new ArrayList<>();
        for (String subject : all) {
            if (!present.containsKey(subject)) {
                findings.add(new Finding(event, subject, "it is gone"));
            } else if (!before.containsKey(subject)) {
                findings.add(new Finding(event, subject, "no migration made it"));
            } else if (!present.get(subject).equals(before.get(subject))) {
                findings.add(new Finding(
                        event, subject, "it was replaced: its definition is not that of the last migration"));
            }
        }
        return findings;
    }

    private record Noted(long eventId, String subject, String hash) {}

    private static List<Noted> noted(Connection connection) throws SQLException {
        return Query.named("read_noted_definitions")
                .bare()
                .list(connection, row -> new Noted(row.number("event_id"), row.text("subject"), row.text("hash")));
    }

    private static SortedMap<String, String> present(Connection connection) throws SQLException {
        SortedMap<String, String> present = new TreeMap<>();
        Query.named("read_definitions")
                .bare()
                .list(connection, row -> present.put(row.text("subject"), row.text("hash")));
        return present;
    }
}
