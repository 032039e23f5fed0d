package macrocast.ingest;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import macrocast.store.Database;
import macrocast.store.LoadRequest;
import macrocast.store.LoadRequest.Precision;
import macrocast.store.LoadRequest.Quality;
import macrocast.store.LoadStore;
import macrocast.store.LoadStore.Load;
import macrocast.store.LoadSummary;
import macrocast.store.Payload;
import macrocast.store.StoreException;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult.State;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.transforms.Create;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of one source: fetch, archive, parse, stage, publish.
 *
 * <p>What was published before is found by the payloads' hashes and left alone. A run that fails leaves every observation,
 * forecast and quarantined row as it was; the load then says why it was rejected.
 */
public final class Ingest {
    private static final Logger LOG = LoggerFactory.getLogger(Ingest.class);

    private final Database database;
    private final RawArchive archive;
    private final Function<Catalogue, LiveSource> live;
    private final @Nullable UUID jobRunId;

    private Ingest(
            Database database, RawArchive archive, Function<Catalogue, LiveSource> live, @Nullable UUID jobRunId) {
        this.database = database;
        this.archive = archive;
        this.live = live;
        this.jobRunId = jobRunId;
    }

    /**
     * Where rows and bodies go.
     *
     * @param blobRoot {@code file:///blob} or {@code gs://bucket/prefix}
     * @param environment holds the keys of sources that want one, and MACROCAST_AS_OF, which all tries of a run share
     */
    public static Ingest into(Database database, String blobRoot, Map<String, String> environment) {
        return new Ingest(
                database,
                new RawArchive(blobRoot),
                catalogue -> LiveSource.of(catalogue, environment)
                        .remembering(new RawArchive(blobRoot), environment.getOrDefault("MACROCAST_AS_OF", "")),
                null);
    }

    /** The same, asking every source at an address of our own. */
    static Ingest into(Database database, String blobRoot, LiveSource live) {
        return new Ingest(database, new RawArchive(blobRoot), catalogue -> live, null);
    }

    /** The same on behalf of a job: when that dies, its load is given up. */
    Ingest forJob(UUID id) {
        return new Ingest(database, archive, live, id);
    }

    /**
     * Loads what the source has now.
     *
     * @throws SourceUnavailableException when there is no body
     * @throws UnreadablePayloadException when one cannot be read, or every row of one was refused: then they are in
     *     quarantine, and what else there is is loaded
     * @throws macrocast.store.StoreException when the database refuses, or cannot be reached
     */
    public LoadSummary run(SourceIngest source, IngestOptions options) {
        FileSystems.setDefaultPipelineOptions(options);
        Catalogue catalogue = source.catalogue();
        Optional<LiveSource> asked =
                options.getInput().equals(SourceIngest.LIVE) ? Optional.of(live.apply(catalogue)) : Optional.empty();
        List<String> damaged = new ArrayList<>();
        List<Payload> payloads = archived(source, options.getInput(), asked, damaged);
        LoadSummary summary;
        try {
            summary = run(source, options, payloads);
        } catch (UnreadablePayloadException e) {
            asked.ifPresent(LiveSource::forget);
            if (!source.bodiesStandAlone() || payloads.size() == 1) {
                throw e;
            }
            throw withoutTheUnreadable(source, options, payloads, damaged, e);
        } catch (StoreException e) {
            throw damaged.isEmpty() ? e : also(e, damaged);
        }
        List<String> refused = new ArrayList<>(damaged);
        refused.addAll(new LoadStore(database).refusedBodies(summary.loadKey()));
        List<String> unanswered = asked.map(LiveSource::unanswered).orElse(List.of());
        if (!refused.isEmpty()) {
            refused.addAll(unanswered);
            throw new UnreadablePayloadException("Load " + summary.loadId(), String.join("; ", refused));
        }
        if (!unanswered.isEmpty()) {
            throw new SourceUnavailableException("Load " + summary.loadId() + " has all but " + unanswered.size()
                    + " answers: " + String.join("; ", unanswered));
        }
        return summary;
    }

    /** Loads the bodies that can be read, gives each of the others up by itself, and says so. */
    private UnreadablePayloadException withoutTheUnreadable(
            SourceIngest source,
            IngestOptions options,
            List<Payload> payloads,
            List<String> damaged,
            UnreadablePayloadException first) {
        LoadStore store = new LoadStore(database);
        List<Payload> readable = new ArrayList<>();
        List<String> reasons = new ArrayList<>(damaged);
        for (Payload payload : payloads) {
            try {
                for (String name : payload.names()) {
                    source.parser(Instant.EPOCH).parse(name, archive.get(payload), row -> {});
                }
                readable.add(payload);
            } catch (UnreadablePayloadException e) {
                reasons.add(String.valueOf(e.getMessage()));
                Load load = store.open(request(source, options, List.of(payload)));
                if (load.published().isEmpty()) {
                    store.reject(load.loadKey(), String.valueOf(e.getMessage()));
                }
            }
        }
        if (readable.isEmpty() || readable.size() == payloads.size()) {
            return first;
        }
        LoadSummary summary;
        try {
            summary = run(source, options, readable);
        } catch (StoreException e) {
            throw also(e, reasons);
        }
        return new UnreadablePayloadException(
                reasons.size() + " of " + (payloads.size() + damaged.size()) + " bodies cannot be read, load "
                        + summary.loadId() + " has the others",
                String.join("; ", reasons),
                first);
    }

    /** What the database refused, with what could not be read besides. */
    private static StoreException also(StoreException refusal, List<String> unreadable) {
        return new StoreException(
                refusal.kind(),
                refusal.getMessage() + ". Bodies that cannot be read: " + String.join("; ", unreadable));
    }

    private static LoadRequest request(SourceIngest source, IngestOptions options, List<Payload> payloads) {
        Catalogue catalogue = source.catalogue();
        return new LoadRequest(
                catalogue.source().code(),
                version(source, payloads),
                catalogue.knownQuality(),
                catalogue.knownQuality() == Quality.HARVESTED ? Precision.SECOND : Precision.DAY,
                knownAt(options),
                payloads);
    }

    /** The version of the parser, and what it reads of the names of bodies where it reads anything. */
    private static String version(SourceIngest source, List<Payload> payloads) {
        SortedSet<String> read = new TreeSet<>();
        for (Payload payload : payloads) {
            payload.names().stream()
                    .map(source::readOf)
                    .filter(text -> !text.isEmpty())
                    .forEach(text -> read.add(payload.sha256() + " " + text));
        }
        if (read.isEmpty()) {
            return source.parserVersion();
        }
        String hash = RawArchive.sha256(String.join("\n", read).getBytes(StandardCharsets.UTF_8));
        return source.parserVersion() + " names " + hash.substring(0, 12);
    }

    private LoadSummary run(SourceIngest source, IngestOptions options, List<Payload> payloads) {
        try {
            return load(source, options, payloads);
        } catch (StoreException e) {
            throw e.kind() == StoreException.Kind.HELD ? withTheOtherSeries(source, options, payloads, e) : e;
        }
    }

    /** Loads the series that no rule holds back, and says so. The load that is held has all of them still. */
    private StoreException withTheOtherSeries(
            SourceIngest source, IngestOptions options, List<Payload> payloads, StoreException held) {
        SortedSet<String> series = new LoadStore(database)
                .heldSeries(request(source, options, payloads).loadKey());
        if (series.isEmpty() || series.size() == source.catalogue().series().size()) {
            return held;
        }
        LoadSummary others = load(new SourceWithout(source, series), options, payloads);
        return new StoreException(
                StoreException.Kind.HELD, held.getMessage() + ". Load " + others.loadId() + " has the other series");
    }

    private LoadSummary load(SourceIngest source, IngestOptions options, List<Payload> payloads) {
        Catalogue catalogue = source.catalogue();
        LoadStore store = new LoadStore(database);
        store.describe(catalogue.source(), catalogue.series());
        Load load = store.open(request(source, options, payloads), jobRunId);
        if (load.published().isPresent()) {
            LoadSummary summary = load.published().get();
            LOG.info("Load {} was published before as load {}: nothing to do", load.loadKey(), summary.loadId());
            return summary;
        }
        LOG.info(
                "Load {} of {} has {} payloads",
                load.loadKey(),
                catalogue.source().code(),
                payloads.size());
        try {
            stage(source, load, payloads, options);
        } catch (RuntimeException e) {
            throw rejected(store, load, e);
        }
        List<String> lacks = source.lacks(() -> payloads.stream()
                .map(payload -> new Body(payload.name(), payload.mediaType(), archive.get(payload)))
                .iterator());
        if (!lacks.isEmpty()) {
            LOG.warn("Load {} lacks what its bodies speak of: {}", load.loadKey(), String.join("; ", lacks));
            store.noteLack(load.claim(), String.join("; ", lacks));
        }
        return store.publish(load.claim());
    }

    private static Optional<Instant> knownAt(IngestOptions options) {
        try {
            return Optional.ofNullable(options.getKnownAt()).map(Instant::parse);
        } catch (DateTimeParseException e) {
            throw new ConfigurationException(
                    "--knownAt is " + options.getKnownAt() + ", needs a moment such as 2024-11-20T07:00:00Z");
        }
    }

    /** What there is; files that no program could inflate are named in {@code damaged}, where the others stand alone. */
    private List<Payload> archived(
            SourceIngest source, String input, Optional<LiveSource> asked, List<String> damaged) {
        Map<String, Payload> bySha256 = new LinkedHashMap<>();
        Consumer<Body> keep = body -> {
            Payload payload = archive.put(body);
            bySha256.merge(payload.sha256(), payload, Ingest::bothNames);
        };
        if (asked.isPresent()) {
            source.fetch(asked.get(), keep);
        } else {
            WholeFiles.matching(input).forEach(keep, e -> {
                if (!source.bodiesStandAlone()) {
                    throw e;
                }
                damaged.add(String.valueOf(e.getMessage()));
            });
        }
        if (bySha256.isEmpty() && !damaged.isEmpty()) {
            throw new UnreadablePayloadException(input, String.join("; ", damaged));
        }
        if (bySha256.isEmpty()) {
            throw new SourceUnavailableException(source.catalogue().source().code() + " gave no body for " + input);
        }
        return List.copyOf(bySha256.values());
    }

    /** Two questions may have the same answer, and its name may be what tells of which series it is. */
    private static Payload bothNames(Payload one, Payload other) {
        Set<String> names = new LinkedHashSet<>(one.names());
        names.addAll(other.names());
        return new Payload(one.sha256(), one.uri(), List.copyOf(names), one.bytes(), one.mediaType());
    }

    private void stage(SourceIngest source, Load load, List<Payload> payloads, IngestOptions options) {
        Pipeline pipeline = Pipeline.create(options);
        pipeline.apply("Payloads", Create.of(payloads).withCoder(SerializableCoder.of(Payload.class)))
                .apply("StageRows", StageRows.of(archive, source.parser(load.knownAt()), database, load.loadKey()))
                .apply("AnnounceTallies", AnnounceTallies.to(database, load.loadKey(), source.catalogue()));
        State state = pipeline.run().waitUntilFinish();
        if (state != State.DONE) {
            throw new IllegalStateException("The pipeline ended as " + state);
        }
    }

    /** Only a body that will not parse tomorrow either gives the load up; after an outage it is simply run again. */
    private static RuntimeException rejected(LoadStore store, Load load, RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnreadablePayloadException unreadable) {
                store.reject(load.loadKey(), String.valueOf(unreadable.getMessage()));
                return unreadable;
            }
        }
        return failure;
    }
}
