package macrocast.accuracy;

import java.util.List;
import macrocast.backtest.PastForecast;
import macrocast.domain.Measure;
import macrocast.domain.SeriesKey;
import macrocast.domain.Transform;
import macrocast.domain.Vintage;

/**
 * One variable with all its vintages and what others forecast from them.
 *
 * @param measure in which it is judged
 * @param vintages in the order of their moments
 * @param others forecasts in the measure, their methods named as here
 */
record Variable(
        SeriesKey key, Measure measure, Transform transform, List<Vintage> vintages, List<PastForecast> others) {
    Variable {
        vintages = List.copyOf(vintages);
        others = List.copyOf(others);
    }

    String name() {
        return key.code();
    }
}
