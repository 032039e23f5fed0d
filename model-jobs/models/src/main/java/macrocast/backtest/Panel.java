package macrocast.backtest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import macrocast.domain.Transform;
import macrocast.domain.Vintage;
import macrocast.models.Method;
import macrocast.models.TrainingSet;

/**
 * A series to forecast and the others that may be read beside it.
 *
 * <p>At any moment a companion is what was known of it then: a vintage of a later day is never seen.
 */
public record Panel(SeriesHistory series, List<SeriesHistory> companions) {

    public Panel {
        companions = List.copyOf(companions);
    }

    /** A series without companions. */
    public static Panel alone(Transform transform, List<Vintage> vintages) {
        return new Panel(new SeriesHistory(transform, vintages), List.of());
    }

    /**
     * What a method learns from at a vintage of the series.
     *
     * @throws IllegalArgumentException when the vintage is empty
     */
    public TrainingSet trainingSet(Vintage vintage) {
        return TrainingSet.of(vintage, series.transform())
                .with(companions.stream()
                        .flatMap(companion -> companion.asOf(vintage.knownAt()).stream()
                                .map(known -> TrainingSet.of(known, companion.transform())))
                        .toList());
    }

    /** Hash of everything that a method reads at a vintage, so equal hashes mean equal training data. */
    public String dataHash(Method method, Vintage vintage) {
        if (!method.readsCompanions() || companions.isEmpty()) {
            return vintage.sha256();
        }
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
        digest.update(vintage.sha256().getBytes(StandardCharsets.UTF_8));
        for (SeriesHistory companion : companions) {
            Optional<Vintage> known = companion
                    .asOf(vintage.knownAt())
                    .filter(found -> method.readsMonths() || found.frequency() == vintage.frequency());
            known.ifPresent(found -> digest.update(found.sha256().getBytes(StandardCharsets.UTF_8)));
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
