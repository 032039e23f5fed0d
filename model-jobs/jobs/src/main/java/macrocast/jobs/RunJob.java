package macrocast.jobs;

import java.io.PrintStream;
import java.util.Optional;
import java.util.UUID;
import macrocast.store.ForecastRun;
import picocli.CommandLine.Option;

/** A job that works on a run that {@code plan} has fixed. */
abstract class RunJob extends JobCommand {
    @Option(names = "--run-id", required = true, description = "the run that plan named")
    private UUID wanted;

    private Optional<UUID> found = Optional.empty();

    RunJob(String name, JobEnvironment environment, PrintStream out) {
        super(name, environment, out);
    }

    @Override
    final Optional<UUID> runId() {
        return found;
    }

    @Override
    final void work(Rooms rooms, Summary summary) throws InterruptedException {
        ForecastRun run = rooms.forecasts().run(wanted);
        found = Optional.of(run.runId());
        summary.put("run_id", run.runId()).put("as_of", run.dataVersion().asOf());
        work(rooms, run, RunSettings.read(run.settingsJson()), summary);
    }

    /** Does the work for the run. */
    abstract void work(Rooms rooms, ForecastRun run, RunSettings settings, Summary summary) throws InterruptedException;
}
