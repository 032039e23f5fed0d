package macrocast.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;

/** How long a query takes until its last row is in our hands: the median of some runs after one that warms up. */
final class Timing {
    private static final int RUNS = 7;

    private Timing() {}

    /**
     * Seconds of a query.
     *
     * @throws IllegalStateException when it gives another number of rows than it should
     */
    static double of(Connection connection, String query, long rowsExpected) throws SQLException {
        return median(() -> {
            try (Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery(query)) {
                long rows = 0;
                while (result.next()) {
                    rows++;
                }
                if (rows != rowsExpected) {
                    throw new IllegalStateException("Needed " + rowsExpected + " rows, had " + rows + ": " + query);
                }
            }
        });
    }

    static double median(Work work) throws SQLException {
        work.run();
        double[] seconds = new double[RUNS];
        for (int i = 0; i < RUNS; i++) {
            long start = System.nanoTime();
            work.run();
            seconds[i] = (System.nanoTime() - start) / 1e9;
        }
        return median(seconds);
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** What is timed. */
    interface Work {
        void run() throws SQLException;
    }
}
