package macrocast.ingest;

/**
 * A body that cannot be read as what its source publishes: cut short, another format, a changed schema.
 *
 * <p>Fails the load, so that the last good data stay. The message names the body and says what it has and what was
 * needed.
 */
public final class UnreadablePayloadException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public UnreadablePayloadException(String name, String reason) {
        super(name + ": " + reason);
    }

    public UnreadablePayloadException(String name, String reason, Throwable cause) {
        super(name + ": " + reason, cause);
    }
}
