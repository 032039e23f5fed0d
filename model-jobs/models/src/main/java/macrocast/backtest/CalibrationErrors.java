package macrocast.backtest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import macrocast.domain.Actual;
import macrocast.domain.BacktestForecast;
import macrocast.domain.Measure;
import macrocast.domain.Transform;
import macrocast.domain.Truth;
import macrocast.domain.Vintage;
import macrocast.models.ConformalQuantiles;
import macrocast.models.PastError;
import macrocast.models.Scale;
import org.jspecify.annotations.Nullable;

/** The past errors of one method for one series, as {@link ConformalQuantiles} wants them. */
public final class CalibrationErrors {
    private CalibrationErrors() {}

    /**
     * Errors by step, as shifts in the scale of the transform.
     *
     * <p>Level forecasts of a logarithmic series are judged by the change since the origin inside one vintage, so that
     * a new base year or reference year is not taken for an error.
     *
     * @param forecasts of one method and series; those in another measure are passed over
     * @param vintages what is known of that series; the ones the forecasts were made from must be among them
     */
    public static Map<Integer, List<PastError>> of(
            Collection<BacktestForecast> forecasts, List<Vintage> vintages, Measure measure, Transform transform) {
        Outturns outturns = new Outturns(vintages);
        Map<Instant, Vintage> byMoment = new TreeMap<>();
        vintages.forEach(vintage -> byMoment.put(vintage.knownAt(), vintage));
        Map<Integer, List<PastError>> errors = new TreeMap<>();
        for (BacktestForecast forecast : forecasts) {
            if (forecast.measure() != measure) {
                continue;
            }
            OptionalDouble error = measure == Measure.LEVEL && transform == Transform.LOG
                    ? sinceOrigin(forecast, byMoment.get(forecast.knownAt()), outturns)
                    : plain(forecast, outturns, transform);
            if (error.isPresent()) {
                errors.computeIfAbsent(forecast.horizon() + 1, step -> new ArrayList<>())
                        .add(new PastError(
                                forecast.origin(),
                                error.getAsDouble(),
                                Scale.outOfUnit(transform, measure, forecast.mean(), forecast.sigma())));
            }
        }
        return errors;
    }

    private static OptionalDouble plain(BacktestForecast forecast, Outturns outturns, Transform transform) {
        Optional<Actual> actual = outturns.actual(forecast.target(), forecast.measure(), Truth.K12);
        return actual.isPresent()
                ? OptionalDouble.of(
                        Scale.error(transform, forecast.measure(), actual.get().value(), forecast.mean()))
                : OptionalDouble.empty();
    }

    private static OptionalDouble sinceOrigin(BacktestForecast forecast, @Nullable Vintage vintage, Outturns outturns) {
        if (vintage == null) {
            throw new IllegalArgumentException(
                    "Forecast of " + forecast.target().start() + " by " + forecast.method() + " was made as of "
                            + forecast.knownAt() + ", there is no vintage of that moment");
        }
        OptionalDouble change = outturns.logChange(forecast.origin(), forecast.target(), Truth.K12);
        OptionalDouble known = Outturns.value(vintage.byPeriod(), forecast.origin());
        return change.isPresent() && known.orElse(0) > 0
                ? OptionalDouble.of(change.getAsDouble() - StrictMath.log(forecast.mean() / known.getAsDouble()))
                : OptionalDouble.empty();
    }
}
