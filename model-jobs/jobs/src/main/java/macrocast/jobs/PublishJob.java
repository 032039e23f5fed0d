package macrocast.jobs;

import java.io.PrintStream;
import macrocast.store.Claim;
import macrocast.store.ForecastRun;
import macrocast.store.ForecastStore;
import picocli.CommandLine.Command;

/** Makes all forecasts of a run visible at once, after counting them again. */
@Command(
        name = "publish",
        mixinStandardHelpOptions = true,
        description = "Makes all forecasts of a run visible at once, after counting them again.")
final class PublishJob extends RunJob {
    PublishJob(JobEnvironment environment, PrintStream out) {
        super("publish", environment, out);
    }

    @Override
    void work(Rooms rooms, ForecastRun run, RunSettings settings, Summary summary) {
        Claim claim = rooms.forecasts().claim(run.runId(), rooms.jobRunId());
        ForecastStore.RunSummary published = rooms.forecasts().publish(claim);
        summary.put("rows", published.rows()).put("already_published", published.alreadyPublished());
    }
}
