package macrocast.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Bodies that tests read. */
public final class Fixtures {
    private Fixtures() {}

    /** A body of the project's own, written by hand in the wire format of a source. */
    public static byte[] read(String path) {
        try (InputStream stream = Fixtures.class.getResourceAsStream("/" + path)) {
            if (stream == null) {
                throw new IllegalArgumentException("No fixture " + path);
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Where bodies that providers really sent are kept: MACROCAST_RECORDED, or {@code ../shared/data} beside the
     * repository. The calling test is skipped, and says so, when there are none.
     */
    public static Path recorded() {
        String set = System.getenv("MACROCAST_RECORDED");
        Path module = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
        Path folder = set == null || set.isEmpty()
                ? module.resolve("../../shared/data").normalize()
                : Path.of(set);
        Assumptions.assumeTrue(
                Files.isRegularFile(folder.resolve("manifest.csv")),
                "NOT TESTED: no recorded bodies in " + folder + "; MACROCAST_RECORDED names their folder");
        return folder;
    }
}
