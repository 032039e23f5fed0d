package macrocast.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import macrocast.domain.Accuracy;
import macrocast.domain.Blessing;
import macrocast.domain.DataVersion;
import macrocast.domain.Forecast;
import macrocast.domain.Measure;
import macrocast.domain.ModelVersion;
import macrocast.domain.Quantiles;
import macrocast.domain.Scope;
import macrocast.domain.SeriesKey;
import macrocast.domain.Truth;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A run of ours from plan to publication: its models, accuracy, blessings and forecasts.
 *
 * <p>Each save may be repeated and then adds nothing; saying something else under the same key is an error, but for
 * blessings, where the first decision of a run stands. Forecasts are visible to analysts once the run is published.
 */
public final class ForecastStore {
    private static final Logger LOG = LoggerFactory.getLogger(ForecastStore.class);
    private static final List<String> QUANTILE_COLUMNS =
            List.of("q025", "q05", "q10", "q25", "q50", "q75", "q90", "q95", "q975");

    private final Database database;

    public ForecastStore(Database database) {
        this.database = database;
    }

    /** Opens a run, or finds it. */
    public ForecastRun open(ForecastRun.Request request) {
        UUID runId = request.runId();
        database.inTransaction(connection -> {
            Query.named("insert_forecast_run")
                    .with("run_id", runId)
                    .with("data_version_id", request.dataVersion().id())
                    .with("settings", request.settingsJson())
                    .with("code_version", request.codeVersion())
                    .with("image_digest", request.imageDigest())
                    .with("official", request.official())
                    .update(connection);
            Query.named("insert_run_series")
                    .batch(connection, request.series(), (bound, key) -> bound.with("run_id", runId)
                            .with("source", key.source())
                            .with("code", key.code()));
            return true;
        });
        ForecastRun run = run(runId);
        if (!run.series().equals(request.series())) {
            throw new StoreException(
                    StoreException.Kind.BAD_DATA,
                    "Run " + runId + " has the series " + run.series() + ", asked for were " + request.series());
        }
        return run;
    }

    /**
     * Reads a run.
     *
     * @throws StoreException of kind BAD_DATA when there is none with that id
     */
    public ForecastRun run(UUID runId) {
        return database.inTransaction(connection -> {
            List<SeriesKey> series =
                    Query.named("read_run_series").with("run_id", runId).list(connection, Query.Row::seriesKey);
            return Query.named("read_forecast_run")
                    .with("run_id", runId)
                    .first(
                            connection,
                            row -> new ForecastRun(
                                    row.id("run_id"),
                                    new DataVersion(
                                            row.number("data_version_id"),
                                            row.moment("as_of"),
                                            row.number("last_load_id")),
                                    series,
                                    row.text("settings"),
                                    row.text("code_version"),
                                    row.text("image_digest"),
                                    row.flag("official"),
                                    row.flag("published")))
                    .orElseThrow(() -> missing(runId));
        });
    }

    /**
     * Stores models and notes that the run uses them. A model stored before under the same id stays.
     *
     * @throws StoreException of kind BAD_DATA when one is stored with other parameters: training was not deterministic
     */
    public void saveModelVersions(UUID runId, Collection<ModelVersion> models) {
        database.inTransaction(connection -> {
            Query.named("insert_model_version")
                    .batch(connection, models, (bound, model) -> bound.with("model_version_id", model.id())
                            .with("source", model.series().source())
                            .with("code", model.series().code())
                            .with("method", model.method())
                            .with("origin", model.origin())
                            .with("as_of", model.asOf())
                            .with("data_hash", model.dataHash())
                            .with("settings", model.settingsJson())
                            .with("seed", model.seed())
                            .with("code_version", model.codeVersion())
                            .with("image_digest", model.imageDigest())
                            .with("bundle_uri", model.bundleUri())
                            .with("bundle_sha256", model.bundleSha256())
                            .with("parameter_hash", model.parameterHash()));
            List<UUID> ids = models.stream().map(ModelVersion::id).toList();
            List<ModelVersion> stored = modelVersions(connection, null, ids);
            for (ModelVersion model : models) {
                boolean same = stored.stream()
                        .anyMatch(s ->
                                s.id().equals(model.id()) && s.parameterHash().equals(model.parameterHash()));
                if (!same) {
                    throw new StoreException(
                            StoreException.Kind.BAD_DATA,
                            "Model " + model.id() + " (" + model.method() + " for " + model.series()
                                    + ") is not stored with parameter hash " + model.parameterHash());
                }
            }
            Query.named("insert_run_model").batch(connection, ids, (bound, id) -> bound.with("run_id", runId)
                    .with("model_version_id", id));
            return true;
        });
    }

    /** The models that a run uses, by series and method. */
    public List<ModelVersion> modelVersions(UUID runId) {
        return database.inTransaction(connection -> modelVersions(connection, runId, List.of()));
    }

    /** One stored model, whichever run made it. */
    public Optional<ModelVersion> modelVersion(UUID id) {
        return database.inTransaction(connection -> modelVersions(connection, null, List.of(id))).stream()
                .findFirst();
    }

    /** Stores how accurate the methods have been, as the run found it. */
    public void saveAccuracy(UUID runId, Collection<Accuracy> rows) {
        database.inTransaction(connection -> {
            SeriesIds ids = SeriesIds.read(connection);
            Query.named("insert_accuracy").batch(connection, rows, (bound, accuracy) -> bound.with("run_id", runId)
                    .with("series_id", ids.of(accuracy.series()))
                    .with("method", accuracy.method())
                    .with("measure", accuracy.measure())
                    .with("horizon", accuracy.horizon())
                    .with("truth", accuracy.truth())
                    .with("scope", accuracy.scope())
                    .with("n", accuracy.count())
                    .with("rmse", accuracy.rmse())
                    .with("mae", accuracy.mae())
                    .with("bias", accuracy.bias())
                    .with("ratio_ar", accuracy.ratioToAr())
                    .with("dm_statistic", accuracy.dmStatistic())
                    .with("dm_p", accuracy.dmP()));
            List<Accuracy> missing = new ArrayList<>(rows);
            missing.removeAll(new HashSet<>(accuracy(connection, runId)));
            if (!missing.isEmpty()) {
                throw new StoreException(
                        StoreException.Kind.BAD_DATA,
                        "Run " + runId + " has another accuracy stored than " + missing.get(0));
            }
            return true;
        });
    }

    /** What the run found. */
    public List<Accuracy> accuracy(UUID runId) {
        return database.inTransaction(connection -> accuracy(connection, runId));
    }

    /** Records decisions. A decision that the run has made before stands. */
    public void saveBlessings(UUID runId, Collection<Blessing> blessings) {
        database.inTransaction(connection -> {
            Query.named("insert_blessing").batch(connection, blessings, (bound, blessing) -> bound.with("run_id", runId)
                    .with("source", blessing.series().source())
                    .with("code", blessing.series().code())
                    .with("band", blessing.band())
                    .with("horizon_from", blessing.horizonFrom())
                    .with("horizon_to", blessing.horizonTo())
                    .with("method", blessing.method())
                    .with("previous_method", blessing.previousMethod())
                    .with("score", blessing.score())
                    .with("benchmark_score", blessing.benchmarkScore())
                    .with("reason", blessing.reason())
                    .with("actor", blessing.actor()));
            return true;
        });
    }

    /** The decisions of a run, by series and band. */
    public List<Blessing> blessings(UUID runId) {
        return database.inTransaction(connection ->
                Query.named("read_blessings").with("run_id", runId).list(connection, ForecastStore::blessing));
    }

    /** Who spoke for us before this run: decisions of the last published run at or before the same as-of moment. */
    public List<Blessing> championsBefore(UUID runId) {
        return database.inTransaction(connection ->
                Query.named("read_champions_before").with("run_id", runId).list(connection, ForecastStore::blessing));
    }

    /**
     * Stores all forecasts of one series of the run, not yet visible.
     *
     * @throws StoreException of kind BAD_DATA when the run has another forecast under the same key, or does not cover
     *     the series
     */
    public void saveForecasts(UUID runId, SeriesKey series, Collection<Forecast> forecasts) {
        Instant asOf = run(runId).dataVersion().asOf();
        database.inTransaction(connection -> {
            SeriesIds ids = SeriesIds.read(connection);
            Query.named("create_incoming_forecast").bare().update(connection);
            Query.named("insert_incoming_forecast").batch(connection, forecasts, (bound, forecast) -> {
                bound.with("run_id", runId)
                        .with("series_id", ids.of(forecast.series()))
                        .with("known_at", asOf)
                        .with("method", forecast.method())
                        .with("measure", forecast.measure())
                        .with("target_start", forecast.target())
                        .with("horizon", forecast.horizon())
                        .with("model_version_id", forecast.modelVersion())
                        .with("origin", forecast.origin())
                        .with("mean", forecast.mean())
                        .with("calibration", forecast.calibration())
                        .with("champion_method", forecast.championMethod());
                for (int i = 0; i < Quantiles.PROBABILITIES.size(); i++) {
                    bound.with(
                            QUANTILE_COLUMNS.get(i),
                            forecast.quantiles().values().get(i));
                }
            });
            Query.named("merge_incoming_forecast").bare().update(connection);
            long differing = Query.named("count_differing_forecast")
                    .with("run_id", runId)
                    .list(connection, row -> row.number("row_count"))
                    .get(0);
            int expected = Query.named("expect_forecasts")
                    .with("run_id", runId)
                    .with("source", series.source())
                    .with("code", series.code())
                    .with("rows_expected", forecasts.size())
                    .update(connection);
            if (differing > 0 || expected != 1) {
                throw new StoreException(
                        StoreException.Kind.BAD_DATA,
                        "Run " + runId + " has " + differing + " other forecasts of " + series
                                + " under the same keys, or does not cover it");
            }
            return true;
        });
    }

    /** Notes that the run gives no forecast of a series, and why, so that publishing does not wait for it. */
    public void skipSeries(UUID runId, SeriesKey series, String reason) {
        database.inTransaction(connection -> Query.named("skip_series")
                .with("run_id", runId)
                .with("source", series.source())
                .with("code", series.code())
                .with("reason", reason)
                .update(connection));
    }

    /**
     * Takes a run in hand to publish it: whoever did so before cannot any more.
     *
     * @param jobRunId the job that does; null when none stands for it
     * @throws StoreException of kind BAD_DATA when there is no run with that id
     */
    public Claim claim(UUID runId, @Nullable UUID jobRunId) {
        return database.inTransaction(connection -> {
            Query.named("claim_run")
                    .with("run_id", runId)
                    .with("job_run_id", jobRunId)
                    .update(connection);
            long token = Query.named("read_run_token")
                    .with("run_id", runId)
                    .first(connection, row -> row.number("token"))
                    .orElseThrow(() -> missing(runId));
            return new Claim(runId, token);
        });
    }

    /**
     * Makes all forecasts of a run visible at once, after counting them again. Publishing it again changes nothing.
     *
     * @throws StoreException of kind BAD_DATA when a series is neither scored nor skipped, rows are missing, or there is
     *     nothing to publish; of kind TRY_AGAIN when another job has taken the run in hand since
     */
    public RunSummary publish(Claim claim) {
        RunSummary summary = database.inTransaction(connection -> {
            Publication.Outcome outcome = Publication.ofRun(connection, claim);
            return Query.named("read_forecast_run")
                    .with("run_id", claim.id())
                    .first(
                            connection,
                            row -> new RunSummary(
                                    claim.id(), row.number("rows_published"), outcome == Publication.Outcome.FOUND))
                    .orElseThrow(() -> missing(claim.id()));
        });
        LOG.info(
                "{} run {} with {} forecasts",
                summary.alreadyPublished() ? "Found published" : "Published",
                summary.runId(),
                summary.rows());
        return summary;
    }

    /**
     * What publishing a run made visible.
     *
     * @param alreadyPublished true when this call found it published and changed nothing
     */
    public record RunSummary(UUID runId, long rows, boolean alreadyPublished) {}

    private static StoreException missing(UUID runId) {
        return new StoreException(StoreException.Kind.BAD_DATA, "No run of ours has the id " + runId);
    }

    private static List<ModelVersion> modelVersions(Connection connection, @Nullable UUID runId, List<UUID> ids)
            throws SQLException {
        return Query.named("read_model_versions")
                .with("run_id", runId)
                .with("ids", ids.toArray(UUID[]::new))
                .list(
                        connection,
                        row -> new ModelVersion(
                                row.id("model_version_id"),
                                row.seriesKey(),
                                row.text("method"),
                                row.period("origin"),
                                row.moment("as_of"),
                                row.text("data_hash"),
                                row.text("settings"),
                                row.number("seed"),
                                row.text("code_version"),
                                row.text("image_digest"),
                                row.text("bundle_uri"),
                                row.text("bundle_sha256"),
                                row.text("parameter_hash")));
    }

    private static List<Accuracy> accuracy(Connection connection, UUID runId) throws SQLException {
        return Query.named("read_accuracy")
                .with("run_id", runId)
                .list(
                        connection,
                        row -> new Accuracy(
                                row.seriesKey(),
                                row.text("method"),
                                row.word("measure", Measure.class),
                                row.integer("horizon"),
                                row.word("truth", Truth.class),
                                row.word("scope", Scope.class),
                                row.integer("n"),
                                row.real("rmse"),
                                row.real("mae"),
                                row.real("bias"),
                                row.realOrNull("ratio_ar"),
                                row.realOrNull("dm_statistic"),
                                row.realOrNull("dm_p")));
    }

    private static Blessing blessing(Query.Row row) throws SQLException {
        return new Blessing(
                row.seriesKey(),
                row.text("band"),
                row.integer("horizon_from"),
                row.integer("horizon_to"),
                row.text("method"),
                row.textOrNull("previous_method"),
                row.realOrNull("score"),
                row.realOrNull("benchmark_score"),
                row.text("reason"),
                row.text("actor"));
    }
}
