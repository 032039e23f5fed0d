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
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

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
            defaultValue = "boe/gdpkp",
            description = "which series to draw (default: boe/gdpkp)")
    private List<SeriesKey> charts = List.of();

    @Option(
            names = "--psql",
            defaultValue = "docker/sql",
            description = "how the queries to paste call psql (default: docker/sql, in the root of the project)")
    private String psql;

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
            Failures.log(LOG, e);
            return Failures.exitCode(e);
        }
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
        Report report = new Report(
                run,
                Cells.of(analyst.named("report_forecasts", id)),
                Cells.of(analyst.named("report_actuals", moment)),
                Cells.of(analyst.named("report_bank", moment)),
                Cells.of(analyst.named("report_accuracy", id)));
        report.lines(charts.stream().map(SeriesKey::toString).toList()).forEach(out::println);
        for (Sample sample : Sample.all()) {
            Table answer = analyst.query(sample.sql());
            sample.lines(psql, answer).forEach(out::println);
        }
    }
}
