package macrocast.jobs;

import picocli.CommandLine.Command;

/** What an auditor asks the database. */
@Command(name = "audit", mixinStandardHelpOptions = true, description = "Asks whether anything noted was changed.")
final class AuditCommand {}
