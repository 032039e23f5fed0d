package macrocast.jobs;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import macrocast.domain.Series;
import macrocast.domain.SeriesKey;
import macrocast.store.ForecastRun;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/**
 * A job that does the same for each series of a shard.
 *
 * <p>The series do not depend on each other: one that has no forecast to give is skipped with its reason, one that
 * breaks is reported at the end, and the others are done all the same. A shard of nothing but skipped series is skipped.
 */
abstract class ShardJob extends RunJob {
    private static final Logger LOG = LoggerFactory.getLogger(ShardJob.class);

    @Option(names = "--series", split = ",", description = "the series of the shard; else every series of the run")
    private List<SeriesKey> series = List.of();

    ShardJob(String name, JobEnvironment environment, PrintStream out) {
        super(name, environment, out);
    }

    /** Counts by name, or why the series is skipped. */
    sealed interface Result {
        record Counted(Map<String, Integer> counts) implements Result {}

        record Skipped(String reason) implements Result {}
    }

    /** Does the work for one series. */
    abstract Result work(Rooms rooms, ForecastRun run, RunSettings settings, Series series) throws InterruptedException;

    @Override
    final void work(Rooms rooms, ForecastRun run, RunSettings settings, Summary summary) throws InterruptedException {
        List<Series> shard = shard(rooms, run);
        Map<String, Integer> counts = new LinkedHashMap<>();
        Map<String, String> skipped = new LinkedHashMap<>();
        Map<String, RuntimeException> failed = new LinkedHashMap<>();
        for (Series one : shard) {
            String key = one.key().toString();
            try {
                switch (work(rooms, run, settings, one)) {
                    case Result.Counted(var found) ->
                        found.forEach((name, count) -> counts.merge(name, count, Integer::sum));
                    case Result.Skipped(String reason) -> {
                        LOG.warn("{} is skipped: {}", key, reason);
                        skipped.put(key, reason);
                    }
                }
            } catch (RuntimeException e) {
                Failures.log(LOG, e);
                failed.put(key, e);
            }
        }
        summary.put("series", shard.stream().map(one -> one.key().toString()).toList());
        counts.forEach(summary::put);
        if (!skipped.isEmpty()) {
            summary.put("skipped", skipped);
        }
        if (!failed.isEmpty()) {
            throw Failures.together(failed, shard.size());
        }
        if (skipped.size() == shard.size()) {
            throw JobFailure.notReady(String.join("; ", skipped.values()));
        }
    }

    private List<Series> shard(Rooms rooms, ForecastRun run) {
        List<SeriesKey> wanted = series.isEmpty() ? run.series() : List.copyOf(new TreeSet<>(series));
        for (SeriesKey key : wanted) {
            if (!run.series().contains(key)) {
                throw JobFailure.usage("Run %s does not forecast %s, it forecasts %s"
                        .formatted(
                                run.runId(),
                                key,
                                run.series().stream().map(SeriesKey::toString).collect(Collectors.joining(", "))));
            }
        }
        return rooms.observations().series().stream()
                .filter(known -> wanted.contains(known.key()))
                .toList();
    }
}
