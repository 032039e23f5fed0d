package macrocast.ingest.parquet;

import java.io.Serializable;

/**
 * A column that a file must have.
 *
 * @param kind what its values must be
 * @param required whether a file without it is refused
 */
public record Column(String name, Kind kind, boolean required) implements Serializable {

    /** What a value is, whatever the width it is kept in. */
    public enum Kind {
        TEXT,
        /** A timestamp in milli-, micro- or nanoseconds, or a date. */
        MOMENT,
        WHOLE_NUMBER,
        NUMBER
    }

    public static Column required(String name, Kind kind) {
        return new Column(name, kind, true);
    }

    public static Column optional(String name, Kind kind) {
        return new Column(name, kind, false);
    }
}
