package macrocast.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A PostgreSQL server with TimescaleDB that a test may kill, made by initdb with data checksums and settings that survive a
 * crash. Needs the programs of PostgreSQL on the path; the image macrocast/build-database has them.
 */
final class PostgresServer implements AutoCloseable {
    private final Path data;
    private final int port;
    private final String programs;

    private PostgresServer(Path data, int port, String programs) {
        this.data = data;
        this.port = port;
        this.programs = programs;
    }

    /** Creates a cluster in a new folder below one that exists, and starts it. */
    static PostgresServer start(Path parent, String... settings) {
        return create(parent, "", settings);
    }

    /**
     * The same from a PostgreSQL on which TimescaleDB was never installed: a copy of its programs, which look for extensions
     * beside themselves.
     */
    static PostgresServer startPlain(Path parent) {
        String installed = run("pg_config", "--bindir").strip();
        String shared = run("pg_config", "--sharedir").strip();
        run("chmod", "755", parent.toString());
        run("mkdir", "-p", parent + installed, parent + shared);
        run(
                "sh",
                "-c",
                "cp " + installed + "/postgres " + installed + "/initdb " + installed + "/pg_ctl " + parent
                        + installed);
        run(
                "sh",
                "-c",
                "cp -r " + shared + "/. " + parent + shared + " && rm " + parent + shared + "/extension/timescaledb*");
        run(
                "ln",
                "-s",
                run("pg_config", "--pkglibdir").strip(),
                parent + run("pg_config", "--pkglibdir").strip());
        return create(parent, parent + installed + "/", "shared_preload_libraries = ''");
    }

    private static PostgresServer create(Path parent, String programs, String... settings) {
        try {
            Path data = parent.resolve("cluster");
            if (isRoot()) {
                // PostgreSQL will not run as root; the folder is then its user's.
                run("install", "-d", "-o", "postgres", "-g", "postgres", "-m", "700", data.toString());
                run("chmod", "755", parent.toString());
            }
            run(asServer(
                    programs + "initdb",
                    "--pgdata=" + data,
                    "--username=postgres",
                    "--auth=trust",
                    "--data-checksums",
                    "--wal-segsize=1",
                    "--locale=C.UTF-8",
                    "--encoding=UTF8"));
            PostgresServer server = new PostgresServer(data, freePort(), programs);
            List<String> lines = new ArrayList<>(List.of(
                    "port = " + server.port,
                    "listen_addresses = '127.0.0.1'",
                    "unix_socket_directories = '" + data + "'",
                    "shared_preload_libraries = 'timescaledb'",
                    "timescaledb.telemetry_level = off",
                    "max_wal_size = 32MB",
                    "min_wal_size = 2MB",
                    "shared_buffers = 32MB",
                    "dynamic_shared_memory_type = mmap"));
            lines.addAll(List.of(settings));
            Path file = data.resolve("macrocast.conf");
            run(asServer("sh", "-c", "printf '%s\\n' \"$@\" > " + file, "sh", lines));
            run(asServer("sh", "-c", "echo \"include 'macrocast.conf'\" >> " + data.resolve("postgresql.conf")));
            server.start();
            return server;
        } catch (IOException e) {
            throw new IllegalStateException(
                    "No server in " + parent + ": run by make it, or put PostgreSQL 17 with"
                            + " TimescaleDB on the path",
                    e);
        }
    }

    /** Starts it, and recovers from whatever stopped it. */
    void start() {
        run(asServer(
                programs + "pg_ctl",
                "start",
                "--wait",
                "--silent",
                "--pgdata=" + data,
                "--log=" + data.resolve("server.log")));
    }

    /** Starts it with a clock that is off by so much, such as {@code +1d}. */
    void startWithClock(String offset) {
        run(asServer(
                "env",
                // The loader of the system fills in $LIB.
                "LD_PRELOAD=/usr/$LIB/faketime/libfaketime.so.1",
                "FAKETIME=" + offset,
                "FAKETIME_DONT_FAKE_MONOTONIC=1",
                programs + "pg_ctl",
                "start",
                "--wait",
                "--silent",
                "--pgdata=" + data,
                "--log=" + data.resolve("server.log")));
    }

    /** Like a power cut: no checkpoint, no goodbye. */
    void stopImmediately() {
        run(asServer(programs + "pg_ctl", "stop", "--wait", "--silent", "--mode=immediate", "--pgdata=" + data));
    }

    void stop() {
        run(asServer(programs + "pg_ctl", "stop", "--wait", "--silent", "--mode=fast", "--pgdata=" + data));
    }

    /** SIGKILL to one backend, after which the server takes all others down and recovers by itself. */
    void killBackend(long pid) {
        run(asServer("kill", "-KILL", Long.toString(pid)));
    }

    /** Waits until a server that recovers lets clients in. */
    void awaitStart() {
        while (code(List.of("pg_isready", "--quiet", "--host=127.0.0.1", "--port=" + port)) != 0) {
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }

    boolean isRunning() {
        return code(asServer(programs + "pg_ctl", "status", "--silent", "--pgdata=" + data)) == 0;
    }

    /** The database postgres, as superuser. */
    Database database() {
        return database(port);
    }

    /** The same through something that listens on another port. */
    static Database database(int port) {
        return new Database("jdbc:postgresql://127.0.0.1:" + port + "/postgres", "postgres", "");
    }

    int port() {
        return port;
    }

    void execute(String sql) {
        try (Connection connection = database().open();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Every page of a database as its checksum says, every index as its table says. */
    void check(String name) {
        run(
                "pg_amcheck",
                "--install-missing",
                "--heapallindexed",
                "--username=postgres",
                "--host=127.0.0.1",
                "--port=" + port,
                name);
    }

    /** What pg_checksums says of every page of a stopped cluster. */
    void checkStoppedPages() {
        run(asServer("pg_checksums", "--check", "--pgdata=" + data));
    }

    @Override
    public void close() {
        if (isRunning()) {
            stopImmediately();
        }
        run("rm", "-rf", data.toString());
        if (!programs.isEmpty()) {
            run("rm", "-rf", data.resolveSibling("usr").toString());
        }
    }

    static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static List<String> asServer(String... command) {
        List<String> whole = new ArrayList<>();
        if (isRoot()) {
            whole.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
        }
        whole.addAll(List.of(command));
        return whole;
    }

    private static List<String> asServer(
            String shell, String option, String script, String name, List<String> arguments) {
        List<String> whole = asServer(shell, option, script, name);
        whole.addAll(arguments);
        return whole;
    }

    static String run(String... command) {
        return run(List.of(command));
    }

    private static String run(List<String> command) {
        try {
            Process process = started(command);
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command + " ended with " + process.exitValue() + ": " + printed);
            }
            return printed;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(String.join(" ", command), e);
        }
    }

    private static int code(List<String> command) {
        try {
            Process process = started(command);
            process.getInputStream().readAllBytes();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException(command + " does not end");
            }
            return process.exitValue();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(String.join(" ", command), e);
        }
    }

    private static Process started(List<String> command) throws IOException {
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
