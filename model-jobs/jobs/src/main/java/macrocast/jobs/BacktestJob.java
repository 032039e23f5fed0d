package macrocast.jobs;

import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import macrocast.backtest.Panel;
import macrocast.domain.BacktestForecast;
import macrocast.domain.Measure;
import macrocast.domain.Series;
import macrocast.models.Method;
import macrocast.models.Methods;
import macrocast.store.ForecastRun;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Replays the methods of a run on every past vintage that they were not replayed on yet. */
@Command(
        name = "backtest",
        mixinStandardHelpOptions = true,
        description = "Replays the methods of a run on every past vintage that they were not replayed on yet.")
final class BacktestJob extends ShardJob {
    private static final Logger LOG = LoggerFactory.getLogger(BacktestJob.class);

    /** Every replay reaches at least so far, so that runs with smaller horizons share them. */
    private static final int USUAL_STEPS = 13;

    @Option(names = "--threads", description = "how many vintages to replay at once; else one per processor")
    private int threads = Runtime.getRuntime().availableProcessors();

    BacktestJob(JobEnvironment environment, PrintStream out) {
        super("backtest", environment, out);
    }

    @Override
    Result work(Rooms rooms, ForecastRun run, RunSettings settings, Series series) throws InterruptedException {
        if (threads < 1) {
            throw JobFailure.usage("--threads must be 1 or more, was: " + threads);
        }
        Methods known = Rooms.methods();
        List<Method> methods = settings.methods().stream().map(known::named).toList();
        Panel panel = rooms.panel(run.dataVersion(), series);
        int steps = Math.max(settings.steps(), USUAL_STEPS);
        Map<String, Set<String>> done = new HashMap<>();
        for (Method method : methods) {
            done.put(method.name(), done(rooms, series, method, panel, steps));
        }
        Replays replays = Replays.of(
                panel,
                methods,
                (method, hash) -> done.getOrDefault(method.name(), Set.of()).contains(hash),
                steps,
                threads);
        if (!replays.forecasts().isEmpty()) {
            rooms.backtests().save(replays.forecasts());
        }
        LOG.info(
                "{} has {} vintages: {} fits replayed, {} too short",
                series.key(),
                panel.series().vintages().size(),
                replays.fits(),
                replays.untrained());
        return new Result.Counted(Map.of(
                "vintages", panel.series().vintages().size(),
                "fits", replays.fits(),
                "forecasts", replays.forecasts().size()));
    }

    /** Hashes of the data that the method was replayed on, as far ahead as this run needs it. */
    private static Set<String> done(Rooms rooms, Series series, Method method, Panel panel, int steps) {
        Set<String> replayed = rooms.backtests().replayed(series.key(), method.name(), method.version());
        if (steps == USUAL_STEPS) {
            return replayed;
        }
        List<String> wanted = panel.series().vintages().stream()
                .map(vintage -> panel.dataHash(method, vintage))
                .filter(replayed::contains)
                .toList();
        return rooms.backtests().read(series.key(), method.name(), method.version(), wanted).stream()
                .filter(forecast -> forecast.measure() == Measure.LEVEL && forecast.horizon() == steps - 1)
                .map(BacktestForecast::dataHash)
                .collect(Collectors.toSet());
    }
}
