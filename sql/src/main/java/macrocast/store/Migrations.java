package macrocast.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import macrocast.domain.DerivedId;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;

/** Brings a database to the schema that this code was built for, and refuses to work on another one. */
public final class Migrations {
    /** The numbers of the migration files. */
    private static final SortedSet<String> SCHEMA_VERSIONS = migrationNumbers();

    /** The number of the newest migration file. */
    static final String SCHEMA_VERSION = SCHEMA_VERSIONS.last();

    private static final List<String> LOGINS =
            List.of("MIGRATOR", "LOADER", "TRAINER", "SCORER", "API", "ANALYST", "APPROVER", "AUDITOR");

    private Migrations() {}

    /**
     * Creates what is missing: extension, roles, schemas, tables and views. Doing it again changes nothing.
     *
     * @param database reached as a superuser the first time, as macrocast_migrator afterwards if you like
     * @param environment may hold MACROCAST_LOADER_PASSWORD and likewise for MIGRATOR, TRAINER, SCORER,
     *     API, ANALYST, APPROVER and AUDITOR; a
     *     role without one keeps the password it has
     * @throws StoreException of kind CONFIGURATION when the server has no TimescaleDB, or the database was migrated by
     *     other scripts than these
     */
    public static Migrated migrate(Database database, Map<String, String> environment) {
        changeRoles(database, Query.read("queries/prepare_database.sql"));
        int executed = runScripts(database);
        changeRoles(database, Query.read("queries/guard_database.sql"));
        Edition edition = edition(database);
        if (edition == Edition.COMMUNITY) {
            changeRoles(database, Query.read("community/use_columnstore.sql"));
        }
        note(database, Query.named("note_migrations").bare());
        boolean isChanged = executed > 0;
        database.inTransaction(connection -> {
            Query.named("set_owner").bare().update(connection);
            Definitions.note(connection, isChanged);
            return isChanged;
        });
        for (String login : LOGINS) {
            String password = environment.get("MACROCAST_" + login + "_PASSWORD");
            if (password != null && !password.isEmpty()) {
                changeRoles(
                        database,
                        "alter role macrocast_" + login.toLowerCase(Locale.ROOT) + " password '"
                                + password.replace("'", "''") + "'");
                note(
                        database,
                        Query.named("note_password").with("role", "macrocast_" + login.toLowerCase(Locale.ROOT)));
            }
        }
        return new Migrated(executed, SCHEMA_VERSION, edition);
    }

    /**
     * Makes sure that the schema has exactly the version this code was built for.
     *
     * @throws StoreException of kind CONFIGURATION when it is older, newer or absent
     */
    public static void requireCurrent(Database database) {
        SortedSet<String> found = database.inTransaction(connection -> {
            boolean present = Query.named("has_schema")
                    .bare()
                    .first(connection, row -> row.flag("present"))
                    .orElse(false);
            return present
                    ? new TreeSet<>(
                            Query.named("read_schema_versions").bare().list(connection, row -> row.text("version")))
                    : new TreeSet<>();
        });
        if (found.isEmpty()) {
            throw new StoreException(
                    StoreException.Kind.CONFIGURATION,
                    database.url() + " is not migrated, this build needs schema version " + SCHEMA_VERSION
                            + ": run macrocast migrate (docker/stack run --rm migrate) with it");
        }
        if (!found.equals(SCHEMA_VERSIONS)) {
            SortedSet<String> missing = new TreeSet<>(SCHEMA_VERSIONS);
            missing.removeAll(found);
            throw new StoreException(
                    StoreException.Kind.CONFIGURATION,
                    database.url() + " has schema version " + found.last() + ", this build needs " + SCHEMA_VERSION
                            + (missing.isEmpty() ? "" : " with " + String.join(", ", missing))
                            + ": run migrate with it");
        }
    }

    /**
     * What a migration did.
     *
     * @param executed how many scripts ran; 0 when the schema was up to date
     * @param version the schema version now
     * @param edition what the server offers, and so whether {@code community/} was applied
     */
    public record Migrated(int executed, String version, Edition edition) {}

    /** What a TimescaleDB can do by its licence: the Apache edition is enough for everything that macrocast promises. */
    public enum Edition {
        /** No columnstore, continuous aggregates or policies. */
        APACHE,
        /** All of TimescaleDB; old periods are kept in columns. */
        COMMUNITY
    }

    private static Edition edition(Database database) {
        return database.inTransaction(connection -> Query.named("read_edition")
                .bare()
                .first(connection, row -> Edition.valueOf(row.text("edition").toUpperCase(Locale.ROOT)))
                .orElseThrow());
    }

    private static void note(Database database, Query.Bound event) {
        database.inTransaction(connection -> {
            Query.named("set_owner").bare().update(connection);
            return event.list(connection, row -> true);
        });
    }

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
        StringBuilder scripts = new StringBuilder(Query.read("queries/prepare_database.sql")
                + Query.read("queries/guard_database.sql")
                + Query.read("community/use_columnstore.sql"));
        for (MigrationInfo script : flyway(database, "").info().all()) {
            scripts.append(script.getScript()).append(script.getChecksum());
        }
        return DerivedId.of("schema", scripts.toString()).toString().replace("-", "");
    }

    private static SortedSet<String> migrationNumbers() {
        String folder = "macrocast/store/migrations/";
        URL one = Objects.requireNonNull(
                Migrations.class.getResource("migrations/V0001__create_period_functions.sql"), "No migrations");
        try {
            Stream<String> names;
            if (one.openConnection() instanceof JarURLConnection jar) {
                names = jar.getJarFile().stream().map(JarEntry::getName);
            } else {
                Path file = Path.of(one.toURI());
                names = Arrays.stream(Objects.requireNonNull(file.getParent())
                                .toFile()
                                .list())
                        .map(name -> folder + name);
            }
            return names.filter(name -> name.startsWith(folder + "V"))
                    .map(name -> name.substring(folder.length() + 1, name.indexOf("__")))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(one.toString(), e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(one.toString(), e);
        }
    }

    private static Flyway flyway(Database database, String initSql) {
        return Flyway.configure()
                .dataSource(database.url(), database.user(), database.password())
                .locations("classpath:macrocast/store/migrations", "classpath:macrocast/store/views")
                .schemas("macrocast")
                .createSchemas(false)
                // Branches land in another order than that of their numbers.
                .outOfOrder(true)
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
