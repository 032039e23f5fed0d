package macrocast.backtest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalDouble;
import java.util.TreeMap;
import macrocast.domain.Measure;
import macrocast.domain.Period;
import macrocast.domain.Vintage;

/** Reads the level forecasts of others as growth over a year. */
public final class PathGrowth {
    private static final NavigableMap<Period, Double> EMPTY = Collections.emptyNavigableMap();

    private PathGrowth() {}

    /**
     * Growth forecasts out of level forecasts.
     *
     * <p>The base of a target is the path itself where it has the period, and before that the value of the newest
     * vintage known when the forecast was made, never of a later one. A target without a base above 0 is left out.
     *
     * @param levels level forecasts of one series, any methods and moments, in any order
     * @param vintages the vintages of that series
     */
    public static List<PastForecast> of(List<PastForecast> levels, List<Vintage> vintages) {
        TreeMap<Instant, Vintage> byMoment = new TreeMap<>(Comparator.naturalOrder());
        vintages.forEach(vintage -> byMoment.put(vintage.knownAt(), vintage));
        record Path(String method, Instant knownAt) {}
        Map<Path, NavigableMap<Period, Double>> paths = new HashMap<>();
        for (PastForecast level : levels) {
            if (level.measure() != Measure.LEVEL) {
                throw new IllegalArgumentException(
                        "Forecast of " + level.target().start() + " by " + level.method() + " is in " + level.measure()
                                + ", growth needs LEVEL");
            }
            paths.computeIfAbsent(new Path(level.method(), level.knownAt()), path -> new TreeMap<>())
                    .put(level.target(), level.value());
        }
        List<PastForecast> growth = new ArrayList<>();
        for (PastForecast level : levels) {
            Map.Entry<Instant, Vintage> known = byMoment.floorEntry(level.knownAt());
            if (known == null) {
                continue;
            }
            Period yearBefore = level.target().yearBefore();
            NavigableMap<Period, Double> path = paths.getOrDefault(new Path(level.method(), level.knownAt()), EMPTY);
            OptionalDouble base = Outturns.value(
                    path.containsKey(yearBefore) ? path : known.getValue().byPeriod(), yearBefore);
            if (base.isPresent() && base.getAsDouble() > 0) {
                growth.add(new PastForecast(
                        level.method(),
                        level.knownAt(),
                        level.target(),
                        level.horizon(),
                        Measure.GROWTH,
                        level.value() / base.getAsDouble() - 1));
            }
        }
        return growth;
    }
}
