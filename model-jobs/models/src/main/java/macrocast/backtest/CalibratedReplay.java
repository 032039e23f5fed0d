package macrocast.backtest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import macrocast.domain.BacktestForecast;
import macrocast.domain.Measure;
import macrocast.domain.Period;
import macrocast.domain.Quantiles;
import macrocast.domain.Transform;
import macrocast.domain.Vintage;
import macrocast.models.ConformalQuantiles;
import macrocast.models.ForecastDistribution;
import macrocast.models.ForecastPoint;
import macrocast.models.Scale;

/**
 * The quantiles that would have been published at each vintage of the past.
 *
 * <p>At every origin they are calibrated by the errors of forecasts made before it whose targets had an outturn then, as
 * {@link CalibrationErrors} reckons them.
 *
 * @param knownAt the moment of the vintage
 * @param horizon 0 for the first period without a published value
 */
public record CalibratedReplay(Instant knownAt, Period target, int horizon, Quantiles quantiles) {

    /**
     * All quantiles of one method.
     *
     * @param forecasts the method's replay of one series, in any order; those in another measure are passed over
     * @param vintages of that series
     */
    public static List<CalibratedReplay> of(
            List<BacktestForecast> forecasts, List<Vintage> vintages, Measure measure, Transform transform) {
        Map<Instant, List<BacktestForecast>> byMoment = new TreeMap<>();
        forecasts.stream()
                .filter(forecast -> forecast.measure() == measure)
                .sorted(Comparator.comparingInt(BacktestForecast::horizon))
                .forEach(forecast -> byMoment.computeIfAbsent(forecast.knownAt(), moment -> new ArrayList<>())
                        .add(forecast));
        List<CalibratedReplay> replay = new ArrayList<>();
        List<BacktestForecast> before = new ArrayList<>();
        byMoment.forEach((moment, made) -> {
            List<Vintage> known = vintages.stream()
                    .filter(vintage -> !vintage.knownAt().isAfter(moment))
                    .toList();
            ConformalQuantiles calibrated =
                    new ConformalQuantiles(CalibrationErrors.of(before, known, measure, transform));
            List<ForecastPoint> points = made.stream()
                    .map(forecast -> new ForecastPoint(
                            forecast.target(),
                            forecast.horizon() + 1,
                            forecast.mean(),
                            Scale.outOfUnit(transform, measure, forecast.mean(), forecast.sigma())))
                    .toList();
            for (ForecastDistribution found : calibrated.of(points, measure, transform)) {
                replay.add(new CalibratedReplay(moment, found.target(), found.step() - 1, found.quantiles()));
            }
            before.addAll(made);
        });
        return replay;
    }
}
