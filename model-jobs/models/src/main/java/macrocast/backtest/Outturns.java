package macrocast.backtest;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import macrocast.domain.Period;
import macrocast.models.Measure;
import macrocast.models.TrainingSet;

/**
 * What came, by the vintages of one series known at some moment.
 *
 * <p>Growth is taken inside one vintage, never across a revision or a change of base year.
 */
public final class Outturns {
    /** The vintages that hold a target, by maturity; of two with the same, the later one. */
    private final Map<Integer, TreeMap<Integer, TrainingSet>> byTarget = new HashMap<>();

    /**
     * Outturns.
     *
     * @param vintages all that are known, of one series, in any order
     */
    public Outturns(List<Vintage> vintages) {
        for (Vintage vintage :
                vintages.stream().sorted(Comparator.comparing(Vintage::asOf)).toList()) {
            TrainingSet data = vintage.data();
            int moment = PeriodNumber.of(vintage.asOf(), data.origin().frequency());
            int last = PeriodNumber.of(data.origin());
            for (int target = last - data.size() + 1; target <= last; target++) {
                byTarget.computeIfAbsent(target, number -> new TreeMap<>()).put(moment - target - 1, data);
            }
        }
    }

    /** The value of a target, when any vintage has it (and its base, for growth above 0). */
    public OptionalDouble actual(Period target, Measure measure, Truth truth) {
        return vintage(target, truth)
                .map(data -> measure == Measure.LEVEL ? level(data, target) : growth(data, target))
                .orElse(OptionalDouble.empty());
    }

    /** The values of two periods inside the vintage that tells the truth about the later one. */
    Optional<double[]> within(Period earlier, Period later, Truth truth) {
        return vintage(later, truth).flatMap(data -> {
            OptionalDouble first = level(data, earlier);
            OptionalDouble second = level(data, later);
            return first.isPresent() && second.isPresent()
                    ? Optional.of(new double[] {first.getAsDouble(), second.getAsDouble()})
                    : Optional.empty();
        });
    }

    private Optional<TrainingSet> vintage(Period target, Truth truth) {
        TreeMap<Integer, TrainingSet> held = byTarget.get(PeriodNumber.of(target));
        if (held == null) {
            return Optional.empty();
        }
        return Optional.of(
                switch (truth) {
                    case FIRST -> held.firstEntry().getValue();
                    case K12 -> {
                        Map.Entry<Integer, TrainingSet> entry = held.floorEntry(Truth.MATURITY);
                        yield entry == null ? held.firstEntry().getValue() : entry.getValue();
                    }
                    case LATEST -> held.lastEntry().getValue();
                });
    }

    static OptionalDouble level(TrainingSet data, Period period) {
        OptionalInt index = index(data, period);
        return index.isPresent() ? OptionalDouble.of(data.values().get(index.getAsInt())) : OptionalDouble.empty();
    }

    private static OptionalDouble growth(TrainingSet data, Period period) {
        OptionalDouble value = level(data, period);
        OptionalDouble base = level(data, period.plus(-data.season()));
        return value.isPresent() && base.isPresent() && base.getAsDouble() > 0
                ? OptionalDouble.of(value.getAsDouble() / base.getAsDouble() - 1)
                : OptionalDouble.empty();
    }

    private static OptionalInt index(TrainingSet data, Period period) {
        int index = data.size() - 1 - (PeriodNumber.of(data.origin()) - PeriodNumber.of(period));
        return index >= 0 && index < data.size() ? OptionalInt.of(index) : OptionalInt.empty();
    }
}
