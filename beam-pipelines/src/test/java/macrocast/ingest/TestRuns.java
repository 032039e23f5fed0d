package macrocast.ingest;

import java.nio.file.Path;
import java.util.Map;
import macrocast.store.LoadSummary;
import macrocast.store.TestDatabase;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.jspecify.annotations.Nullable;

/** Whole runs of a source, as the role that loads. */
public final class TestRuns {
    private TestRuns() {}

    /** Runs that ask the interface given, remembering what it answered as one run after the other. */
    public static Ingest into(TestDatabase database, Path blobs, LiveSource live) {
        return into(database, blobs, live, "");
    }

    /** Runs that ask the interface given and are all tries of one. */
    public static Ingest into(TestDatabase database, Path blobs, LiveSource live, String run) {
        return Ingest.into(
                database.as("loader"), blobs.toString(), live.remembering(new RawArchive(blobs.toString()), run));
    }

    /** Loads files that match a pattern. */
    public static LoadSummary files(TestDatabase database, Path blobs, SourceIngest source, Object pattern) {
        return files(database, blobs, source, pattern, null);
    }

    /** Loads files whose values count as known from a moment on. */
    public static LoadSummary files(
            TestDatabase database, Path blobs, SourceIngest source, Object pattern, @Nullable String knownAt) {
        IngestOptions options = PipelineOptionsFactory.fromArgs(
                        "--input=" + pattern, "--enforceImmutability=false", "--enforceEncodability=false")
                .as(IngestOptions.class);
        options.setKnownAt(knownAt);
        return Ingest.into(database.as("loader"), blobs.toString(), Map.of()).run(source, options);
    }
}
