package macrocast.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiPredicate;
import macrocast.backtest.Panel;
import macrocast.backtest.Replay;
import macrocast.domain.BacktestForecast;
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
     * @param panel whose series is replayed
     * @param done tells whether a method was replayed on the data of a hash
     * @param steps how far ahead, from 1
     */
    static Replays of(Panel panel, List<Method> methods, BiPredicate<Method, String> done, int steps, int threads)
            throws InterruptedException {
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<Replays>> replays = new ArrayList<>();
            for (Vintage vintage : panel.series().vintages()) {
                if (vintage.values().isEmpty()) {
                    continue;
                }
                List<Method> missing = methods.stream()
                        .filter(method -> !done.test(method, panel.dataHash(method, vintage)))
                        .toList();
                if (!missing.isEmpty()) {
                    replays.add(pool.submit(() -> one(panel, vintage, missing, steps)));
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

    private static Replays one(Panel panel, Vintage vintage, List<Method> methods, int steps) {
        List<BacktestForecast> forecasts = new ArrayList<>();
        int fits = 0;
        int untrained = 0;
        for (Method method : methods) {
            Replay replay = Replay.of(method, panel, List.of(vintage), steps);
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
