package macrocast.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import macrocast.ingest.Ingest;
import macrocast.ingest.IngestOptions;
import macrocast.store.Database;
import macrocast.store.LoadSummary;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/** Loads made-up vintages through the whole pipeline; a process of its own when its memory is what is measured. */
final class Loader {
    private Loader() {}

    /** Database as in a job's environment; the pattern of the bodies. Prints the peak of its memory in kB. */
    public static void main(String[] args) throws IOException {
        load(Database.fromEnvironment(System.getenv()), args[0]);
        // proc_pid_status(5): VmHWM is the peak resident set size.
        String peak = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .findFirst()
                .orElseThrow();
        System.out.println(peak.replaceAll("[^0-9]", ""));
    }

    static LoadSummary load(Database database, String bodies) throws IOException {
        // As macrocast.ingest.Main sets them.
        IngestOptions options = PipelineOptionsFactory.fromArgs(
                        "--input=" + bodies, "--enforceImmutability=false", "--enforceEncodability=false")
                .as(IngestOptions.class);
        Path blobs = Files.createTempDirectory("blobs");
        return Ingest.into(database, blobs.toUri().toString(), Map.of()).run(new Panel(), options);
    }
}
