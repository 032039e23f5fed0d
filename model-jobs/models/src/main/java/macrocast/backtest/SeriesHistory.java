package macrocast.backtest;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import macrocast.domain.Transform;
import macrocast.domain.Vintage;

/**
 * One series with all vintages of it that are known, oldest first.
 *
 * @param transform the scale to model it in
 */
public record SeriesHistory(Transform transform, List<Vintage> vintages) {

    public SeriesHistory {
        vintages = List.copyOf(vintages);
    }

    /** The newest vintage with a value that was known at a moment. */
    Optional<Vintage> asOf(Instant moment) {
        Vintage newest = null;
        for (Vintage vintage : vintages) {
            if (!vintage.knownAt().isAfter(moment) && !vintage.values().isEmpty()) {
                newest = vintage;
            }
        }
        return Optional.ofNullable(newest);
    }
}
