package macrocast.store;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A fresh, migrated database for one test class, dropped on close. The server is the one that
 * MACROCAST_TEST_DATABASE_URL names, a JDBC address with user and password of a superuser.
 */
public final class TestDatabase implements AutoCloseable {
    private static final String DEFAULT_URL =
            "jdbc:postgresql://localhost:55432/postgres?user=postgres&password=postgres";

    private final Database server;
    private final Database database;
    private final String name;

    private TestDatabase(Database server, String name) {
        this.server = server;
        this.name = name;
        this.database = new Database(withDatabase(server.url(), name), server.user(), server.password());
    }

    /** Creates a migrated database, as a copy of one that is migrated once for each state of the scripts. */
    public static TestDatabase create() {
        return createOn(server());
    }

    /** The same on a server that a test started by itself, reached as its superuser. */
    static TestDatabase createOn(Database server) {
        return create(server, " template " + template(server));
    }

    /** Creates a database with nothing in it. */
    public static TestDatabase createEmpty() {
        return create(server(), "");
    }

    /** Lets nobody in any more, so that the database can be copied: TimescaleDB's background worker would be a user. */
    private static void leaveAlone(Statement statement, String name) throws SQLException {
        statement.execute("alter database " + name + " with allow_connections false");
        statement.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + name + "'");
    }

    /** A copy of this database, with all that is in it. The first copy closes this one for ever. */
    TestDatabase copy() {
        try (Connection connection = server.open();
                Statement statement = connection.createStatement()) {
            leaveAlone(statement, name);
        } catch (SQLException e) {
            throw unreachable(server, e);
        }
        return create(server, " template " + name);
    }

    /** A database that is there already. */
    static TestDatabase named(Database server, String name) {
        return new TestDatabase(server, name);
    }

    private static TestDatabase create(Database server, String template) {
        String name = "it_" + UUID.randomUUID().toString().replace("-", "");
        try {
            execute(server, "create database " + name + template);
        } catch (SQLException e) {
            throw unreachable(server, e);
        }
        return new TestDatabase(server, name);
    }

    private static IllegalStateException unreachable(Database server, SQLException e) {
        return new IllegalStateException(
                "No TimescaleDB does as told at " + server + ": start one (docker/README.md) or set"
                        + " MACROCAST_TEST_DATABASE_URL",
                e);
    }

    private static String template(Database server) {
        try (Connection connection = server.open();
                Statement statement = connection.createStatement()) {
            String name = "macrocast_template_" + Migrations.fingerprint(server);
            // Other test processes wait here for the first one to build it; closing the connection unlocks.
            statement.execute("select pg_advisory_lock(hashtext('" + name + "'))");
            try (ResultSet found = statement.executeQuery("select 1 from pg_database where datname = '" + name + "'")) {
                if (found.next()) {
                    return name;
                }
            }
            String draft = name + "_draft";
            statement.execute("drop database if exists " + draft + " with (force)");
            statement.execute("create database " + draft);
            new TestDatabase(server, draft).migrate();
            leaveAlone(statement, draft);
            statement.execute("alter database " + draft + " rename to " + name);
            return name;
        } catch (SQLException e) {
            throw unreachable(server, e);
        }
    }

    /** Runs the migrations, with a password for each role that {@link #as} uses. */
    public Migrations.Migrated migrate() {
        Map<String, String> passwords = new HashMap<>();
        for (String role :
                List.of("MIGRATOR", "LOADER", "TRAINER", "SCORER", "API", "ANALYST", "APPROVER", "AUDITOR")) {
            passwords.put("MACROCAST_" + role + "_PASSWORD", role.toLowerCase(Locale.ROOT));
        }
        return Migrations.migrate(database, passwords);
    }

    /** The database as the superuser of the tests. */
    public Database database() {
        return database;
    }

    /** The database as one of the roles: {@code loader}, {@code trainer}, {@code scorer}, {@code api},
     * {@code analyst}, {@code approver}, {@code auditor}, {@code migrator}. */
    public Database as(String role) {
        return new Database(database.url(), "macrocast_" + role, role);
    }

    /** The five environment values that a job container gets, for a role. */
    public Map<String, String> environment(String role) {
        Database as = as(role);
        return Map.of(
                "MACROCAST_DATABASE_URL", as.url(),
                "MACROCAST_DATABASE_USER", as.user(),
                "MACROCAST_DATABASE_PASSWORD", as.password());
    }

    String name() {
        return name;
    }

    /** Runs statements as the superuser. */
    public void execute(String sql) {
        try {
            execute(database, sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** The rows of a query as text, as the superuser; null is null. */
    public List<List<@Nullable String>> rows(String sql) {
        try (Connection connection = database.open();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<List<@Nullable String>> rows = new ArrayList<>();
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<@Nullable String> row = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    row.add(result.getString(i));
                }
                rows.add(row);
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** By name, how many rows each query gives, and a hash of them in whatever order. */
    Map<String, String> digests(Map<String, String> queries) {
        Map<String, String> digests = new LinkedHashMap<>();
        queries.forEach((name, query) -> digests.put(name, digest(query)));
        return digests;
    }

    private String digest(String query) {
        return text("select count(*) || ' rows, ' || md5(coalesce(string_agg(rows.*::text, E'\\n'"
                + " order by rows.*::text), '')) from (" + query + ") as rows");
    }

    /** The only value of a query that gives one, as text. */
    String text(String sql) {
        return String.valueOf(rows(sql).get(0).get(0));
    }

    /** The only value of a query that gives one number. */
    public long number(String sql) {
        String value = rows(sql).get(0).get(0);
        if (value == null) {
            throw new IllegalStateException(sql + " gave null");
        }
        return Long.parseLong(value);
    }

    @Override
    public void close() {
        try {
            execute(server, "drop database if exists " + name + " with (force)");
        } catch (SQLException e) {
            throw new IllegalStateException("Could not drop " + name, e);
        }
    }

    private static void execute(Database database, String sql) throws SQLException {
        try (Connection connection = database.open();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Database server() {
        String configured = System.getenv("MACROCAST_TEST_DATABASE_URL");
        String url = configured == null || configured.isEmpty() ? DEFAULT_URL : configured;
        URI uri = URI.create(url.substring("jdbc:".length()));
        Map<String, String> parameters = new HashMap<>();
        if (uri.getRawQuery() != null) {
            for (String pair : uri.getRawQuery().split("&", -1)) {
                int equals = pair.indexOf('=');
                parameters.put(
                        pair.substring(0, equals),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return new Database(
                url.replaceFirst("\\?.*", ""),
                parameters.getOrDefault("user", "postgres"),
                parameters.getOrDefault("password", ""));
    }

    private static String withDatabase(String url, String name) {
        return url.substring(0, url.lastIndexOf('/') + 1) + name;
    }
}
