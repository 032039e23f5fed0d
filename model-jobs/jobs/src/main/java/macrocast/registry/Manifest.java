package macrocast.registry;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a model bundle is and what it came from; everything a result depended on.
 *
 * @param format version of the bundle's layout, {@link Bundle#FORMAT}
 * @param method name of the method, such as {@code theta}
 * @param settings what the method was told, as it reads them
 * @param series source/code
 * @param origin first day of the last period that the model saw
 * @param asOf the moment whose knowledge the model was trained on
 * @param dataHash sha256 of the training values as read
 * @param transform applied to the values before fitting: {@code log} or {@code none}
 * @param seed of the method's random numbers
 * @param codeVersion hash of the source tree that fitted it
 * @param imageDigest of the container image that fitted it, empty outside one
 * @param parameterHash canonical hash of the fitted parameters
 * @param metrics what was measured in sample, by name: {@code values}, how many it was fitted to; {@code sigma_1}, the
 *     standard deviation of its errors one step ahead, in the scale of the transform
 * @param payloadSha256 of the payload beside this manifest
 */
public record Manifest(
        int format,
        String method,
        SortedMap<String, String> settings,
        String series,
        String origin,
        Instant asOf,
        String dataHash,
        String transform,
        long seed,
        String codeVersion,
        String imageDigest,
        String parameterHash,
        SortedMap<String, Double> metrics,
        String payloadSha256) {

    public Manifest {
        settings = sorted(settings);
        metrics = sorted(metrics);
    }

    private static <V> SortedMap<String, V> sorted(Map<String, V> map) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(map));
    }
}
