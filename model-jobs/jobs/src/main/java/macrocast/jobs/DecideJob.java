package macrocast.jobs;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import macrocast.store.LoadStore.Decision;
import macrocast.store.LoadStore.Held;
import macrocast.store.LoadStore.HeldRow;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A person's word on a load that the rules of quality hold back; as role approver, the only one that may. */
@Command(
        name = "decide",
        mixinStandardHelpOptions = true,
        description = "Approves a held load, which publishes it, or rejects it for good; without --decision it shows "
                + "the rows of the load, without --load-key it names the loads that wait.")
final class DecideJob extends JobCommand {
    private static final Logger LOG = LoggerFactory.getLogger(DecideJob.class);
    /** What a person reads; all of them are in api.held_rows. */
    private static final int ROWS = 100;

    @Option(names = "--load-key", description = "the held load (api.load)")
    private @Nullable UUID loadKey;

    @Option(names = "--decision", description = "approve or reject")
    private @Nullable String decision;

    @Option(names = "--actor", description = "who decides")
    private @Nullable String actor;

    @Option(names = "--reason", description = "why")
    private @Nullable String reason;

    DecideJob(JobEnvironment environment, PrintStream out) {
        super("decide", environment, out);
    }

    @Override
    void work(Rooms rooms, Summary summary) {
        if (loadKey == null) {
            List<Held> held = rooms.loads().held();
            held.forEach(load -> LOG.info("Load {} of {} is held: {}", load.loadKey(), load.source(), load.message()));
            summary.put(
                    "held", held.stream().map(load -> load.loadKey().toString()).toList());
            return;
        }
        if (decision == null || decision.isBlank()) {
            List<HeldRow> rows = rooms.loads().heldRows(loadKey, ROWS);
            rows.forEach(row -> LOG.info("{}", row.inWords()));
            summary.put("load_key", loadKey)
                    .put("rows", rows.stream().map(HeldRow::inWords).toList());
            return;
        }
        String outcome = rooms.loads().decide(loadKey, decision(), given("--actor", actor), given("--reason", reason));
        summary.put("load_key", loadKey).put("outcome", outcome);
    }

    private Decision decision() {
        String word = given("--decision", decision);
        for (Decision known : Decision.values()) {
            if (known.name().toLowerCase(Locale.ROOT).equals(word)) {
                return known;
            }
        }
        throw JobFailure.usage("--decision is approve or reject, was: " + word);
    }

    private static String given(String option, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw JobFailure.usage("A decision on a load needs " + option);
        }
        return value;
    }
}
