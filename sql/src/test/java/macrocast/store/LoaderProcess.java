package macrocast.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A loader in a JVM of its own, so that it can be killed without a word. */
final class LoaderProcess {
    private LoaderProcess() {}

    /** Address, user, password, payload, and the job that it works for, if any. */
    public static void main(String[] args) {
        FaultHistory.load(
                new Database(args[0], args[1], args[2]), args[3], args[4].isEmpty() ? null : UUID.fromString(args[4]));
    }

    static Process start(Database database, String payload, Path output, @Nullable UUID jobRunId) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LoaderProcess.class.getName(),
                        database.url(),
                        database.user(),
                        database.password(),
                        payload,
                        jobRunId == null ? "" : jobRunId.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }
}
