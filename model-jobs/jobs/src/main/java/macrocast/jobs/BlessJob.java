package macrocast.jobs;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import macrocast.domain.Accuracy;
import macrocast.domain.Blessing;
import macrocast.domain.ModelVersion;
import macrocast.domain.Series;
import macrocast.store.ForecastRun;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;

/** Measures how every method did so far, and decides which one is published for each series and band of horizons. */
@Command(
        name = "bless",
        mixinStandardHelpOptions = true,
        description = "Measures how every method did so far, by the actuals known to the run, and chooses the champion "
                + "of each series and band of horizons.")
final class BlessJob extends RunJob {
    private static final Logger LOG = LoggerFactory.getLogger(BlessJob.class);

    BlessJob(JobEnvironment environment, PrintStream out) {
        super("bless", environment, out);
    }

    @Override
    void work(Rooms rooms, ForecastRun run, RunSettings settings, Summary summary) {
        Map<String, List<String>> trained = rooms.forecasts().modelVersions(run.runId()).stream()
                .collect(Collectors.groupingBy(
                        model -> model.series().toString(),
                        Collectors.mapping(ModelVersion::method, Collectors.toList())));
        Map<String, Map<String, String>> before = rooms.forecasts().championsBefore(run.runId()).stream()
                .collect(Collectors.groupingBy(
                        blessing -> blessing.series().toString(), Collectors.toMap(Blessing::band, Blessing::method)));
        Map<String, Map<String, String>> champions = new LinkedHashMap<>();
        int rows = 0;
        for (Series series : rooms.observations().series()) {
            String key = series.key().toString();
            List<String> candidates = trained.getOrDefault(key, List.of());
            if (!run.series().contains(series.key()) || candidates.isEmpty()) {
                continue;
            }
            PastRecord record = PastRecord.ofAll(rooms, run, settings, series);
            List<Accuracy> accuracy = record.accuracy();
            List<Blessing> blessings = Champions.choose(
                    record,
                    // In the order of the build, so that ties end the same way.
                    settings.methods().stream().filter(candidates::contains).toList(),
                    Rooms.methods().benchmarks().stream()
                            .filter(candidates::contains)
                            .toList(),
                    settings.horizon(),
                    before.getOrDefault(key, Map.of()));
            rooms.forecasts().saveAccuracy(run.runId(), accuracy);
            rooms.forecasts().saveBlessings(run.runId(), blessings);
            rows += accuracy.size();
            Map<String, String> chosen = new LinkedHashMap<>();
            blessings.forEach(blessing -> {
                chosen.put(blessing.band(), blessing.method());
                LOG.info("{} {}: {}", key, blessing.band(), blessing.reason());
            });
            champions.put(key, chosen);
        }
        if (champions.isEmpty()) {
            throw JobFailure.notReady("Run %s has no model yet; train it first".formatted(run.runId()));
        }
        summary.put("accuracy_rows", rows).put("champions", champions);
    }
}
