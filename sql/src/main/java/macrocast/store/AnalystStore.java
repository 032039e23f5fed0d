package macrocast.store;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs the queries that an analyst would type, against the views and functions of schema api. */
public final class AnalystStore {
    private final Database database;

    public AnalystStore(Database database) {
        this.database = database;
    }

    /** Runs one query in a transaction that cannot write. */
    public Table query(String sql) {
        return database.inTransaction(connection -> {
            connection.setReadOnly(true);
            try (Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery(sql)) {
                return table(result);
            }
        });
    }

    /**
     * Runs a query out of {@code sql/queries}, in a transaction that cannot write.
     *
     * @param parameters a value for each parameter of the query; null is null
     */
    public Table named(String name, Map<String, ? extends @Nullable Object> parameters) {
        return database.inTransaction(connection -> {
            connection.setReadOnly(true);
            Query.Bound bound = Query.named(name).bare();
            parameters.forEach(bound::with);
            return bound.ask(connection, AnalystStore::table);
        });
    }

    private static Table table(ResultSet result) throws SQLException {
        ResultSetMetaData columns = result.getMetaData();
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            names.add(columns.getColumnLabel(i));
        }
        List<List<@Nullable String>> rows = new ArrayList<>();
        while (result.next()) {
            List<@Nullable String> row = new ArrayList<>();
            for (int i = 1; i <= names.size(); i++) {
                row.add(result.getString(i));
            }
            rows.add(Collections.unmodifiableList(row));
        }
        return new Table(names, rows);
    }

    /**
     * The answer to a query, every value as the database writes it.
     *
     * @param rows as many values as columns each; null is null
     */
    public record Table(List<String> columns, List<List<@Nullable String>> rows) {
        public Table {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
        }
    }
}
