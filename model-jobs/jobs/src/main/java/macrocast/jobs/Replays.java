package macrocast.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiPredicate;
import macrocast.backtest.Replay;
import macrocast.domain.BacktestForecast;
import macrocast.domain.Series;
import macrocast.domain.Vintage;
import macrocast.models.Method;

/**
 * Replays methods over the vintages of one series, on as many threads as wanted.
 *
 * @param forecasts in the order of vintages and methods, whatever the number of threads
 * @param fits how many fits were made
 * @param untrained how many were refused because the vintage is too short or its values do not fit
 */
record Replays(List<BacktestForecast> forecasts, int fits, int untrained) {

    Replays {
        forecasts = List.copyOf(forecasts);
    }

    /**
     * Replays what is missing.
     *
     * @param done tells whether a method was replayed on the vintage of a hash
     * @param steps how far ahead, from 1
     */
    static Replays of(
            Series series,
            List<Vintage> vintages,
            List<Method> methods,
            BiPredicate<Method, String> done,
            int steps,
            int threads)
            throws InterruptedException {
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<Replays>> replays = new ArrayList<>();
            for (Vintage vintage : vintages) {
                if (vintage.values().isEmpty()) {
                    continue;
                }
                String hash = vintage.sha256();
                List<Method> missing = methods.stream()
                        .filter(method -> !done.test(method, hash))
                        .toList();
                if (!missing.isEmpty()) {
                    replays.add(pool.submit(() -> one(series, vintage, missing, steps)));
                }
            }
            List<BacktestForecast> forecasts = new ArrayList<>();
            int fits = 0;
            int untrained = 0;
            for (Future<Replays> replay : replays) {
                Replays found = result(replay);
                forecasts.addAll(found.forecasts());
                fits += found.fits();
                untrained += found.untrained();
            }
            return new Replays(forecasts, fits, untrained);
        }
    }

    private static Replays one(Series series, Vintage vintage, List<Method> methods, int steps) {
        List<BacktestForecast> forecasts = new ArrayList<>();
        int fits = 0;
        int untrained = 0;
        for (Method method : methods) {
            Replay replay = Replay.of(method, List.of(vintage), series.transform(), steps);
            forecasts.addAll(replay.forecasts());
            fits += 1 - replay.untrained().size();
            untrained += replay.untrained().size();
        }
        return new Replays(forecasts, fits, untrained);
    }

    private static Replays result(Future<Replays> replay) throws InterruptedException {
        try {
            return replay.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException defect) {
                throw defect;
            }
            throw new IllegalStateException("A replay ended in an error of the machine", e);
        }
    }
}
