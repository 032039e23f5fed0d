package macrocast.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import macrocast.domain.Frequency;
import macrocast.domain.Series;
import macrocast.domain.Source;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way in: open a load, stage its rows by COPY, publish them in one transaction.
 *
 * <p>Retries, replays, two runs at once and a kill at any point leave the same rows as one clean run. Nothing staged is
 * visible before it is published, and then all of it is.
 */
public final class LoadStore {
    private static final Logger LOG = LoggerFactory.getLogger(LoadStore.class);

    private final Database database;

    public LoadStore(Database database) {
        this.database = database;
    }

    /**
     * Makes a source and its series known, or corrects their titles, units and use.
     *
     * @throws StoreException of kind BAD_DATA when a series is known with another frequency
     */
    public void register(Source source, Collection<Series> series) {
        database.inTransaction(connection -> {
            Query.named("upsert_source")
                    .with("code", source.code())
                    .with("title", source.title())
                    .with("licence", source.licence())
                    .with("homepage", source.homepage())
                    .update(connection);
            for (Series one : series) {
                boolean known = Query.named("upsert_series")
                        .with("source", one.key().source())
                        .with("code", one.key().code())
                        .with("frequency", one.frequency())
                        .with("title", one.title())
                        .with("unit", one.unit())
                        .with("measure", one.measure())
                        .with("transform", one.transform())
                        .with("is_target", one.target())
                        .with("week_starts_on", weekday(one.attributes().weekStart()))
                        .with("seasonal_adjustment", one.attributes().seasonalAdjustment())
                        .with("tcode", one.attributes().tcode())
                        .with("publication_lag_days", one.attributes().publicationLagDays())
                        .with("release_calendar", one.attributes().releaseCalendar())
                        .with("category", one.attributes().category())
                        .first(connection, row -> row.number("series_id"))
                        .isPresent();
                if (!known) {
                    throw new StoreException(
                            StoreException.Kind.BAD_DATA,
                            one.key() + " is known with another frequency than " + one.frequency()
                                    + (one.frequency() == Frequency.WEEKLY
                                            ? ", or with weeks that start on another day"
                                            : ""));
                }
            }
            return true;
        });
    }

    private static @Nullable Integer weekday(@Nullable DayOfWeek day) {
        return day == null ? null : day.getValue();
    }

    /**
     * Opens a load, or finds it: the same request gives the same load for ever.
     *
     * @throws StoreException of kind BAD_DATA when the source is not registered
     */
    public Load open(LoadRequest request) {
        UUID loadKey = request.loadKey();
        return database.inTransaction(connection -> {
            for (Payload payload : request.payloads()) {
                Query.named("insert_raw_payload")
                        .with("payload_sha256", payload.sha256())
                        .with("uri", payload.uri())
                        .with("bytes", payload.bytes())
                        .with("media_type", payload.mediaType())
                        .update(connection);
            }
            Query.named("open_load")
                    .with("load_key", loadKey)
                    .with("source", request.source())
                    .with("parser_version", request.parserVersion())
                    .with("known_quality", request.quality())
                    .with("known_precision", request.precision())
                    .with("known_at", request.knownAt().orElse(null))
                    .update(connection);
            Optional<LoadRow> row = read(connection, loadKey);
            if (row.isEmpty()) {
                throw new StoreException(
                        StoreException.Kind.BAD_DATA, "Source " + request.source() + " is not registered");
            }
            for (Payload payload : request.payloads()) {
                Query.named("insert_load_payload")
                        .with("load_key", loadKey)
                        .with("payload_sha256", payload.sha256())
                        .with("name", payload.name())
                        .update(connection);
            }
            return new Load(loadKey, row.get().knownAt(), row.get().published());
        });
    }

    /**
     * An opened load.
     *
     * @param knownAt when its payloads were first seen, by this opening or an earlier one
     * @param published what it brought, when it was published before: then there is nothing left to do
     */
    public record Load(UUID loadKey, Instant knownAt, Optional<LoadSummary> published) {}

    /** Opens a COPY into the stage. The caller closes it, also after an exception. */
    public StageWriter writer(UUID loadKey) {
        Connection connection = null;
        try {
            connection = database.open();
            return new StageWriter(connection, loadKey);
        } catch (SQLException e) {
            StoreException failure = StoreException.of(e);
            if (connection != null) {
                try {
                    connection.close();
                } catch (SQLException suppressed) {
                    failure.addSuppressed(suppressed);
                }
            }
            throw failure;
        }
    }

    /** Streams rows into the stage and returns how many. Staging a row again does no harm. */
    public long stage(UUID loadKey, Iterator<StageRow> rows) {
        try (StageWriter writer = writer(loadKey)) {
            rows.forEachRemaining(writer::write);
            return writer.finish();
        }
    }

    /**
     * Announces what the parser found in a payload; publishing counts again.
     *
     * @param rows rows given to the stage, rejected ones included
     * @param skipped rows left out on purpose
     * @throws StoreException of kind BAD_DATA when another number was announced before
     */
    public void expect(UUID loadKey, String payloadSha256, long rows, long skipped) {
        int updated = database.inTransaction(connection -> Query.named("expect_rows")
                .with("load_key", loadKey)
                .with("payload_sha256", payloadSha256)
                .with("rows_expected", rows)
                .with("rows_skipped", skipped)
                .update(connection));
        if (updated != 1) {
            throw new StoreException(
                    StoreException.Kind.BAD_DATA,
                    "Load " + loadKey + " has another count for payload " + payloadSha256 + " than " + rows
                            + " rows and " + skipped + " skipped, or no such payload");
        }
    }

    /**
     * Makes a load visible: compares its rows with the store, writes the changes and the quarantine, numbers the load and
     * empties its stage, in one transaction. Publishing it again returns the same summary.
     *
     * @throws StoreException of kind BAD_DATA when the stage does not hold the announced rows; nothing is visible then
     */
    public LoadSummary publish(UUID loadKey) {
        LoadSummary summary = database.inTransaction(connection -> {
            Query.named("publish_lock_source").with("load_key", loadKey).list(connection, row -> true);
            LoadRow load = read(connection, loadKey)
                    .orElseThrow(() -> new StoreException(StoreException.Kind.BAD_DATA, "No load " + loadKey));
            if (load.published().isEmpty()) {
                if (!load.status().equals("staged")) {
                    throw new StoreException(
                            StoreException.Kind.BAD_DATA,
                            "Load " + loadKey + " is " + load.status() + ": " + load.message());
                }
                writeChanges(connection, loadKey);
            }
            Query.named("empty_stage").with("load_key", loadKey).update(connection);
            return load.published().orElseGet(() -> freshSummary(connection, loadKey));
        });
        LOG.info("{} {}", summary.alreadyPublished() ? "Found published" : "Published", summary);
        return summary;
    }

    /** Gives a load up: its stage is emptied and the reason kept. A published load stays. */
    public void reject(UUID loadKey, String message) {
        database.inTransaction(connection -> {
            Query.named("empty_stage").with("load_key", loadKey).update(connection);
            return Query.named("reject_load")
                    .with("load_key", loadKey)
                    .with("message", message)
                    .update(connection);
        });
    }

    private static void writeChanges(Connection connection, UUID loadKey) throws SQLException {
        Query.named("publish_collect_rows").with("load_key", loadKey).update(connection);
        Query.named("publish_analyze_collected").bare().update(connection);
        List<String> mismatches = Query.named("publish_recount")
                .with("load_key", loadKey)
                .list(
                        connection,
                        row -> row.text("name") + " has " + row.number("rows_delivered") + " rows ("
                                + row.number("rows_different") + " different), needed "
                                + (row.isNull("rows_expected") ? "an announcement" : row.number("rows_expected")));
        if (!mismatches.isEmpty()) {
            throw new StoreException(
                    StoreException.Kind.BAD_DATA,
                    "Load " + loadKey + " does not reconcile: " + String.join("; ", mismatches));
        }
        Query.named("publish_judge_rows").bare().update(connection);
        Query.named("publish_analyze_judged").bare().update(connection);
        Query.named("publish_collect_changes").bare().update(connection);
        Query.named("publish_lock_numbers").bare().list(connection, row -> true);
        long loadId = Query.named("publish_number_load")
                .with("load_key", loadKey)
                .list(connection, row -> row.number("load_id"))
                .get(0);
        Query.named("publish_observations").with("load_id", loadId).update(connection);
        Query.named("publish_vintages").with("load_id", loadId).update(connection);
        Query.named("publish_forecast_run").with("load_key", loadKey).update(connection);
        int forecasts =
                Query.named("publish_forecasts").with("load_key", loadKey).update(connection);
        if (forecasts > 0) {
            Query.named("publish_run")
                    .with("run_id", loadKey)
                    .with("rows_published", forecasts)
                    .update(connection);
        }
        Query.named("publish_quarantine").with("load_key", loadKey).update(connection);
        Query.named("publish_load").with("load_key", loadKey).update(connection);
    }

    private static LoadSummary freshSummary(Connection connection, UUID loadKey) {
        try {
            LoadSummary s = read(connection, loadKey).orElseThrow().published().orElseThrow();
            return new LoadSummary(
                    s.loadKey(),
                    s.loadId(),
                    s.read(),
                    s.written(),
                    s.unchanged(),
                    s.quarantined(),
                    s.skipped(),
                    s.restored(),
                    false);
        } catch (SQLException e) {
            throw StoreException.of(e);
        }
    }

    private static Optional<LoadRow> read(Connection connection, UUID loadKey) throws SQLException {
        return Query.named("read_load").with("load_key", loadKey).first(connection, row -> {
            String status = row.text("status");
            Optional<LoadSummary> summary = status.equals("published")
                    ? Optional.of(new LoadSummary(
                            loadKey,
                            row.number("load_id"),
                            row.number("rows_read"),
                            row.number("rows_written"),
                            row.number("rows_unchanged"),
                            row.number("rows_quarantined"),
                            row.number("rows_skipped"),
                            row.number("rows_restored"),
                            true))
                    : Optional.empty();
            return new LoadRow(status, String.valueOf(row.textOrNull("message")), row.moment("known_at"), summary);
        });
    }

    private record LoadRow(String status, String message, Instant knownAt, Optional<LoadSummary> published) {}
}
