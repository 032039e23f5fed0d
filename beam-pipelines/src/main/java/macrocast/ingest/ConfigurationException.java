package macrocast.ingest;

/** A setting of the environment that is absent or cannot be used. */
public final class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ConfigurationException(String message) {
        super(message);
    }
}
