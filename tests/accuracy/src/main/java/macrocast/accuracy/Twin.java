package macrocast.accuracy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import macrocast.backtest.Panel;
import macrocast.backtest.SeriesHistory;
import macrocast.domain.Frequency;
import macrocast.domain.Period;
import macrocast.domain.PeriodValue;
import macrocast.domain.Transform;
import macrocast.domain.Vintage;
import macrocast.models.Scale;
import org.jspecify.annotations.Nullable;

/**
 * The same vintages without the worst of the pandemic: 2020Q2 to Q4, in months March to August 2020, are replaced by the straight
 * line between their neighbours in the scale of the transform. A method that handles outliers by rule does not need this.
 */
final class Twin {
    /** From here on the neighbours on both sides are known. */
    static final Instant SINCE = Instant.parse("2021-04-01T00:00:00Z");

    private Twin() {}

    static Panel of(Panel panel) {
        return new Panel(
                bridged(panel.series()),
                panel.companions().stream().map(Twin::bridged).toList());
    }

    private static SeriesHistory bridged(SeriesHistory history) {
        return new SeriesHistory(
                history.transform(),
                history.vintages().stream()
                        .filter(vintage -> !vintage.knownAt().isBefore(SINCE))
                        .map(vintage -> bridged(vintage, history.transform()))
                        .toList());
    }

    private static boolean isLeftOut(Period period) {
        LocalDate start = period.start();
        boolean months = period.frequency() == Frequency.MONTHLY;
        return !start.isBefore(LocalDate.of(2020, months ? 3 : 4, 1))
                && !start.isAfter(LocalDate.of(2020, months ? 8 : 10, 1))
                && period.frequency() != Frequency.ANNUAL;
    }

    private static Vintage bridged(Vintage vintage, Transform transform) {
        NavigableMap<Period, Double> values = vintage.byPeriod();
        List<PeriodValue> bridged = new ArrayList<>();
        values.forEach((period, value) -> {
            if (!isLeftOut(period)) {
                bridged.add(new PeriodValue(period, value));
                return;
            }
            Map.Entry<Period, Double> before =
                    neighbour(values.headMap(period, false).descendingMap());
            Map.Entry<Period, Double> after = neighbour(values.tailMap(period, false));
            if (before == null || after == null) {
                bridged.add(new PeriodValue(period, value));
                return;
            }
            double share =
                    (double) before.getKey().until(period) / before.getKey().until(after.getKey());
            double line = (1 - share) * Scale.into(transform, before.getValue())
                    + share * Scale.into(transform, after.getValue());
            bridged.add(new PeriodValue(period, Scale.outOf(transform, line)));
        });
        return new Vintage(vintage.series(), vintage.frequency(), vintage.knownAt(), bridged);
    }

    private static Map.@Nullable Entry<Period, Double> neighbour(NavigableMap<Period, Double> side) {
        for (Map.Entry<Period, Double> entry : side.entrySet()) {
            if (!isLeftOut(entry.getKey())) {
                return entry;
            }
        }
        return null;
    }
}
