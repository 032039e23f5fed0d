package macrocast.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MainTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ByteArrayOutputStream complaints = new ByteArrayOutputStream();

    private int run(Map<String, String> variables, String... arguments) {
        return Main.run(
                arguments, variables, new PrintStream(bytes, true, UTF_8), new PrintStream(complaints, true, UTF_8));
    }

    private String lastLine() {
        return bytes.toString(UTF_8).lines().toList().getLast();
    }

    @Test
    void helpListsEveryJob() {
        assertThat(run(Map.of(), "--help")).isZero();
        assertThat(bytes.toString(UTF_8))
                .contains("migrate", "plan", "train", "backtest", "bless", "score", "publish", "report");
    }

    @Test
    void anUnknownOptionIsWrongUsageWithASummary() {
        assertThat(run(Map.of(), "plan", "--as-off", "x")).isEqualTo(ExitCode.USAGE);
        assertThat(lastLine()).startsWith("{\"job\":\"plan\",\"status\":\"failed\",\"exit_code\":2,\"message\":\"");
    }

    @Test
    void theAsOfMomentMayComeFromTheEnvironment() {
        assertThat(run(Map.of(), "plan")).isEqualTo(ExitCode.USAGE);
        assertThat(lastLine()).contains("Missing required option: '--as-of");
        // Found there, so the next thing to be missing is the database.
        assertThat(run(Map.of("MACROCAST_AS_OF", "2025-12-31T00:00:00Z"), "plan"))
                .isEqualTo(ExitCode.CONFIGURATION);
        assertThat(lastLine()).contains("MACROCAST_DATABASE_URL is not set");
    }

    @Test
    void aMomentMustBeAMoment() {
        assertThat(run(Map.of(), "plan", "--as-of", "yesterday")).isEqualTo(ExitCode.USAGE);
        assertThat(lastLine()).contains("A moment must read like 2025-12-31T00:00:00Z, was: yesterday");
    }

    @Test
    void aSeriesMustReadSourceSlashCode() {
        assertThat(run(Map.of(), "plan", "--as-of", "2025-12-31T00:00:00Z", "--series", "gdp"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(lastLine()).contains("Series key must read source/code, was: gdp");
    }

    @Test
    void aReportComplainsInPlainWords() {
        assertThat(run(Map.of(), "report", "--run-id", "nope")).isEqualTo(ExitCode.USAGE);
        assertThat(complaints.toString(UTF_8))
                .startsWith("macrocast report: Invalid value for option '--run-id': An id must read like ")
                .contains(", was: nope", "Usage: macrocast report");
        assertThat(bytes.toString(UTF_8)).isEmpty();
    }
}
