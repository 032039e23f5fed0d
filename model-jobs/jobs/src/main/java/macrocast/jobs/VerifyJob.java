package macrocast.jobs;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import macrocast.store.AuditStore.Anchor;
import macrocast.store.AuditStore.Finding;
import macrocast.store.AuditStore.Verdict;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Holds the tables against the chain of audit events; as role auditor, which reads everything and writes its diary only. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description =
                "Looks for edits, deletions and dropped chunks, whoever made them: by the chain of hashes, by the "
                        + "rows of all that is published or written beside, and by the triggers that refuse change. Exit code 65 "
                        + "when it finds any. Note the head that it prints where no administrator of the database writes: "
                        + "--anchor then finds a chain that was written anew.")
final class VerifyJob extends JobCommand {
    private static final Logger LOG = LoggerFactory.getLogger(VerifyJob.class);

    @Option(names = "--anchor", description = "event and hash noted before, such as 17:9f86d0...")
    private @Nullable Anchor anchor;

    VerifyJob(JobEnvironment environment, PrintStream out) {
        super("audit verify", environment, out);
    }

    @Override
    void work(Rooms rooms, Summary summary) {
        Verdict verdict = rooms.audit().verify(Optional.ofNullable(anchor));
        List<Finding> findings = verdict.findings();
        verdict.head().ifPresent(head -> summary.put("head", head.toString()));
        summary.put("findings", findings.size());
        verdict.firstBroken().ifPresent(event -> summary.put("first_broken_event", event));
        if (!findings.isEmpty()) {
            findings.subList(1, findings.size()).forEach(finding -> LOG.error("{}", finding));
            throw JobFailure.badData(findings.getFirst().toString());
        }
    }
}
