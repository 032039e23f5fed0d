package macrocast.backtest;

import java.util.ArrayList;
import java.util.List;
import macrocast.domain.BacktestForecast;
import macrocast.domain.Measure;
import macrocast.domain.Transform;
import macrocast.domain.Vintage;
import macrocast.models.FittedModel;
import macrocast.models.ForecastPoint;
import macrocast.models.Method;
import macrocast.models.Scale;
import macrocast.models.Training;

/**
 * What one method would have forecast from each vintage, through the same code that forecasts tonight.
 *
 * @param forecasts level and growth of every vintage that the method could be fitted to, in the order of the vintages
 * @param untrained a {@link Training.TooShort} or {@link Training.Refused} for each other vintage
 */
public record Replay(List<BacktestForecast> forecasts, List<Training> untrained) {

    public Replay {
        forecasts = List.copyOf(forecasts);
        untrained = List.copyOf(untrained);
    }

    /**
     * Replays a method. Each vintage is fitted by itself, so splitting the list changes nothing.
     *
     * @param vintages none of them empty
     * @param steps how far ahead, from 1
     */
    public static Replay of(Method method, List<Vintage> vintages, Transform transform, int steps) {
        return of(method, Panel.alone(transform, vintages), vintages, steps);
    }

    /**
     * Replays a method that may read companions.
     *
     * @param vintages of the panel's series, none of them empty
     * @param steps how far ahead, from 1
     */
    public static Replay of(Method method, Panel panel, List<Vintage> vintages, int steps) {
        List<BacktestForecast> forecasts = new ArrayList<>();
        List<Training> untrained = new ArrayList<>();
        for (Vintage vintage : vintages) {
            switch (method.fit(panel.trainingSet(vintage))) {
                case Training.Trained(FittedModel model) -> forecasts.addAll(of(method, model, vintage, panel, steps));
                case Training.TooShort tooShort -> untrained.add(tooShort);
                case Training.Refused refused -> untrained.add(refused);
            }
        }
        return new Replay(forecasts, untrained);
    }

    private static List<BacktestForecast> of(
            Method method, FittedModel model, Vintage vintage, Panel panel, int steps) {
        String dataHash = panel.dataHash(method, vintage);
        Transform transform = panel.series().transform();
        List<BacktestForecast> forecasts = new ArrayList<>();
        for (Measure measure : Measure.values()) {
            for (ForecastPoint point : model.forecast(steps, measure)) {
                forecasts.add(new BacktestForecast(
                        vintage.series(),
                        method.name(),
                        method.version(),
                        vintage.knownAt(),
                        dataHash,
                        model.origin(),
                        point.target(),
                        measure,
                        point.mean(),
                        Scale.inUnit(transform, measure, point.mean(), point.sigma())));
            }
        }
        return forecasts;
    }
}
