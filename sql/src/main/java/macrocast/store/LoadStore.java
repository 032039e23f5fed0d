package macrocast.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import macrocast.domain.Adjustment;
import macrocast.domain.Frequency;
import macrocast.domain.Series;
import macrocast.domain.Series.Base;
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
    private static final int LONGEST_EXCERPT = 200;

    private final Database database;

    public LoadStore(Database database) {
        this.database = database;
    }

    /**
     * Makes a source and its series known, or corrects their titles, units, bases and use.
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
            Set<String> known = new HashSet<>(Query.named("upsert_series")
                    .with("source", source.code())
                    .with("codes", each(series, one -> one.key().code()))
                    .with("frequencies", each(series, one -> one.frequency().name()))
                    .with("titles", each(series, Series::title))
                    .with("units", each(series, Series::unit))
                    .with("measures", each(series, one -> Query.word(one.measure())))
                    .with("transforms", each(series, one -> Query.word(one.transform())))
                    .with("are_targets", each(series, Series::target))
                    .with(
                            "weeks_start_on",
                            each(series, one -> weekday(one.attributes().weekStart())))
                    .with(
                            "seasonal_adjustments",
                            each(series, one -> Query.word(one.attributes().seasonalAdjustment())))
                    .with("tcodes", each(series, one -> one.attributes().tcode()))
                    .with("publication_lags_days", each(series, one -> one.attributes()
                            .publicationLagDays()))
                    .with("release_calendars", each(series, one -> one.attributes()
                            .releaseCalendar()))
                    .with("categories", each(series, one -> one.attributes().category()))
                    .list(connection, row -> row.text("code")));
            for (Series one : series) {
                if (!known.contains(one.key().code())) {
                    throw new StoreException(
                            StoreException.Kind.BAD_DATA,
                            one.key() + " is known with another frequency than " + one.frequency()
                                    + (one.frequency() == Frequency.WEEKLY
                                            ? ", or with weeks that start on another day"
                                            : ""));
                }
            }
            noteBases(connection, source, series);
            return true;
        });
    }

    /**
     * Corrects what is known of a source and of those of these series that have been loaded before, and makes no other known.
     *
     * @param series all of a catalogue; one that is known with another frequency is left for the load that brings it
     */
    public void describe(Source source, Collection<Series> series) {
        Set<String> known = database.inTransaction(connection -> new HashSet<>(Query.named("read_series_of_source")
                .with("source", source.code())
                .list(connection, row -> row.text("same"))));
        register(
                source, series.stream().filter(one -> known.contains(same(one))).toList());
    }

    private static String same(Series series) {
        Integer week = weekday(series.attributes().weekStart());
        return series.key().code() + ' ' + series.frequency() + (week == null ? "" : " " + week);
    }

    private static void noteBases(Connection connection, Source source, Collection<Series> series) throws SQLException {
        List<String> codes = new ArrayList<>();
        List<Base> bases = new ArrayList<>();
        for (Series one : series) {
            for (Base base : one.attributes().bases()) {
                codes.add(one.key().code());
                bases.add(base);
            }
        }
        Query.named("insert_series_base")
                .with("source", source.code())
                .with("series", each(series, one -> one.key().code()))
                .with("codes", codes)
                .with("known_at", bases.stream().map(Base::knownAt).toList())
                .with("base_periods", bases.stream().map(Base::period).toList())
                .with("units", bases.stream().<@Nullable String>map(Base::unit).toList())
                .update(connection);
    }

    private static List<@Nullable Object> each(
            Collection<Series> series, Function<Series, @Nullable Object> attribute) {
        List<@Nullable Object> values = new ArrayList<>();
        series.forEach(one -> values.add(attribute.apply(one)));
        return values;
    }

    private static @Nullable Integer weekday(@Nullable DayOfWeek day) {
        return day == null ? null : day.getValue();
    }

    /** Opens a load that no job stands for. */
    public Load open(LoadRequest request) {
        return open(request, null);
    }

    /**
     * Takes a load in hand, new or begun before: the same request gives the same load for ever, and whoever had it in hand
     * before cannot publish it any more.
     *
     * @param jobRunId the job that works on it; when that dies, the reaper gives the load up
     * @throws StoreException of kind BAD_DATA when the source is not registered or a person rejected the load; of kind
     *     HELD when it waits for a person
     */
    public Load open(LoadRequest request, @Nullable UUID jobRunId) {
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
                    .with("job_run_id", jobRunId)
                    .update(connection);
            LoadRow row = read(connection, loadKey)
                    .orElseThrow(() -> new StoreException(
                            StoreException.Kind.BAD_DATA, "Source " + request.source() + " is not registered"));
            if (row.status().equals("held")) {
                throw held(loadKey, row.message());
            }
            if (row.status().equals("rejected")) {
                throw new StoreException(
                        StoreException.Kind.BAD_DATA, "Load " + loadKey + " is rejected: " + row.message());
            }
            for (Payload payload : request.payloads()) {
                Query.named("insert_load_payload")
                        .with("load_key", loadKey)
                        .with("payload_sha256", payload.sha256())
                        .with("name", payload.name())
                        .update(connection);
            }
            return new Load(new Claim(loadKey, row.token()), row.knownAt(), row.published());
        });
    }

    /**
     * An opened load.
     *
     * @param knownAt when its payloads were first seen, by this opening or an earlier one
     * @param published what it brought, when it was published before: then there is nothing left to do
     */
    public record Load(Claim claim, Instant knownAt, Optional<LoadSummary> published) {

        public UUID loadKey() {
            return claim.id();
        }
    }

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

    /** Notes how the adjusted series of a load were made, before it is published. Noted again, the first note stays. */
    public void note(UUID loadKey, Collection<Adjustment> adjustments) {
        database.inTransaction(connection -> {
            SeriesIds ids = SeriesIds.read(connection);
            Query.named("insert_seasonal_adjustment")
                    .batch(connection, adjustments, (bound, one) -> bound.with("load_key", loadKey)
                            .with("series_id", ids.of(one.series()))
                            .with("input_series_id", ids.of(one.input()))
                            .with("data_version_id", one.version().id())
                            .with("identified_version_id", one.identified().id())
                            .with("method", one.method())
                            .with("specification", one.specification())
                            .with("policy", one.policy())
                            .with("library", one.library())
                            .with("input_sha256", one.inputSha256())
                            .with("identified_sha256", one.identifiedSha256())
                            .with("model", one.modelJson())
                            .with("diagnostics", one.diagnosticsJson()));
            return true;
        });
    }

    /** Notes, before a load is published, what its bodies speak of and it was not given. */
    public void noteLack(Claim claim, String lacks) {
        database.inTransaction(connection -> Query.named("note_lack")
                .with("load_key", claim.id())
                .with("token", claim.token())
                .with("lacks", lacks)
                .update(connection));
    }

    /**
     * Makes a load visible: compares its rows with the store, writes the changes and the quarantine, numbers the load and
     * empties its stage, in one transaction. Publishing it again returns the same summary.
     *
     * @throws StoreException when nothing became visible: of kind BAD_DATA when the stage does not hold the announced rows,
     *     TRY_AGAIN when another job has taken the load in hand since, HELD when rules want a person's approval
     */
    public LoadSummary publish(Claim claim) {
        LoadSummary summary = database.inTransaction(connection -> {
                    Publication.Outcome outcome = Publication.ofLoad(connection, claim);
                    LoadRow row = read(connection, claim.id()).orElseThrow();
                    if (outcome == Publication.Outcome.HELD) {
                        return Optional.<LoadSummary>empty();
                    }
                    return row.published().map(s -> s.found(outcome == Publication.Outcome.FOUND));
                })
                .orElseThrow(() -> held(claim.id(), message(claim.id())));
        LOG.info("{} {}", summary.alreadyPublished() ? "Found published" : "Published", summary.inWords());
        return summary;
    }

    /** What a person says of a held load. */
    public enum Decision {
        /** It is published, now. */
        APPROVE,
        /** It is given up for good. */
        REJECT
    }

    /**
     * Decides a held load, as an approver; the decision, the person and the reason stand in the audit chain.
     *
     * @param actor who decides
     * @return what became of it, in words
     * @throws StoreException of kind BAD_DATA when the load is not held, or its rows are not those that were
     */
    public String decide(UUID loadKey, Decision decision, String actor, String reason) {
        String outcome = database.inTransaction(connection -> Query.named("decide_load")
                .with("load_key", loadKey)
                .with("is_approved", decision == Decision.APPROVE)
                .with("actor", actor)
                .with("reason", reason)
                .list(connection, row -> row.text("outcome"))
                .get(0));
        if (outcome.startsWith("not published")) {
            throw new StoreException(StoreException.Kind.BAD_DATA, outcome);
        }
        LOG.info("Load {} is {}, by {}: {}", loadKey, outcome, actor, reason);
        return outcome;
    }

    /** The loads that wait for a person, the oldest first. */
    public List<Held> held() {
        return database.inTransaction(connection -> Query.named("read_held_loads")
                .bare()
                .list(connection, row -> new Held(row.id("load_key"), row.text("source"), row.text("message"))));
    }

    /**
     * A load that waits for a person.
     *
     * @param source code of its source
     * @param message why it is held
     */
    public record Held(UUID loadKey, String source, String message) {}

    /** The bodies of a published load of which every row went to quarantine, each with the first one and why, in words. */
    public List<String> refusedBodies(UUID loadKey) {
        return database.inTransaction(connection -> Query.named("read_refused_payloads")
                .with("load_key", loadKey)
                .list(
                        connection,
                        row -> row.text("name") + " has " + row.number("row_count")
                                + " rows, all refused and in quarantine; row " + row.number("row_no") + " as "
                                + row.text("reason") + ": " + excerpt(row.text("raw_text"))));
    }

    private static String excerpt(String text) {
        return text.length() <= LONGEST_EXCERPT ? text : text.substring(0, LONGEST_EXCERPT) + "...";
    }

    /** What a held load would do: first rows that would be quarantined, then by how much each changes what is in force. */
    public List<HeldRow> heldRows(UUID loadKey, int limit) {
        return database.inTransaction(connection -> Query.named("read_held_rows")
                .with("load_key", loadKey)
                .with("row_limit", limit)
                .list(
                        connection,
                        row -> new HeldRow(
                                row.text("series_key"),
                                row.textOrNull("period_start"),
                                row.textOrNull("value_before"),
                                row.textOrNull("value"),
                                row.text("fate"),
                                row.textOrNull("reason"))));
    }

    /**
     * A row that waits for a person.
     *
     * @param valueBefore the value in force before; null: none
     * @param value null: withdrawn
     * @param fate what becomes of it, such as revised
     * @param reason why it would be quarantined; null: it would not
     */
    public record HeldRow(
            String series,
            @Nullable String periodStart,
            @Nullable String valueBefore,
            @Nullable String value,
            String fate,
            @Nullable String reason) {
        public String inWords() {
            return series + " " + periodStart + " " + fate + ": "
                    + (reason != null ? reason : valueBefore + " before, now " + value);
        }
    }

    /** Codes of the series that keep a load from being published, by their rules; empty when it is the load as a whole. */
    public SortedSet<String> heldSeries(UUID loadKey) {
        List<String> codes = database.inTransaction(connection ->
                Query.named("read_held_series").with("load_key", loadKey).list(connection, row -> row.text("series")));
        return new TreeSet<>(codes);
    }

    private String message(UUID loadKey) {
        return database.inTransaction(
                connection -> read(connection, loadKey).map(LoadRow::message).orElse("no load"));
    }

    private static StoreException held(UUID loadKey, String why) {
        return new StoreException(
                StoreException.Kind.HELD,
                "Load " + loadKey + " is held: " + why + ". To publish it: select api.approve_load('" + loadKey
                        + "', 'who', 'why'), or api.reject_load");
    }

    /** Gives a load up: its stage is emptied and the reason kept. A published load stays. */
    public void reject(UUID loadKey, String message) {
        database.inTransaction(connection -> {
            int rejected = Query.named("reject_load")
                    .with("load_key", loadKey)
                    .with("message", message)
                    .update(connection);
            Query.named("empty_stage").with("load_key", loadKey).update(connection);
            return rejected;
        });
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
                            row.textOrNull("lacks"),
                            true))
                    : Optional.empty();
            return new LoadRow(
                    status,
                    row.number("token"),
                    String.valueOf(row.textOrNull("message")),
                    row.moment("known_at"),
                    summary);
        });
    }

    private record LoadRow(
            String status, long token, String message, Instant knownAt, Optional<LoadSummary> published) {}
}
