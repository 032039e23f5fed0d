package macrocast.bench;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import macrocast.store.Database;
import macrocast.store.Migrations;

/** A migrated database of its own on the server that MACROCAST_TEST_DATABASE_URL names, dropped on close. */
final class BenchDatabase implements AutoCloseable {
    static final String SUPERUSER = "postgres";
    static final String PASSWORD = "postgres";

    private final String host;
    private final String name = "bench_" + UUID.randomUUID().toString().replace("-", "");

    private BenchDatabase(String host) {
        this.host = host;
    }

    static BenchDatabase create() throws SQLException {
        BenchDatabase database = new BenchDatabase(server());
        database.onServer("create database " + database.name);
        Map<String, String> passwords = new HashMap<>();
        for (String role : List.of("LOADER", "TRAINER", "SCORER", "ANALYST")) {
            passwords.put("MACROCAST_" + role + "_PASSWORD", role.toLowerCase(Locale.ROOT));
        }
        Migrations.migrate(new Database(database.url(), SUPERUSER, PASSWORD), passwords);
        return database;
    }

    private static String server() {
        String address = System.getenv("MACROCAST_TEST_DATABASE_URL");
        if (address == null) {
            throw new IllegalStateException("MACROCAST_TEST_DATABASE_URL is not set: run make bench");
        }
        return URI.create(address.substring("jdbc:".length())).getAuthority();
    }

    String url() {
        return address(name);
    }

    private String address(String database) {
        return "jdbc:postgresql://" + host + "/" + database;
    }

    /** As {@code loader}, {@code trainer}, {@code scorer} or {@code analyst}. */
    Database as(String role) {
        return new Database(url(), "macrocast_" + role, role);
    }

    Connection superuser() throws SQLException {
        return DriverManager.getConnection(url(), SUPERUSER, PASSWORD);
    }

    Connection open(String role) throws SQLException {
        return DriverManager.getConnection(url(), "macrocast_" + role, role);
    }

    void execute(String... statements) throws SQLException {
        try (Connection connection = superuser();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** psql on this database, which stops at the first error. */
    ProcessBuilder psql(String... arguments) {
        String[] server = host.split(":", 2);
        ProcessBuilder process = new ProcessBuilder(
                "psql",
                "--no-psqlrc",
                "--quiet",
                "--set=ON_ERROR_STOP=1",
                "--host=" + server[0],
                "--port=" + (server.length == 2 ? server[1] : "5432"),
                "--username=" + SUPERUSER,
                "--dbname=" + name);
        process.command().addAll(List.of(arguments));
        process.environment().put("PGPASSWORD", PASSWORD);
        return process.redirectError(ProcessBuilder.Redirect.INHERIT);
    }

    @Override
    public void close() throws SQLException {
        onServer("drop database " + name + " with (force)");
    }

    private void onServer(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(address("postgres"), SUPERUSER, PASSWORD);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
