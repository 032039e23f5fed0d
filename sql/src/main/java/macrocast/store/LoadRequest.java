package macrocast.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import macrocast.domain.DerivedId;

/**
 * What is to be loaded.
 *
 * @param source code of the source
 * @param parserVersion changes when the same payload would give other rows
 * @param knownAt when the payloads were first seen; empty lets the database say now. What the first opening of the load
 *     said is kept
 * @param quality how far the moments of its rows can be trusted
 */
public record LoadRequest(
        String source,
        String parserVersion,
        Quality quality,
        Precision precision,
        Optional<Instant> knownAt,
        List<Payload> payloads) {

    public LoadRequest {
        payloads = List.copyOf(payloads);
        if (payloads.isEmpty()) {
            throw new IllegalArgumentException("A load of " + source + " needs at least one payload");
        }
    }

    public LoadRequest(
            String source, String parserVersion, Quality quality, Precision precision, List<Payload> payloads) {
        this(source, parserVersion, quality, precision, Optional.empty(), payloads);
    }

    /** The same source, payloads and parser version give the same key, in whatever order the payloads come. */
    public UUID loadKey() {
        String hashes = String.join(
                ",",
                payloads.stream().map(Payload::identity).sorted().distinct().toList());
        return DerivedId.of("load", source, hashes, parserVersion);
    }

    /** Where known-at moments come from. */
    public enum Quality {
        /** The source dates its vintages. */
        NATIVE,
        /** First seen by our load. */
        HARVESTED,
        /** By a rule of publication lag. */
        INFERRED
    }

    /** How exact known-at moments are. */
    public enum Precision {
        DAY,
        SECOND
    }
}
