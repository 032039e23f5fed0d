package macrocast.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import macrocast.domain.Observation;
import macrocast.domain.Period;
import macrocast.domain.PeriodValue;

/** The store in a few lines: every statement ever made of a series; the answer as of a moment is the last one before it. */
final class Statements {
    private final Map<Period, NavigableMap<Instant, Optional<Double>>> byPeriod = new TreeMap<>();

    void add(Observation observation) {
        byPeriod.computeIfAbsent(observation.period(), p -> new TreeMap<>())
                .put(observation.knownAt(), Optional.ofNullable(observation.value()));
    }

    Statements copy() {
        Statements copy = new Statements();
        byPeriod.forEach((period, statements) -> copy.byPeriod.put(period, new TreeMap<>(statements)));
        return copy;
    }

    List<PeriodValue> asOf(Instant moment) {
        List<PeriodValue> values = new ArrayList<>();
        byPeriod.forEach((period, statements) -> Optional.ofNullable(statements.floorEntry(moment))
                .flatMap(Map.Entry::getValue)
                .ifPresent(value -> values.add(new PeriodValue(period, value))));
        return values;
    }

    /** What was known after each of these moments at which it changed. */
    List<List<PeriodValue>> vintages(List<Instant> moments) {
        List<List<PeriodValue>> vintages = new ArrayList<>();
        List<PeriodValue> before = List.of();
        for (Instant moment : moments) {
            List<PeriodValue> values = asOf(moment);
            if (!values.equals(before)) {
                vintages.add(values);
                before = values;
            }
        }
        return vintages;
    }

    /**
     * The values of the n-th releases, or of the last ones for 0. Statements that a value is absent before there ever was
     * one are no releases; nor are repetitions, where the moments are those of our own looks.
     */
    List<PeriodValue> release(int number, boolean isHarvested) {
        List<PeriodValue> values = new ArrayList<>();
        byPeriod.forEach((period, statements) -> {
            List<Optional<Double>> releases = new ArrayList<>();
            Optional<Double> before = Optional.empty();
            for (Optional<Double> stated : statements.values()) {
                boolean isNews = !stated.equals(before);
                if (isNews || (!isHarvested && !releases.isEmpty())) {
                    releases.add(stated);
                }
                before = stated;
            }
            int index = number == 0 ? releases.size() - 1 : number - 1;
            if (index >= 0 && index < releases.size()) {
                releases.get(index).ifPresent(value -> values.add(new PeriodValue(period, value)));
            }
        });
        return values;
    }
}
