package macrocast.backtest;

import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import macrocast.domain.Actual;
import macrocast.domain.Measure;
import macrocast.domain.Period;
import macrocast.domain.PeriodValue;
import macrocast.domain.Truth;
import macrocast.domain.Vintage;

/**
 * What came, by the vintages of one series known at some moment.
 *
 * <p>The maturity k of a value is the number of periods between its target and the period in which its vintage became
 * known, less 1: 0 for a quarterly figure published one quarter later. {@link Truth#FIRST} is the smallest k there is,
 * {@link Truth#LATEST} the largest, {@link Truth#K12} the largest up to {@value #MATURITY} (three years on in quarterly
 * data) or without one the smallest above. Growth is taken inside one vintage, never across a revision or a change of
 * base year.
 */
public final class Outturns {
    static final int MATURITY = 12;

    /** The vintages that hold a target, by maturity; of two with the same, the later one. */
    private final Map<Period, TreeMap<Integer, Holder>> byTarget = new TreeMap<>();

    private record Holder(Vintage vintage, NavigableMap<Period, Double> values) {}

    /**
     * Outturns.
     *
     * @param vintages all that are known, of one series, in any order
     */
    public Outturns(List<Vintage> vintages) {
        for (Vintage vintage :
                vintages.stream().sorted(Comparator.comparing(Vintage::knownAt)).toList()) {
            Period moment = Period.containing(
                    vintage.frequency(),
                    vintage.knownAt().atZone(ZoneOffset.UTC).toLocalDate());
            Holder holder = new Holder(vintage, vintage.byPeriod());
            for (PeriodValue value : vintage.values()) {
                byTarget.computeIfAbsent(value.period(), target -> new TreeMap<>())
                        .put(value.period().until(moment) - 1, holder);
            }
        }
    }

    /** What a target turned out to be, when any vintage has it (and its base, for growth above 0). */
    public Optional<Actual> actual(Period target, Measure measure, Truth truth) {
        return held(target, truth).flatMap(held -> {
            OptionalDouble value = measure == Measure.LEVEL
                    ? value(held.getValue().values(), target)
                    : growth(held.getValue().values(), target);
            Vintage vintage = held.getValue().vintage();
            return value.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Actual(
                            vintage.series(),
                            target,
                            measure,
                            truth,
                            value.getAsDouble(),
                            vintage.knownAt(),
                            held.getKey()));
        });
    }

    /** The logarithm of the change between two periods, inside the vintage that tells the truth about the later one. */
    OptionalDouble logChange(Period earlier, Period later, Truth truth) {
        return held(later, truth)
                .map(held -> {
                    OptionalDouble from = value(held.getValue().values(), earlier);
                    OptionalDouble to = value(held.getValue().values(), later);
                    return from.orElse(0) > 0 && to.orElse(0) > 0
                            ? OptionalDouble.of(StrictMath.log(to.getAsDouble() / from.getAsDouble()))
                            : OptionalDouble.empty();
                })
                .orElse(OptionalDouble.empty());
    }

    private Optional<Map.Entry<Integer, Holder>> held(Period target, Truth truth) {
        TreeMap<Integer, Holder> held = byTarget.get(target);
        if (held == null) {
            return Optional.empty();
        }
        Map.Entry<Integer, Holder> mature = held.floorEntry(MATURITY);
        return Optional.of(
                switch (truth) {
                    case FIRST -> held.firstEntry();
                    case K12 -> mature == null ? held.firstEntry() : mature;
                    case LATEST -> held.lastEntry();
                });
    }

    static OptionalDouble value(NavigableMap<Period, Double> values, Period period) {
        Double value = values.get(period);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    private static OptionalDouble growth(NavigableMap<Period, Double> values, Period period) {
        OptionalDouble value = value(values, period);
        OptionalDouble base = value(values, period.yearBefore());
        return value.isPresent() && base.orElse(0) > 0
                ? OptionalDouble.of(value.getAsDouble() / base.getAsDouble() - 1)
                : OptionalDouble.empty();
    }
}
