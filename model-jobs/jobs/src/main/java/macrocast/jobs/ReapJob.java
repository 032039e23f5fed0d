package macrocast.jobs;

import java.io.PrintStream;
import macrocast.store.Reaper;
import picocli.CommandLine.Command;

/** Clears up after jobs that died without a word. */
@Command(
        name = "reap",
        mixinStandardHelpOptions = true,
        description =
                "Notes which jobs died (their lease is over), gives up the loads and publications that they had in "
                        + "hand, and empties what they had staged.")
final class ReapJob extends JobCommand {
    ReapJob(JobEnvironment environment, PrintStream out) {
        super("reap", environment, out);
    }

    @Override
    void work(Rooms rooms, Summary summary) {
        Reaper.Reaped reaped = rooms.reaper().reap();
        summary.put("died", reaped.jobs())
                .put("loads_given_up", reaped.loads())
                .put("runs_taken_back", reaped.runs())
                .put("staged_rows_removed", reaped.stagedRows());
    }
}
