package macrocast.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import macrocast.backtest.Outturns;
import macrocast.backtest.Panel;
import macrocast.backtest.PastForecast;
import macrocast.backtest.PathGrowth;
import macrocast.backtest.Scorecard;
import macrocast.domain.Accuracy;
import macrocast.domain.BacktestForecast;
import macrocast.domain.ForecastByOther;
import macrocast.domain.Measure;
import macrocast.domain.Scope;
import macrocast.domain.Series;
import macrocast.domain.Truth;
import macrocast.domain.Vintage;
import macrocast.models.Method;
import macrocast.store.ForecastRun;

/**
 * What was known of one series up to a moment, and what was forecast of it until then: by our methods in replays, by
 * others for real.
 *
 * <p>Nothing else goes into accuracy, blessing and calibration, so nothing later than the moment can.
 */
final class PastRecord {
    /** Whose errors others are divided by. */
    static final String YARDSTICK = "ar";

    private final Series series;
    private final List<Vintage> vintages;
    private final Outturns outturns;
    private final List<BacktestForecast> replays;
    private final List<PastForecast> forecasts = new ArrayList<>();

    /**
     * A record.
     *
     * @param panel all that a data version knows of the series, and of those that are read beside it
     * @param backtests replays of the series; those of other vintages or of other versions of a method do not count
     * @param others forecasts by others that the data version knows
     */
    PastRecord(
            Series series,
            Panel panel,
            List<Method> methods,
            List<BacktestForecast> backtests,
            List<ForecastByOther> others) {
        this.series = series;
        this.vintages = panel.series().vintages().stream()
                .filter(vintage -> !vintage.values().isEmpty())
                .toList();
        this.outturns = new Outturns(this.vintages);
        Set<String> hashes = methods.stream()
                .flatMap(method -> hashes(panel, method).stream())
                .collect(Collectors.toSet());
        Map<String, String> versions = methods.stream().collect(Collectors.toMap(Method::name, Method::version));
        this.replays = backtests.stream()
                .filter(backtest -> hashes.contains(backtest.dataHash()))
                .filter(backtest -> backtest.methodVersion().equals(versions.get(backtest.method())))
                .toList();
        replays.forEach(replay -> forecasts.add(PastForecast.of(replay)));
        List<PastForecast> levels = others.stream()
                .filter(other -> other.measure() == Measure.LEVEL)
                .map(PastForecast::of)
                .toList();
        forecasts.addAll(levels);
        forecasts.addAll(PathGrowth.of(levels, this.vintages));
    }

    /** What a run's data version knows of a series and of everybody's forecasts of it. */
    static PastRecord ofAll(Rooms rooms, ForecastRun run, RunSettings settings, Series series) {
        return read(
                rooms, run, settings, series, rooms.observations().forecastsByOthers(run.dataVersion(), series.key()));
    }

    /** What a run's data version knows of a series and of our own forecasts of it. */
    static PastRecord ofOurs(Rooms rooms, ForecastRun run, RunSettings settings, Series series) {
        return read(rooms, run, settings, series, List.of());
    }

    private static PastRecord read(
            Rooms rooms, ForecastRun run, RunSettings settings, Series series, List<ForecastByOther> others) {
        Panel panel = rooms.panel(run.dataVersion(), series);
        List<Method> methods =
                settings.methods().stream().map(Rooms.methods()::named).toList();
        List<BacktestForecast> backtests = new ArrayList<>();
        for (Method method : methods) {
            backtests.addAll(
                    rooms.backtests().read(series.key(), method.name(), method.version(), hashes(panel, method)));
        }
        return new PastRecord(series, panel, methods, backtests, others);
    }

    private static List<String> hashes(Panel panel, Method method) {
        return panel.series().vintages().stream()
                .map(vintage -> panel.dataHash(method, vintage))
                .toList();
    }

    Series series() {
        return series;
    }

    List<Vintage> vintages() {
        return vintages;
    }

    /** The replays of one method. */
    List<BacktestForecast> replays(String method) {
        return replays.stream().filter(replay -> replay.method().equals(method)).toList();
    }

    /** All errors in the measure that the series is judged in. */
    Scorecard scorecard(Truth truth, Scope scope) {
        return new Scorecard(series.key(), forecasts, outturns, series.measure(), truth, scope);
    }

    /** How every method did so far, by horizon, truth and scope. */
    List<Accuracy> accuracy() {
        List<Accuracy> rows = new ArrayList<>();
        for (Truth truth : Truth.values()) {
            for (Scope scope : Scope.values()) {
                rows.addAll(scorecard(truth, scope).against(YARDSTICK));
            }
        }
        return rows;
    }
}
