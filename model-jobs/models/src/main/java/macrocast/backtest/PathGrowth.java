package macrocast.backtest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import macrocast.models.Measure;

/** Reads the level forecasts of others as growth over a year. */
public final class PathGrowth {
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
        vintages.forEach(vintage -> byMoment.put(vintage.asOf(), vintage));
        record Path(String method, Instant asOf) {}
        Map<Path, Map<Integer, Double>> paths = new HashMap<>();
        for (PastForecast level : levels) {
            if (level.measure() != Measure.LEVEL) {
                throw new IllegalArgumentException(
                        "Forecast of " + level.target().start() + " by " + level.method() + " is in "
                                + level.measure().word() + ", growth needs level");
            }
            paths.computeIfAbsent(new Path(level.method(), level.asOf()), path -> new HashMap<>())
                    .put(PeriodNumber.of(level.target()), level.value());
        }
        List<PastForecast> growth = new ArrayList<>();
        for (PastForecast level : levels) {
            Map.Entry<Instant, Vintage> known = byMoment.floorEntry(level.asOf());
            if (known == null) {
                continue;
            }
            int season = level.target().frequency().periodsPerYear();
            Double onPath = paths.getOrDefault(new Path(level.method(), level.asOf()), Map.of())
                    .get(PeriodNumber.of(level.target()) - season);
            OptionalDouble base = onPath != null
                    ? OptionalDouble.of(onPath)
                    : Outturns.level(known.getValue().data(), level.target().plus(-season));
            if (base.isPresent() && base.getAsDouble() > 0) {
                growth.add(new PastForecast(
                        level.method(),
                        level.asOf(),
                        level.target(),
                        level.horizon(),
                        Measure.GROWTH,
                        level.value() / base.getAsDouble() - 1));
            }
        }
        return growth;
    }
}
