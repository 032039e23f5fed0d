package macrocast.backtest;

import java.util.ArrayList;
import java.util.List;
import macrocast.models.FittedModel;
import macrocast.models.ForecastPoint;
import macrocast.models.Measure;
import macrocast.models.Method;
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
     * @param steps how far ahead, from 1
     */
    public static Replay of(Method method, List<Vintage> vintages, int steps) {
        List<BacktestForecast> forecasts = new ArrayList<>();
        List<Training> untrained = new ArrayList<>();
        for (Vintage vintage : vintages) {
            switch (method.fit(vintage.data())) {
                case Training.Trained(FittedModel model) -> {
                    for (Measure measure : Measure.values()) {
                        for (ForecastPoint point : model.forecast(steps, measure)) {
                            forecasts.add(forecast(method, vintage, measure, point));
                        }
                    }
                }
                case Training.TooShort tooShort -> untrained.add(tooShort);
                case Training.Refused refused -> untrained.add(refused);
            }
        }
        return new Replay(forecasts, untrained);
    }

    private static BacktestForecast forecast(Method method, Vintage vintage, Measure measure, ForecastPoint point) {
        return new BacktestForecast(
                vintage.data().series(),
                method.name(),
                method.version(),
                vintage.asOf(),
                vintage.data().origin(),
                point.target(),
                point.step() - 1,
                measure,
                point.mean(),
                point.sigma());
    }
}
