package macrocast.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import macrocast.domain.ForecastByOther;
import macrocast.domain.Observation;
import macrocast.domain.Rejected;
import macrocast.domain.SourceRow;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * An open COPY into the stage of one load, in PostgreSQL's binary format (documentation of COPY, section File Formats):
 * neither side writes or reads a number as text. Rows are there when {@link #finish} returns; closed before, none is.
 *
 * <p>Memory does not grow with the number of rows. Not thread-safe: one writer per bundle.
 */
public final class StageWriter implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0};
    private static final short COLUMNS = 13;
    private static final short END = -1;
    private static final int NULL = -1;
    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");
    private static final long EPOCH_DAY = LocalDate.EPOCH.until(LocalDate.of(2000, 1, 1), ChronoUnit.DAYS);

    private final Connection connection;
    private final CopyIn copy;
    private final UUID loadKey;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);

    StageWriter(Connection connection, UUID loadKey) throws SQLException {
        this.connection = connection;
        connection.setAutoCommit(false);
        this.copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn(Query.named("copy_stage").text());
        this.loadKey = loadKey;
        // No flags, no extension.
        buffer.put(SIGNATURE).putInt(0).putInt(0);
    }

    public void write(StageRow staged) {
        room(Short.BYTES + Integer.BYTES + 2 * Long.BYTES);
        buffer.putShort(COLUMNS).putInt(2 * Long.BYTES);
        buffer.putLong(loadKey.getMostSignificantBits()).putLong(loadKey.getLeastSignificantBits());
        number(payloadNumber(staged.payloadSha256()));
        number(staged.rowNo());
        SourceRow row = staged.row();
        if (row instanceof Observation o) {
            target(o.knownAt(), o.value(), o.period().start());
            nothing(1);
            text(o.series().code());
            nothing(5);
        } else if (row instanceof ForecastByOther f) {
            target(f.knownAt(), f.mean(), f.target().start());
            horizon(f);
            text(f.series().code());
            text(f.method());
            text(Query.word(f.measure()));
            nothing(3);
        } else if (row instanceof Rejected r) {
            nothing(4);
            text(r.seriesCode());
            nothing(2);
            text(r.periodText());
            text(r.reason());
            text(r.rawText());
        }
    }

    /**
     * Ends the COPY; the rows are in the stage, visible to nobody but publishing. Returns how many there were.
     *
     * @throws StoreException of kind TRY_AGAIN when the load was given up meanwhile; then no row is there
     */
    public long finish() {
        room(Short.BYTES);
        buffer.putShort(END);
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

    /** As the function payload_number of the database. */
    private static long payloadNumber(String sha256) {
        return Long.parseUnsignedLong(sha256, sha256.length() - 16, sha256.length(), 16);
    }

    private void flush() {
        try {
            copy.writeToCopy(buffer.array(), 0, buffer.position());
        } catch (SQLException e) {
            throw StoreException.of(e);
        }
        buffer.clear();
    }

    private void room(int bytes) {
        if (buffer.remaining() < bytes) {
            flush();
        }
    }

    private void target(Instant knownAt, @Nullable Double value, LocalDate start) {
        number(microseconds(knownAt));
        if (value == null) {
            nothing(1);
        } else {
            number(Double.doubleToRawLongBits(value));
        }
        room(2 * Integer.BYTES);
        buffer.putInt(Integer.BYTES).putInt(Math.toIntExact(start.toEpochDay() - EPOCH_DAY));
    }

    /** A timestamptz: microseconds since 2000, rounded as PostgreSQL rounds a text. */
    private static long microseconds(Instant moment) {
        return Math.addExact(
                Math.multiplyExact(moment.getEpochSecond() - EPOCH.getEpochSecond(), 1_000_000),
                (moment.getNano() + 500) / 1000);
    }

    private void horizon(ForecastByOther forecast) {
        short horizon = (short) forecast.horizon();
        if (horizon != forecast.horizon()) {
            throw new IllegalArgumentException(forecast.series() + " " + forecast.target() + " has the horizon "
                    + forecast.horizon() + ", needs at most " + Short.MAX_VALUE);
        }
        room(Integer.BYTES + Short.BYTES);
        buffer.putInt(Short.BYTES).putShort(horizon);
    }

    private void number(long value) {
        room(Integer.BYTES + Long.BYTES);
        buffer.putInt(Long.BYTES).putLong(value);
    }

    private void nothing(int columns) {
        room(columns * Integer.BYTES);
        for (int i = 0; i < columns; i++) {
            buffer.putInt(NULL);
        }
    }

    private void text(@Nullable String text) {
        if (text == null) {
            nothing(1);
            return;
        }
        // PostgreSQL's text cannot hold it, and one bad row must not stop a load.
        byte[] bytes = text.replace('\0', '\uFFFD').getBytes(StandardCharsets.UTF_8);
        room(Integer.BYTES);
        buffer.putInt(bytes.length);
        for (int sent = 0; sent < bytes.length; ) {
            room(1);
            int part = Math.min(buffer.remaining(), bytes.length - sent);
            buffer.put(bytes, sent, part);
            sent += part;
        }
    }
}
