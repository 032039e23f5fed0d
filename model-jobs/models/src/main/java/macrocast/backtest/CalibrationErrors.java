package macrocast.backtest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import macrocast.domain.Period;
import macrocast.models.ConformalQuantiles;
import macrocast.models.Measure;
import macrocast.models.Transform;
import org.jspecify.annotations.Nullable;

/** The past errors of one method for one series, as {@link ConformalQuantiles} wants them. */
public final class CalibrationErrors {
    private CalibrationErrors() {}

    /**
     * Errors by step, as shifts in the scale of the transform.
     *
     * <p>Level forecasts of a logarithmic series are judged by the change since the origin inside one vintage, so that a
     * new base year or reference year is not taken for an error.
     *
     * @param forecasts of one method and series; those in another measure are passed over
     * @param vintages what is known of that series; the ones the forecasts were made from must be among them
     */
    public static Map<Integer, List<Double>> of(
            Collection<BacktestForecast> forecasts, List<Vintage> vintages, Measure measure, Transform transform) {
        Outturns outturns = new Outturns(vintages);
        Map<Instant, Vintage> byMoment = new TreeMap<>();
        vintages.forEach(vintage -> byMoment.put(vintage.asOf(), vintage));
        Map<Integer, List<Double>> errors = new TreeMap<>();
        for (BacktestForecast forecast : forecasts) {
            if (forecast.measure() != measure) {
                continue;
            }
            OptionalDouble error = measure == Measure.LEVEL && transform == Transform.LOG
                    ? sinceOrigin(forecast, byMoment.get(forecast.asOf()), outturns)
                    : plain(forecast, outturns, transform);
            if (error.isPresent()) {
                errors.computeIfAbsent(forecast.horizon() + 1, step -> new ArrayList<>())
                        .add(error.getAsDouble());
            }
        }
        return errors;
    }

    private static OptionalDouble plain(BacktestForecast forecast, Outturns outturns, Transform transform) {
        OptionalDouble actual = outturns.actual(forecast.target(), forecast.measure(), Truth.K12);
        return actual.isPresent()
                ? OptionalDouble.of(forecast.measure().error(actual.getAsDouble(), forecast.mean(), transform))
                : OptionalDouble.empty();
    }

    private static OptionalDouble sinceOrigin(BacktestForecast forecast, @Nullable Vintage vintage, Outturns outturns) {
        if (vintage == null) {
            throw new IllegalArgumentException(
                    "Forecast of " + forecast.target().start() + " by " + forecast.method() + " was made as of "
                            + forecast.asOf() + ", there is no vintage of that moment");
        }
        Period origin = forecast.origin();
        OptionalDouble known = Outturns.level(vintage.data(), origin);
        return outturns.within(origin, forecast.target(), Truth.K12)
                .filter(pair -> known.isPresent() && pair[0] > 0 && pair[1] > 0)
                .map(pair -> OptionalDouble.of(
                        StrictMath.log(pair[1] / pair[0]) - StrictMath.log(forecast.mean() / known.orElseThrow())))
                .orElse(OptionalDouble.empty());
    }
}
