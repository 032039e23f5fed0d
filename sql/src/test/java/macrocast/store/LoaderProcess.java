package macrocast.store;

import java.io.IOException;
import java.nio.file.Path;

/** A loader in a JVM of its own, so that it can be killed without a word. */
final class LoaderProcess {
    private LoaderProcess() {}

    /** Address, user, password, payload. */
    public static void main(String[] args) {
        FaultHistory.load(new Database(args[0], args[1], args[2]), args[3]);
    }

    static Process start(Database database, String payload, Path output) throws IOException {
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
                        payload)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }
}
