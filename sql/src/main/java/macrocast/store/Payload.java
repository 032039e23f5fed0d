package macrocast.store;

import java.io.Serializable;
import java.util.List;

/**
 * One archived file or response body that a load reads.
 *
 * @param sha256 its hash in lower-case hex
 * @param uri where the archived copy lies
 * @param names the file names or addresses it came by: more than one where two questions had the same answer
 */
public record Payload(String sha256, String uri, List<String> names, long bytes, String mediaType)
        implements Serializable {

    public Payload {
        names = List.copyOf(names);
        if (names.isEmpty() || !sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException(names + " needs a name and a SHA-256 in hex, has " + sha256);
        }
    }

    public Payload(String sha256, String uri, String name, long bytes, String mediaType) {
        this(sha256, uri, List.of(name), bytes, mediaType);
    }

    /** All its names, for messages. */
    public String name() {
        return String.join(" and ", names);
    }

    /** What tells it from other payloads of the same source. */
    String identity() {
        return names.size() == 1
                ? sha256
                : sha256 + " " + String.join(" ", names.stream().sorted().toList());
    }
}
