package macrocast.ingest;

import org.jspecify.annotations.Nullable;

/** A source that gave no body at all: nothing in the landing place, or nobody answers at the address. */
public final class SourceUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public SourceUnavailableException(String message) {
        super(message);
    }

    public SourceUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
