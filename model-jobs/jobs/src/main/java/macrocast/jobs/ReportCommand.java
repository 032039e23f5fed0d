package macrocast.jobs;

import java.io.PrintStream;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import macrocast.domain.SeriesKey;
import macrocast.store.AnalystStore;
import macrocast.store.AnalystStore.Table;
import macrocast.store.Database;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Prints what was published, as an analyst sees it: text for people on stdout, no summary and no row of its own.
 */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = "Prints the published forecasts beside the Bank of England's, a chart, the accuracy so far, and "
                + "queries to try with their results.")
final class ReportCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(ReportCommand.class);

    private final JobEnvironment environment;
    private final PrintStream out;

    @Option(names = "--as-of", description = "the newest night at or before this moment; else the newest of all")
    private @Nullable Instant asOf;

    @Option(names = "--run-id", description = "this run, be it a night or one of what if")
    private @Nullable UUID runId;

    @Option(
            names = "--chart",
            split = ",",
            description = "which series to draw, such as boe/gdpkp; else the first of the run")
    private List<SeriesKey> charts = List.of();

    @Option(
            names = "--psql",
            defaultValue = "docker/sql",
            description = "how the queries to paste call psql (default: docker/sql, in the root of the project)")
    private String psql;

    @Spec
    private CommandSpec spec;

    ReportCommand(JobEnvironment environment, PrintStream out) {
        this.environment = environment;
        this.out = out;
    }

    @Override
    public Integer call() {
        try {
            print();
            return ExitCode.DONE;
        } catch (RuntimeException e) {
            int exitCode = Failures.exitCode(e);
            if (exitCode == ExitCode.BROKEN) {
                Failures.log(LOG, e);
            } else {
                complain(spec.commandLine(), Failures.message(e));
            }
            return exitCode;
        }
    }

    /** Says in plain words on stderr what is wrong; who reads a report reads no JSON. */
    static void complain(CommandLine command, String message) {
        command.getErr().println("macrocast " + command.getCommandName() + ": " + message);
    }

    private void print() {
        Database database = Database.fromEnvironment(environment.variables());
        AnalystStore analyst = new AnalystStore(database);
        Map<String, @Nullable String> wanted = new HashMap<>();
        wanted.put("as_of", asOf == null ? null : asOf.toString());
        wanted.put("run_id", runId == null ? null : runId.toString());
        Map<String, String> run = Cells.of(analyst.named("report_run", wanted)).stream()
                .findFirst()
                .orElseThrow(() -> JobFailure.notReady(
                        "No night is published%s%s; run forecast_nightly as it stands, or name a run by --run-id"
                                .formatted(
                                        asOf == null ? "" : " as of %s or before".formatted(asOf),
                                        runId == null ? "" : " with the id " + runId)));
        Map<String, String> id = Map.of("run_id", run.getOrDefault("run_id", ""));
        Map<String, String> moment = Map.of("as_of", run.getOrDefault("as_of", ""));
        List<Map<String, String>> forecasts = Cells.of(analyst.named("report_forecasts", id));
        Report report = new Report(
                run,
                forecasts,
                Cells.of(analyst.named("report_actuals", moment)),
                Cells.of(analyst.named("report_bank", moment)),
                Cells.of(analyst.named("report_accuracy", id)));
        report.lines(drawn(forecasts)).forEach(out::println);
        for (Sample sample : Sample.all()) {
            Table answer = analyst.query(sample.sql());
            sample.lines(psql, answer).forEach(out::println);
        }
    }

    /** The series to draw, each of which the run has forecast. */
    private List<String> drawn(List<Map<String, String>> forecasts) {
        List<String> known = forecasts.stream()
                .map(row -> row.getOrDefault("series_key", ""))
                .distinct()
                .toList();
        if (charts.isEmpty()) {
            return known.subList(0, Math.min(1, known.size()));
        }
        List<String> wanted = charts.stream().map(SeriesKey::toString).toList();
        wanted.stream().filter(series -> !known.contains(series)).findFirst().ifPresent(series -> {
            throw JobFailure.usage("--chart needs a series that the run has forecast, was: %s; there are %s"
                    .formatted(series, String.join(", ", known)));
        });
        return wanted;
    }
}
