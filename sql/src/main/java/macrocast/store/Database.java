package macrocast.store;

import java.io.Serializable;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;

/**
 * Where the database is and as whom to ask it. Serializable, so that a pipeline's workers can connect by themselves.
 *
 * @param url a JDBC address such as {@code jdbc:postgresql://timescaledb:5432/macrocast}
 */
public record Database(String url, String user, String password) implements Serializable {

    public Database {
        if (!url.startsWith("jdbc:postgresql://")) {
            throw new StoreException(
                    StoreException.Kind.CONFIGURATION,
                    "MACROCAST_DATABASE_URL starts with jdbc:postgresql://, was: " + url);
        }
    }

    /**
     * Reads MACROCAST_DATABASE_URL, MACROCAST_DATABASE_USER and MACROCAST_DATABASE_PASSWORD.
     *
     * @throws StoreException of kind CONFIGURATION when one is missing
     */
    public static Database fromEnvironment(Map<String, String> environment) {
        return new Database(
                required(environment, "MACROCAST_DATABASE_URL"),
                required(environment, "MACROCAST_DATABASE_USER"),
                required(environment, "MACROCAST_DATABASE_PASSWORD"));
    }

    private static String required(Map<String, String> environment, String name) {
        String value = environment.get(name);
        if (value == null || value.isEmpty()) {
            throw new StoreException(StoreException.Kind.CONFIGURATION, name + " is not set");
        }
        return value;
    }

    /** Runs work in one transaction: committed when it returns, rolled back when it throws. */
    <T> T inTransaction(Work<T> work) {
        try (Connection connection = open()) {
            connection.setAutoCommit(false);
            try {
                T result = work.on(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                rollBack(connection, e);
                throw e;
            }
        } catch (SQLException e) {
            throw StoreException.of(e);
        }
    }

    private static void rollBack(Connection connection, Exception cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    Connection open() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("currentSchema", "macrocast,public");
        properties.setProperty("ApplicationName", "macrocast");
        properties.setProperty("reWriteBatchedInserts", "true");
        // Plans over many chunks look costly and run for milliseconds; compiling them takes seconds.
        properties.setProperty("options", "-c jit=off");
        // A lost peer must not hold a job for ever.
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("connectTimeout", "10");
        return DriverManager.getConnection(url, properties);
    }

    /** The address and the user; never the password. */
    @Override
    public String toString() {
        return url + " as " + user;
    }

    /** What is done inside one transaction. */
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }
}
