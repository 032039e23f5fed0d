package macrocast.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import macrocast.ingest.Ingest;
import macrocast.ingest.IngestOptions;
import macrocast.store.Database;
import macrocast.store.LoadSummary;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/** Loads made-up vintages through the whole pipeline; a process of its own when its memory is what is measured. */
final class Loader {
    private Loader() {}

    /** Database as in a job's environment; vintages, vintages in a body, months; prints the peak of its memory in kB. */
    public static void main(String[] args) throws IOException {
        Path blobs = Files.createTempDirectory("blobs");
        load(
                Database.fromEnvironment(System.getenv()),
                Panel.of(Integer.parseInt(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2])),
                blobs);
        // proc_pid_status(5): VmHWM is the peak resident set size.
        String peak = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .findFirst()
                .orElseThrow();
        System.out.println(peak.replaceAll("[^0-9]", ""));
    }

    static LoadSummary load(Database database, Panel panel, Path blobs) {
        // As macrocast.ingest.Main sets them.
        IngestOptions options = PipelineOptionsFactory.fromArgs(
                        "--input=made-up", "--enforceImmutability=false", "--enforceEncodability=false")
                .as(IngestOptions.class);
        return Ingest.into(database, blobs.toUri().toString()).run(panel, options);
    }
}
