package macrocast.store;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import macrocast.domain.ForecastByOther;
import macrocast.domain.Observation;
import macrocast.domain.Rejected;
import macrocast.domain.SourceRow;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * An open COPY into the stage of one load. Rows are there when {@link #finish} returns; closed before, none is.
 *
 * <p>Memory does not grow with the number of rows. Not thread-safe: one writer per bundle.
 */
public final class StageWriter implements AutoCloseable {
    private static final int BUFFER_CHARACTERS = 1 << 16;

    private final Connection connection;
    private final CopyIn copy;
    private final UUID loadKey;
    private final StringBuilder buffer = new StringBuilder(BUFFER_CHARACTERS + 1024);
    private final Map<LocalDate, String> dates = new HashMap<>();
    private @Nullable Instant lastMoment;
    private String lastMomentText = "";

    StageWriter(Connection connection, UUID loadKey) throws SQLException {
        this.connection = connection;
        connection.setAutoCommit(false);
        this.copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn(Query.named("copy_stage").text());
        this.loadKey = loadKey;
    }

    public void write(StageRow staged) {
        buffer.append(loadKey).append('\t').append(staged.payloadSha256());
        buffer.append('\t').append(staged.rowNo());
        SourceRow row = staged.row();
        if (row instanceof Observation o) {
            buffer.append("\tobservation");
            text(o.series().code());
            target(o.period().start(), o.knownAt());
            plain(o.value());
            buffer.append("\t\\N\t\\N\t\\N\t\\N\t\\N\t\\N\n");
        } else if (row instanceof ForecastByOther f) {
            buffer.append("\tforecast");
            text(f.series().code());
            target(f.target().start(), f.knownAt());
            plain(f.mean());
            text(f.method());
            text(Query.word(f.measure()));
            plain(f.horizon());
            buffer.append("\t\\N\t\\N\t\\N\n");
        } else if (row instanceof Rejected r) {
            buffer.append("\treject");
            text(r.seriesCode());
            buffer.append("\t\\N\t\\N\t\\N\t\\N\t\\N\t\\N");
            text(r.periodText());
            text(r.reason());
            text(r.rawText());
            buffer.append('\n');
        }
        if (buffer.length() >= BUFFER_CHARACTERS) {
            flush();
        }
    }

    /**
     * Ends the COPY; the rows are in the stage, visible to nobody but publishing. Returns how many there were.
     *
     * @throws StoreException of kind TRY_AGAIN when the load was given up meanwhile; then no row is there
     */
    public long finish() {
        flush();
        try {
            long rows = copy.endCopy();
            // Held until the commit: who gives the load up afterwards empties the stage of these rows too.
            if (Query.named("lock_load_in_hand")
                    .with("load_key", loadKey)
                    .first(connection, row -> row.text("status"))
                    .isEmpty()) {
                connection.rollback();
                throw new StoreException(
                        StoreException.Kind.TRY_AGAIN,
                        "Load " + loadKey + " was given up meanwhile and takes no rows any more");
            }
            connection.commit();
            return rows;
        } catch (SQLException e) {
            throw StoreException.of(e);
        }
    }

    @Override
    public void close() {
        try (connection) {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        } catch (SQLException e) {
            throw StoreException.of(e);
        }
    }

    private void flush() {
        byte[] bytes = buffer.toString().getBytes(StandardCharsets.UTF_8);
        buffer.setLength(0);
        try {
            copy.writeToCopy(bytes, 0, bytes.length);
        } catch (SQLException e) {
            throw StoreException.of(e);
        }
    }

    /** A period and a moment; many rows share them, and writing a date costs more than all the rest of a row. */
    private void target(LocalDate start, Instant knownAt) {
        buffer.append('\t').append(dates.computeIfAbsent(start, LocalDate::toString));
        if (!knownAt.equals(lastMoment)) {
            lastMoment = knownAt;
            lastMomentText = knownAt.toString();
        }
        buffer.append('\t').append(lastMomentText);
    }

    private void plain(@Nullable Object number) {
        buffer.append('\t').append(number == null ? "\\N" : number);
    }

    /** One field in COPY's text format (PostgreSQL documentation of COPY, section File Formats). */
    private void text(@Nullable String text) {
        buffer.append('\t');
        if (text == null) {
            buffer.append("\\N");
            return;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> buffer.append("\\\\");
                case '\t' -> buffer.append("\\t");
                case '\n' -> buffer.append("\\n");
                case '\r' -> buffer.append("\\r");
                // PostgreSQL's text cannot hold it, and one bad row must not stop a load.
                case '\0' -> buffer.append('\uFFFD');
                default -> buffer.append(c);
            }
        }
    }
}
