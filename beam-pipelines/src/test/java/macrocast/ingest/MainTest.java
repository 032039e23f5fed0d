package macrocast.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MainTest {
    private static final Map<String, String> DATABASE = Map.of(
            "MACROCAST_DATABASE_URL", "jdbc:postgresql://localhost:1/nowhere",
            "MACROCAST_DATABASE_USER", "nobody",
            "MACROCAST_DATABASE_PASSWORD", "none");

    private final ByteArrayOutputStream summaries = new ByteArrayOutputStream();

    private int run(Map<String, String> environment, String... arguments) {
        return new Main(environment, new PrintStream(summaries, true, StandardCharsets.UTF_8)).run(arguments);
    }

    @Test
    void wrongUseIsToldByItsExitCodeAndPrintsNoSummary() {
        assertThat(run(DATABASE)).isEqualTo(ExitCode.USAGE);
        assertThat(run(DATABASE, "fed")).isEqualTo(ExitCode.USAGE);
        assertThat(run(DATABASE, "boe")).isEqualTo(ExitCode.USAGE);
        assertThat(run(DATABASE, "boe", "--input=x", "--colour=red")).isEqualTo(ExitCode.USAGE);
        assertThat(run(DATABASE, "boe", "--input=x", "--runner=NoRunner")).isEqualTo(ExitCode.USAGE);
        assertThat(summaries.size()).isZero();
    }

    @Test
    void anIncompleteEnvironmentIsAMatterOfConfiguration() {
        assertThat(run(Map.of(), "boe", "--input=x")).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(run(DATABASE, "boe", "--input=x")).isEqualTo(ExitCode.CONFIGURATION);
    }
}
