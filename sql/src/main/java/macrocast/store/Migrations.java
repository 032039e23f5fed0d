package macrocast.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import macrocast.domain.DerivedId;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;

/** Brings a database to the schema that this code was built for, and refuses to work on another one. */
public final class Migrations {
    /** The newest migration; a test holds it against the files. */
    static final String SCHEMA_VERSION = "0050";

    private static final List<String> LOGINS = List.of("MIGRATOR", "LOADER", "TRAINER", "SCORER", "ANALYST");

    private Migrations() {}

    /**
     * Creates what is missing: extension, roles, schemas, tables and views. Doing it again changes nothing.
     *
     * @param database reached as a superuser the first time, as macrocast_migrator afterwards if you like
     * @param environment may hold MACROCAST_LOADER_PASSWORD and likewise for MIGRATOR, TRAINER, SCORER and ANALYST; a
     *     role without one keeps the password it has
     * @throws StoreException of kind CONFIGURATION when the server has no TimescaleDB, or the database was migrated by
     *     other scripts than these
     */
    public static Migrated migrate(Database database, Map<String, String> environment) {
        changeRoles(database, Query.read("queries/prepare_database.sql"));
        int executed = runScripts(database);
        for (String login : LOGINS) {
            String password = environment.get("MACROCAST_" + login + "_PASSWORD");
            if (password != null && !password.isEmpty()) {
                changeRoles(
                        database,
                        "alter role macrocast_" + login.toLowerCase(Locale.ROOT) + " password '"
                                + password.replace("'", "''") + "'");
            }
        }
        return new Migrated(executed, SCHEMA_VERSION);
    }

    /**
     * Makes sure that the schema has exactly the version this code was built for.
     *
     * @throws StoreException of kind CONFIGURATION when it is older, newer or absent
     */
    public static void requireCurrent(Database database) {
        String found = database.inTransaction(connection -> {
            boolean present = Query.named("has_schema")
                    .bare()
                    .first(connection, row -> row.flag("present"))
                    .orElse(false);
            return present
                    ? Query.named("read_schema_version")
                            .bare()
                            .list(connection, row -> row.text("version"))
                            .get(0)
                    : "none";
        });
        if (!found.equals(SCHEMA_VERSION)) {
            throw new StoreException(
                    StoreException.Kind.CONFIGURATION,
                    database.url() + " has schema version " + found + ", this build needs " + SCHEMA_VERSION
                            + ": run migrate with it");
        }
    }

    /**
     * What a migration did.
     *
     * @param executed how many scripts ran; 0 when the schema was up to date
     * @param version the schema version now
     */
    public record Migrated(int executed, String version) {}

    private static int runScripts(Database database) {
        try {
            return flyway(database, "set role macrocast_owner; set search_path to macrocast, public")
                    .migrate()
                    .migrationsExecuted;
        } catch (FlywayException e) {
            if (e.getCause() instanceof SQLException cause) {
                throw StoreException.of(cause);
            }
            throw new StoreException(
                    StoreException.Kind.CONFIGURATION, database.url() + " cannot be migrated: " + e.getMessage());
        }
    }

    /** Hash of every script: equal for databases that migrated to the same state. */
    static String fingerprint(Database database) {
        StringBuilder scripts = new StringBuilder(Query.read("queries/prepare_database.sql"));
        for (MigrationInfo script : flyway(database, "").info().all()) {
            scripts.append(script.getScript()).append(script.getChecksum());
        }
        return DerivedId.of("schema", scripts.toString()).toString().replace("-", "");
    }

    private static Flyway flyway(Database database, String initSql) {
        return Flyway.configure()
                .dataSource(database.url(), database.user(), database.password())
                .locations("classpath:macrocast/store/migrations", "classpath:macrocast/store/views")
                .schemas("macrocast")
                .createSchemas(false)
                .initSql(initSql)
                .load();
    }

    /** Roles are the server's, so another database may change the same one now; PostgreSQL lets one of them fail. */
    private static void changeRoles(Database database, String script) {
        int attemptsLeft = 10;
        while (true) {
            try (Connection connection = database.open();
                    Statement statement = connection.createStatement()) {
                statement.execute(script);
                return;
            } catch (SQLException e) {
                attemptsLeft--;
                boolean race = String.valueOf(e.getMessage()).contains("concurrently")
                        || "40P01".equals(e.getSQLState())
                        || "23505".equals(e.getSQLState());
                if (!race || attemptsLeft == 0) {
                    throw StoreException.of(e);
                }
            }
        }
    }
}
