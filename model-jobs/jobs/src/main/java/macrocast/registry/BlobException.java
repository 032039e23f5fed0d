package macrocast.registry;

import org.jspecify.annotations.Nullable;

/** A blob that could not be stored or fetched; the kind says whether trying again can help. */
public final class BlobException extends RuntimeException {

    /** What went wrong, as far as the caller must tell cases apart. */
    public enum Kind {
        /** Nothing is stored at the address. */
        MISSING,
        /** The name holds other content already. */
        CONFLICT,
        /** The storage did not answer, or said that it cannot now. */
        UNAVAILABLE,
        /** The address, the permissions or the settings do not allow it; trying again will not help. */
        REFUSED
    }

    private final Kind kind;

    BlobException(Kind kind, String message) {
        this(kind, message, null);
    }

    BlobException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
