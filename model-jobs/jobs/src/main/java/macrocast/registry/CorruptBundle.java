package macrocast.registry;

import org.jspecify.annotations.Nullable;

/** A bundle whose bytes are not what was stored, or not a bundle of a format that this version reads. */
public final class CorruptBundle extends RuntimeException {
    CorruptBundle(String message) {
        this(message, null);
    }

    CorruptBundle(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
