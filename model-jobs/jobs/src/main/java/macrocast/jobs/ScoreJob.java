package macrocast.jobs;

import java.io.PrintStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import macrocast.domain.Blessing;
import macrocast.domain.Calibration;
import macrocast.domain.Forecast;
import macrocast.domain.ModelVersion;
import macrocast.domain.Series;
import macrocast.jobs.Scoring.Stored;
import macrocast.models.FittedModel;
import macrocast.models.ModelFormat;
import macrocast.registry.Bundle;
import macrocast.store.ForecastRun;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;

/** Forecasts with the stored models of a run, after making sure that they are the ones that were stored. */
@Command(
        name = "score",
        mixinStandardHelpOptions = true,
        description = "Forecasts with the stored models of a run, with quantiles from the methods' own past errors.")
final class ScoreJob extends ShardJob {
    private static final Logger LOG = LoggerFactory.getLogger(ScoreJob.class);

    ScoreJob(JobEnvironment environment, PrintStream out) {
        super("score", environment, out);
    }

    @Override
    Result work(Rooms rooms, ForecastRun run, RunSettings settings, Series series) {
        SortedMap<String, Stored> models = new TreeMap<>();
        for (ModelVersion version : rooms.forecasts().modelVersions(run.runId())) {
            if (version.series().equals(series.key())) {
                models.put(version.method(), new Stored(version.id(), load(rooms, version)));
            }
        }
        if (models.isEmpty()) {
            return new Result.Skipped("%s has no model in run %s".formatted(series.key(), run.runId()));
        }
        List<Blessing> blessings = rooms.forecasts().blessings(run.runId()).stream()
                .filter(blessing -> blessing.series().equals(series.key()))
                .toList();
        PastRecord record = PastRecord.ofOurs(rooms, run, settings, series);
        List<Forecast> forecasts = Scoring.forecasts(record, models, blessings, settings.steps());
        rooms.forecasts().saveForecasts(run.runId(), series.key(), forecasts);
        int parametric = (int) forecasts.stream()
                .filter(forecast -> forecast.calibration() == Calibration.PARAMETRIC)
                .count();
        LOG.info(
                "{} has {} forecasts by {} methods, {} with the model's own quantiles",
                series.key(),
                forecasts.size(),
                models.size(),
                parametric);
        return new Result.Counted(Map.of("models", models.size(), "forecasts", forecasts.size()));
    }

    private static FittedModel load(Rooms rooms, ModelVersion version) {
        byte[] bytes = rooms.blobs().get(URI.create(version.bundleUri()));
        Bundle bundle = Bundle.read(version.bundleUri(), bytes, version.bundleSha256());
        return ModelFormat.read(bundle.payload());
    }
}
