package macrocast.jobs;

import java.io.PrintStream;
import java.util.Locale;
import macrocast.store.Database;
import macrocast.store.Migrations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;

/** Brings the database to the schema of this build and gives the roles their passwords. */
@Command(
        name = "migrate",
        mixinStandardHelpOptions = true,
        description =
                "Brings the database to the schema of this build and gives the roles their passwords, "
                        + "which it takes from MACROCAST_LOADER_PASSWORD and likewise for TRAINER, SCORER, API, ANALYST, APPROVER and AUDITOR.")
final class MigrateJob extends JobCommand {
    private static final Logger LOG = LoggerFactory.getLogger(MigrateJob.class);

    MigrateJob(JobEnvironment environment, PrintStream out) {
        super("migrate", environment, out);
    }

    /** The table of job runs may not be there before. */
    @Override
    void prepare(Database database, Summary summary) {
        Migrations.Migrated migrated =
                Migrations.migrate(database, environment().variables());
        LOG.info("Schema version is {} after {} migrations", migrated.version(), migrated.executed());
        if (migrated.edition() == Migrations.Edition.APACHE) {
            LOG.info("TimescaleDB is the Apache edition: the columnstore of the Community edition is left out");
        } else {
            LOG.info("TimescaleDB is the Community edition: observations of old periods are kept in columns");
        }
        summary.put("schema_version", migrated.version())
                .put("executed", migrated.executed())
                .put("edition", migrated.edition().name().toLowerCase(Locale.ROOT));
    }

    @Override
    void work(Rooms rooms, Summary summary) {
        // Everything is done by now; what is left is to record it.
    }
}
