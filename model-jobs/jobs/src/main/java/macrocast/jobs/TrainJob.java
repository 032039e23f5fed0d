package macrocast.jobs;

import java.io.PrintStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import macrocast.backtest.Panel;
import macrocast.domain.Measure;
import macrocast.domain.ModelVersion;
import macrocast.domain.Series;
import macrocast.domain.Vintage;
import macrocast.models.CalibratedMethod;
import macrocast.models.ConformalQuantiles;
import macrocast.models.FittedModel;
import macrocast.models.Method;
import macrocast.models.Methods;
import macrocast.models.ModelFormat;
import macrocast.models.Training.Refused;
import macrocast.models.Training.TooShort;
import macrocast.models.Training.Trained;
import macrocast.models.TrainingSet;
import macrocast.registry.Bundle;
import macrocast.registry.Manifest;
import macrocast.store.ForecastRun;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;

/** Fits the methods of a run to what was known of each series, and stores each as a new model version. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description = "Fits the methods of a run to what was known of each series, unless that was done before.")
final class TrainJob extends ShardJob {
    private static final Logger LOG = LoggerFactory.getLogger(TrainJob.class);

    TrainJob(JobEnvironment environment, PrintStream out) {
        super("train", environment, out);
    }

    @Override
    Result work(Rooms rooms, ForecastRun run, RunSettings settings, Series series) {
        Vintage vintage = rooms.observations().vintage(run.dataVersion(), series.key());
        if (vintage.values().isEmpty()) {
            return skip(
                    rooms,
                    run,
                    series,
                    "%s has no value as of %s"
                            .formatted(series.key(), run.dataVersion().asOf()));
        }
        // All vintages, for a companion is read as of the same moment as in the replays.
        Panel panel = rooms.panel(run.dataVersion(), series);
        TrainingSet data = panel.trainingSet(vintage);
        long vintages = panel.series().vintages().stream()
                .filter(known -> !known.values().isEmpty())
                .count();
        Methods methods = Rooms.methods();
        List<ModelVersion> models = new ArrayList<>();
        List<String> refusals = new ArrayList<>();
        int fitted = 0;
        for (String name : settings.methods()) {
            Method method = settings.method(methods, name);
            // So few vintages cannot tell how far intervals have to reach; the series itself does, as well as it can.
            if (vintages < ConformalQuantiles.MINIMUM && settings.given().isEmpty()) {
                method = CalibratedMethod.of(method);
            }
            String methodSettings = MethodSettings.json(method);
            String dataHash = panel.dataHash(method, vintage);
            UUID id = ModelVersion.idOf(
                    series.key(),
                    name,
                    dataHash,
                    methodSettings,
                    seed(method),
                    environment().codeVersion());
            Optional<ModelVersion> stored = rooms.forecasts().modelVersion(id);
            if (stored.isPresent()) {
                models.add(stored.get());
                continue;
            }
            switch (method.fit(data)) {
                case Trained(FittedModel model) -> {
                    models.add(store(rooms, run, series, method, id, dataHash, data.size(), methodSettings, model));
                    fitted++;
                }
                case TooShort tooShort -> refusals.add(tooShort.message());
                case Refused refused -> refusals.add(refused.message());
            }
        }
        if (models.isEmpty()) {
            return skip(rooms, run, series, String.join("; ", refusals));
        }
        refusals.forEach(reason -> LOG.warn("{}; the other methods go on", reason));
        rooms.forecasts().saveModelVersions(run.runId(), models);
        LOG.info(
                "{} has {} values to {}: {} methods fitted, {} were there",
                series.key(),
                data.size(),
                data.origin(),
                fitted,
                models.size() - fitted);
        Map<String, Integer> counts = new LinkedHashMap<>();
        counts.put("fitted", fitted);
        counts.put("reused", models.size() - fitted);
        counts.put("refused", refusals.size());
        return new Result.Counted(counts);
    }

    private static Result skip(Rooms rooms, ForecastRun run, Series series, String reason) {
        rooms.forecasts().skipSeries(run.runId(), series.key(), reason);
        return new Result.Skipped(reason);
    }

    private ModelVersion store(
            Rooms rooms,
            ForecastRun run,
            Series series,
            Method method,
            UUID id,
            String dataHash,
            int values,
            String methodSettings,
            FittedModel model) {
        byte[] payload = ModelFormat.write(model);
        double sigma = model.forecast(1, Measure.LEVEL).getFirst().sigma();
        String parameterHash = ModelFormat.parameterHash(model);
        byte[] bundle = Bundle.write(
                new Manifest(
                        Bundle.FORMAT,
                        method.name(),
                        method.settings(),
                        series.key().toString(),
                        model.origin().start().toString(),
                        run.dataVersion().asOf(),
                        dataHash,
                        series.transform().name().toLowerCase(java.util.Locale.ROOT),
                        seed(method),
                        environment().codeVersion(),
                        environment().imageDigest(),
                        parameterHash,
                        new TreeMap<>(Map.of("values", (double) values, "sigma_1", sigma)),
                        Bundle.sha256(payload)),
                payload);
        String sha256 = Bundle.sha256(bundle);
        // Named by its content, so that fitting twice at once stores one file or two, and never one under the other's
        // name.
        URI address = rooms.blobs().put("models/%s/%s/%s.zip".formatted(series.key(), method.name(), sha256), bundle);
        return new ModelVersion(
                id,
                series.key(),
                method.name(),
                model.origin(),
                run.dataVersion().asOf(),
                dataHash,
                methodSettings,
                seed(method),
                environment().codeVersion(),
                environment().imageDigest(),
                address.toString(),
                sha256,
                parameterHash);
    }

    /** A method that draws random numbers names their seed among its settings. */
    private static long seed(Method method) {
        return Long.parseLong(method.settings().getOrDefault("seed", "0"));
    }
}
