package macrocast.backtest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import macrocast.domain.Accuracy;
import macrocast.domain.Actual;
import macrocast.domain.Measure;
import macrocast.domain.Period;
import macrocast.domain.Scope;
import macrocast.domain.SeriesKey;
import macrocast.domain.Truth;

/**
 * The errors of all methods for one series in one measure, by method and horizon.
 *
 * <p>Only forecasts whose target has an outturn count.
 */
public final class Scorecard {
    private final SeriesKey series;
    private final Measure measure;
    private final Truth truth;
    private final Scope scope;
    private final SortedMap<String, SortedMap<Integer, SortedMap<Occasion, Double>>> errors = new TreeMap<>();

    /** When a forecast was made and what of; in the order of targets. */
    private record Occasion(Period target, Instant knownAt) implements Comparable<Occasion> {
        private static final Comparator<Occasion> ORDER =
                Comparator.comparing(Occasion::target).thenComparing(Occasion::knownAt);

        @Override
        public int compareTo(Occasion other) {
            return ORDER.compare(this, other);
        }
    }

    /**
     * A scorecard.
     *
     * @param series whose forecasts and outturns these are
     * @param forecasts by any methods; those in another measure are passed over
     * @param outturns what is known of the series
     */
    public Scorecard(
            SeriesKey series,
            Collection<PastForecast> forecasts,
            Outturns outturns,
            Measure measure,
            Truth truth,
            Scope scope) {
        this.series = series;
        this.measure = measure;
        this.truth = truth;
        this.scope = scope;
        Pandemic pandemic = Pandemic.of(series);
        for (PastForecast forecast : forecasts) {
            if (forecast.measure() != measure || (scope == Scope.EX_COVID && pandemic.covers(forecast))) {
                continue;
            }
            Optional<Actual> actual = outturns.actual(forecast.target(), measure, truth);
            if (actual.isPresent()) {
                errors.computeIfAbsent(forecast.method(), method -> new TreeMap<>())
                        .computeIfAbsent(forecast.horizon(), horizon -> new TreeMap<>())
                        .put(
                                new Occasion(forecast.target(), forecast.knownAt()),
                                actual.get().value() - forecast.value());
            }
        }
    }

    /** Every method and horizon with at least one error, beside a benchmark. */
    public List<Accuracy> against(String benchmark) {
        List<Accuracy> rows = new ArrayList<>();
        errors.forEach((method, horizons) ->
                horizons.keySet().forEach(horizon -> rows.add(accuracy(method, horizon, benchmark))));
        return rows;
    }

    /** The methods with an error. */
    public List<String> methods() {
        return List.copyOf(errors.keySet());
    }

    /** The number of forecasts at a horizon that all of some methods made. */
    public int common(Collection<String> methods, int horizon) {
        return occasions(methods, horizon).size();
    }

    /** Root mean squared error of a method on the forecasts at a horizon that all of some methods made. */
    public double rmse(String method, int horizon, Collection<String> methods) {
        return rootMeanSquare(list(method, horizon, occasions(methods, horizon)));
    }

    /** The mean error of a method at a horizon and how sure it is. */
    public Bias bias(String method, int horizon) {
        return Bias.of(list(method, horizon, occasions(List.of(method), horizon)), horizon);
    }

    /** The test of two methods on the forecasts at a horizon that all of some methods made. */
    public Optional<DieboldMariano> difference(String method, String other, int horizon, Collection<String> methods) {
        Set<Occasion> occasions = occasions(methods, horizon);
        return DieboldMariano.of(list(method, horizon, occasions), list(other, horizon, occasions), horizon);
    }

    private Accuracy accuracy(String method, int horizon, String benchmark) {
        double[] own = list(method, horizon, occasions(List.of(method), horizon));
        double absolute = 0;
        for (double error : own) {
            absolute += Math.abs(error) / own.length;
        }
        List<String> pair = List.of(method, benchmark);
        boolean compares = common(pair, horizon) > 0 && rmse(benchmark, horizon, pair) > 0;
        Optional<DieboldMariano> difference =
                compares ? difference(method, benchmark, horizon, pair) : Optional.empty();
        return new Accuracy(
                series,
                method,
                measure,
                horizon,
                truth,
                scope,
                own.length,
                rootMeanSquare(own),
                absolute,
                Bias.of(own, horizon).mean(),
                compares ? rmse(method, horizon, pair) / rmse(benchmark, horizon, pair) : null,
                difference.map(DieboldMariano::statistic).orElse(null),
                difference.map(DieboldMariano::p).orElse(null));
    }

    private SortedMap<Occasion, Double> at(String method, int horizon) {
        return errors.getOrDefault(method, new TreeMap<>()).getOrDefault(horizon, new TreeMap<>());
    }

    private Set<Occasion> occasions(Collection<String> methods, int horizon) {
        Set<Occasion> common = null;
        for (String method : methods) {
            if (common == null) {
                common = new TreeSet<>(at(method, horizon).keySet());
            } else {
                common.retainAll(at(method, horizon).keySet());
            }
        }
        return common == null ? Set.of() : common;
    }

    private double[] list(String method, int horizon, Set<Occasion> occasions) {
        Map<Occasion, Double> all = at(method, horizon);
        return occasions.stream()
                .mapToDouble(occasion -> all.getOrDefault(occasion, 0.0))
                .toArray();
    }

    private static double rootMeanSquare(double[] errors) {
        double sum = 0;
        for (double error : errors) {
            sum += error * error;
        }
        return StrictMath.sqrt(sum / errors.length);
    }
}
