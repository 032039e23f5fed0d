package macrocast.store;

import java.io.Serializable;

/**
 * One archived file or response body that a load reads.
 *
 * @param sha256 its hash in lower-case hex
 * @param uri where the archived copy lies
 * @param name the file name or address it came by
 */
public record Payload(String sha256, String uri, String name, long bytes, String mediaType) implements Serializable {

    public Payload {
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException(name + " needs a SHA-256 in hex, has " + sha256);
        }
    }
}
