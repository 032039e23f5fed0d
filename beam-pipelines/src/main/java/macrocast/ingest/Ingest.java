package macrocast.ingest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import macrocast.store.Database;
import macrocast.store.LoadRequest;
import macrocast.store.LoadStore;
import macrocast.store.LoadStore.Load;
import macrocast.store.LoadSummary;
import macrocast.store.Payload;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult.State;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.PCollectionTuple;
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

    private Ingest(Database database, RawArchive archive) {
        this.database = database;
        this.archive = archive;
    }

    /**
     * Where rows and bodies go.
     *
     * @param blobRoot {@code file:///blob} or {@code gs://bucket/prefix}
     */
    public static Ingest into(Database database, String blobRoot) {
        return new Ingest(database, new RawArchive(blobRoot));
    }

    /**
     * Loads what the source has now.
     *
     * @throws SourceUnavailableException when there is no body
     * @throws UnreadablePayloadException when one cannot be read
     * @throws macrocast.store.StoreException when the database refuses, or cannot be reached
     */
    public LoadSummary run(SourceIngest source, IngestOptions options) {
        FileSystems.setDefaultPipelineOptions(options);
        List<Payload> payloads = archived(source, options.getInput());
        LoadStore store = new LoadStore(database);
        Catalogue catalogue = source.catalogue();
        store.register(catalogue.source(), List.of());
        Load load = store.open(new LoadRequest(
                catalogue.source().code(),
                source.parserVersion(),
                source.knownQuality(),
                source.knownPrecision(),
                payloads));
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
        return store.publish(load.loadKey());
    }

    private List<Payload> archived(SourceIngest source, String input) {
        Map<String, Payload> bySha256 = new LinkedHashMap<>();
        source.fetch(input, body -> {
            Payload payload = archive.put(body);
            Payload same = bySha256.putIfAbsent(payload.sha256(), payload);
            if (same != null) {
                LOG.warn("{} has the same bytes as {} and is left out", payload.name(), same.name());
            }
        });
        return List.copyOf(bySha256.values());
    }

    private void stage(SourceIngest source, Load load, List<Payload> payloads, IngestOptions options) {
        Pipeline pipeline = Pipeline.create(options);
        PCollectionTuple parsed = pipeline.apply(
                        "Payloads", Create.of(payloads).withCoder(SerializableCoder.of(Payload.class)))
                .apply("ParseRows", ParseRows.of(archive, source.parser()));
        parsed.get(ParseRows.ROWS).apply("StageRows", StageRows.into(database, load.loadKey()));
        parsed.get(ParseRows.TALLIES)
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
