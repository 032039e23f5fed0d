package macrocast.store;

import java.sql.SQLException;
import org.postgresql.util.PSQLException;

/** What went wrong with the store, and whether trying again can help. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What a job does about it; the number is its exit code. */
    public enum Kind {
        /** The data wait for a person's approval. */
        HELD(3),
        /** The data contradict what was announced or stored before. */
        BAD_DATA(65),
        /** The database cannot be reached, or broke off. */
        TRY_AGAIN(75),
        /** Address, rights or schema version do not fit. */
        CONFIGURATION(78);

        private final int exitCode;

        Kind(int exitCode) {
            this.exitCode = exitCode;
        }

        public int exitCode() {
            return exitCode;
        }
    }

    private final Kind kind;

    public StoreException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    private StoreException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /** The server's own words, without where in its functions they were said. */
    private static String message(SQLException e) {
        if (e instanceof PSQLException server && server.getServerErrorMessage() != null) {
            String detail = server.getServerErrorMessage().getDetail();
            return server.getServerErrorMessage().getMessage() + (detail == null ? "" : ": " + detail);
        }
        return String.valueOf(e.getMessage());
    }

    /** Classified by SQLSTATE (PostgreSQL documentation, appendix A). */
    static StoreException of(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        String message = message(e);
        // 08 connection, 40 rollback, 53 resources, 57P shutdown, 55P03 lock not available
        if (state.startsWith("08")
                || state.startsWith("40")
                || state.startsWith("53")
                || state.startsWith("57P")
                || state.equals("55P03")) {
            return new StoreException(Kind.TRY_AGAIN, message, e);
        }
        // 22 data, 23 integrity
        if (state.startsWith("22") || state.startsWith("23")) {
            return new StoreException(Kind.BAD_DATA, message, e);
        }
        return new StoreException(Kind.CONFIGURATION, message, e);
    }
}
