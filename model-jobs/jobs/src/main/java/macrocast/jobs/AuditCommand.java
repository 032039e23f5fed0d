package macrocast.jobs;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import macrocast.store.AuditStore;
import macrocast.store.AuditStore.Anchor;
import macrocast.store.AuditStore.Finding;
import macrocast.store.AuditStore.Verdict;
import macrocast.store.Database;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What an auditor asks the database; as role auditor, which reads everything and writes nothing. */
@Command(name = "audit", mixinStandardHelpOptions = true, description = "Asks whether anything published was changed.")
final class AuditCommand {
    private static final Logger LOG = LoggerFactory.getLogger(AuditCommand.class);

    private final JobEnvironment environment;
    private final PrintStream out;

    AuditCommand(JobEnvironment environment, PrintStream out) {
        this.environment = environment;
        this.out = out;
    }

    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description =
                    "Looks for edits, deletions and dropped chunks, whoever made them: by the chain of hashes, by "
                            + "the rows of all that is published, and by the triggers that refuse change. Exit code 65 when "
                            + "it finds any. Note the head that it prints where no administrator of the database writes: "
                            + "--anchor then finds a chain that was written anew.")
    int verify(
            @Option(names = "--anchor", description = "event and hash noted before, such as 17:9f86d0...") @Nullable
                    Anchor anchor) {
        Summary summary = new Summary("audit verify");
        int exitCode;
        try {
            Database database = Database.fromEnvironment(environment.variables());
            exitCode = report(new AuditStore(database).verify(Optional.ofNullable(anchor)), summary);
        } catch (RuntimeException e) {
            exitCode = Failures.exitCode(e);
            Failures.log(LOG, e);
            summary.put("status", "failed").put("exit_code", exitCode).put("message", Failures.message(e));
        }
        out.println(summary.json());
        return exitCode;
    }

    private static int report(Verdict verdict, Summary summary) {
        List<Finding> findings = verdict.findings();
        verdict.head().ifPresent(head -> summary.put("head", head.toString()));
        summary.put("findings", findings.size());
        if (findings.isEmpty()) {
            return ExitCode.DONE;
        }
        findings.forEach(finding -> LOG.error("{}", finding));
        verdict.firstBroken().ifPresent(event -> summary.put("first_broken_event", event));
        summary.put("status", "failed")
                .put("exit_code", ExitCode.BAD_DATA)
                .put("message", findings.getFirst().toString());
        return ExitCode.BAD_DATA;
    }
}
