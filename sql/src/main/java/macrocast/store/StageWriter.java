package macrocast.store;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
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
    private final String loadKey;
    private final StringBuilder buffer = new StringBuilder(BUFFER_CHARACTERS + 1024);

    StageWriter(Connection connection, UUID loadKey) throws SQLException {
        this.connection = connection;
        this.copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn(Query.named("copy_stage").text());
        this.loadKey = loadKey.toString();
    }

    public void write(StageRow staged) {
        buffer.append(loadKey).append('\t').append(staged.payloadSha256());
        buffer.append('\t').append(staged.rowNo());
        SourceRow row = staged.row();
        if (row instanceof Observation o) {
            line("observation", o.series().code(), o.period().start(), o.knownAt(), o.value(), null, null, null);
            tail(null, null, null);
        } else if (row instanceof ForecastByOther f) {
            String measure = Query.word(f.measure());
            line(
                    "forecast",
                    f.series().code(),
                    f.target().start(),
                    f.knownAt(),
                    f.mean(),
                    f.method(),
                    measure,
                    f.horizon());
            tail(null, null, null);
        } else if (row instanceof Rejected r) {
            line("reject", r.seriesCode(), null, null, null, null, null, null);
            tail(r.periodText(), r.reason(), r.rawText());
        }
        if (buffer.length() >= BUFFER_CHARACTERS) {
            flush();
        }
    }

    /** Ends the COPY; the rows are in the stage, visible to nobody but publishing. Returns how many there were. */
    public long finish() {
        flush();
        try {
            return copy.endCopy();
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

    private void line(@Nullable Object... fields) {
        for (Object field : fields) {
            append(field);
        }
    }

    private void tail(@Nullable String periodText, @Nullable String reason, @Nullable String rawText) {
        append(periodText);
        append(reason);
        append(rawText);
        buffer.append('\n');
    }

    /** One field in COPY's text format (PostgreSQL documentation of COPY, section File Formats). */
    private void append(@Nullable Object field) {
        buffer.append('\t');
        if (field == null) {
            buffer.append("\\N");
            return;
        }
        String text = field.toString();
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
