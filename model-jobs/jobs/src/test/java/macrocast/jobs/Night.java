package macrocast.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import macrocast.domain.ForecastByOther;
import macrocast.domain.Observation;
import macrocast.domain.Series;
import macrocast.domain.Source;
import macrocast.domain.SourceRow;
import macrocast.domain.Vintage;
import macrocast.registry.Bundle;
import macrocast.store.LoadRequest;
import macrocast.store.LoadStore;
import macrocast.store.Payload;
import macrocast.store.StageRow;
import macrocast.store.TestDatabase;

/** A nightly run by the command line alone, on a database of its own: what Airflow does, without Airflow. */
final class Night implements AutoCloseable {
    private static final Source SOURCE = new Source("test", "Our own economy", "GPL-3.0", "https://example.org");

    /** What a command ended with and said last. */
    record End(int exitCode, JsonNode summary, String output) {
        String message() {
            return summary.path("message").asText();
        }
    }

    final TestDatabase database = TestDatabase.create();
    private final Path blobs;
    private final Map<String, String> more = new HashMap<>();

    Night(Path blobs) {
        this.blobs = blobs;
    }

    /** Sets a variable for the commands to come; an empty value unsets it. */
    Night with(String name, String value) {
        more.put(name, value);
        return this;
    }

    /** Runs one command in the role that Airflow gives it. */
    End run(String command, String... options) {
        String role =
                switch (command) {
                    case "score", "publish" -> "scorer";
                    case "adjust" -> "loader";
                    case "decide" -> "approver";
                    case "report" -> "analyst";
                    default -> "trainer";
                };
        Map<String, String> variables = new HashMap<>(database.environment(role));
        variables.put("MACROCAST_BLOB_ROOT", blobs.toUri().toString());
        variables.put("MACROCAST_CODE_VERSION", "test");
        variables.put("MACROCAST_IMAGE_DIGEST", "sha256:test");
        variables.putAll(more);
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.addAll(List.of(options));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, UTF_8);
        int exitCode = Main.run(arguments.toArray(String[]::new), variables, out, out);
        String output = bytes.toString(UTF_8);
        return new End(exitCode, lastLine(output), output);
    }

    private static JsonNode lastLine(String output) {
        JsonMapper json = new JsonMapper();
        List<String> lines = output.lines().toList();
        try {
            return lines.isEmpty() || !lines.getLast().startsWith("{")
                    ? json.createObjectNode()
                    : json.readTree(lines.getLast());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The last line is no JSON: " + output, e);
        }
    }

    /** Plans a run and returns its id. */
    String plan(Instant asOf, String... options) {
        List<String> arguments = new ArrayList<>(List.of("--as-of", asOf.toString()));
        arguments.addAll(List.of(options));
        return done(run("plan", arguments.toArray(String[]::new)))
                .summary()
                .path("run_id")
                .asText();
    }

    /** The whole loop; returns the id of the published run. */
    String publish(Instant asOf, String... planOptions) {
        String runId = plan(asOf, planOptions);
        for (String command : List.of("train", "backtest", "bless", "score", "publish")) {
            done(run(command, "--run-id", runId));
        }
        return runId;
    }

    private static End done(End end) {
        if (end.exitCode() != 0) {
            throw new IllegalStateException("Exit code " + end.exitCode() + ": " + end.output());
        }
        return end;
    }

    /** Loads vintages of a series, and what others said of it, as one load. */
    void load(String name, Series series, List<Vintage> vintages, List<ForecastByOther> others) {
        LoadStore loads = new LoadStore(database.as("loader"));
        loads.register(SOURCE, List.of(series));
        List<SourceRow> rows = new ArrayList<>(others);
        for (Vintage vintage : vintages) {
            vintage.values()
                    .forEach(value ->
                            rows.add(new Observation(series.key(), value.period(), vintage.knownAt(), value.value())));
        }
        String sha256 = Bundle.sha256(name.getBytes(UTF_8));
        LoadStore.Load load = loads.open(new LoadRequest(
                SOURCE.code(),
                "1",
                LoadRequest.Quality.NATIVE,
                LoadRequest.Precision.DAY,
                List.of(new Payload(sha256, "file:///" + name, name, 1, "text/plain"))));
        List<StageRow> staged = new ArrayList<>();
        for (SourceRow row : rows) {
            staged.add(new StageRow(sha256, staged.size() + 1, row));
        }
        loads.stage(load.loadKey(), staged.iterator());
        loads.expect(load.loadKey(), sha256, rows.size(), 0);
        loads.publish(load.claim());
    }

    /** A digest of every table but the diary of jobs. */
    Map<String, String> digests() {
        Map<String, String> digests = new HashMap<>();
        for (String table : List.of(
                "data_version",
                "forecast_run",
                "run_series",
                "model_version",
                "run_model",
                "backtest_forecast",
                "accuracy",
                "blessing",
                "forecast")) {
            digests.put(
                    table,
                    String.valueOf(
                            database.rows("select count(*) || ' ' || md5(string_agg(t::text, '|' order by t::text))"
                                            + " from macrocast." + table + " t")
                                    .getFirst()
                                    .getFirst()));
        }
        return digests;
    }

    @Override
    public void close() {
        database.close();
    }
}
