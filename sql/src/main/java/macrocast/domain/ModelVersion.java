package macrocast.domain;

import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

/**
 * One fitted, stored, immutable model with everything it depended on.
 *
 * @param asOf the moment of the data version it was trained on
 * @param dataHash {@link Vintage#sha256} of the training values as read
 * @param settingsJson the method's settings as canonical JSON
 * @param bundleUri where the bundle lies in blob storage
 * @param parameterHash hash of the fitted parameters in canonical form
 */
public record ModelVersion(
        UUID id,
        SeriesKey series,
        String method,
        Period origin,
        Instant asOf,
        String dataHash,
        String settingsJson,
        long seed,
        String codeVersion,
        String imageDigest,
        String bundleUri,
        String bundleSha256,
        String parameterHash)
        implements Serializable {

    /** The id that follows from what a model is trained on and by: training it again gives the same one. */
    public static UUID idOf(
            SeriesKey series, String method, String dataHash, String settingsJson, long seed, String codeVersion) {
        return DerivedId.of(
                "model_version", series.toString(), method, dataHash, settingsJson, Long.toString(seed), codeVersion);
    }
}
