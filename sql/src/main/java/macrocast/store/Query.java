package macrocast.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import macrocast.domain.Frequency;
import macrocast.domain.Period;
import macrocast.domain.SeriesKey;
import org.jspecify.annotations.Nullable;

/** One statement out of {@code sql/queries}, with parameters written {@code :name}. */
final class Query {
    private static final Map<String, Query> CACHE = new ConcurrentHashMap<>();
    private static final Pattern PARAMETER = Pattern.compile("(?<![:\\w]):([a-z][a-z0-9_]*)");

    private final String name;
    private final String text;
    private final List<String> parameters;

    private Query(String name, String source) {
        this.name = name;
        StringBuilder jdbc = new StringBuilder();
        List<String> found = new ArrayList<>();
        // JDBC reads every question mark as a parameter, so comments go.
        Matcher matcher = PARAMETER.matcher(source.replaceAll("(?m)--.*$", ""));
        while (matcher.find()) {
            found.add(matcher.group(1));
            matcher.appendReplacement(jdbc, "?");
        }
        this.text = matcher.appendTail(jdbc).toString();
        this.parameters = List.copyOf(found);
    }

    /** The statement in the file {@code sql/queries/<name>.sql}. */
    static Query named(String name) {
        return CACHE.computeIfAbsent(name, n -> new Query(n, read("queries/" + n + ".sql")));
    }

    static String read(String path) {
        try (InputStream stream = Query.class.getResourceAsStream(path)) {
            if (stream == null) {
                throw new IllegalArgumentException("No resource macrocast/store/" + path);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }

    String text() {
        return text;
    }

    Bound with(String parameter, @Nullable Object value) {
        return new Bound(this).with(parameter, value);
    }

    Bound bare() {
        return new Bound(this);
    }

    /** Runs the statement once per element, in as few messages as the driver can. */
    <T> void batch(Connection connection, Collection<T> elements, Binder<T> binder) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(text)) {
            int pending = 0;
            for (T element : elements) {
                Bound bound = new Bound(this);
                binder.bind(bound, element);
                bound.fill(connection, statement);
                statement.addBatch();
                if (++pending % 1000 == 0) {
                    statement.executeBatch();
                }
            }
            statement.executeBatch();
        }
    }

    /** Puts the values of one element into a statement. */
    interface Binder<T> {
        void bind(Bound bound, T element);
    }

    /** Turns one row into a value. */
    interface Reader<T> {
        T read(Row row) throws SQLException;
    }

    /** Turns all rows into a value. */
    interface Whole<T> {
        T read(ResultSet result) throws SQLException;
    }

    /** A statement with values for its parameters. */
    static final class Bound {
        private final Query query;
        private final Map<String, @Nullable Object> values = new HashMap<>();

        private Bound(Query query) {
            this.query = query;
        }

        Bound with(String parameter, @Nullable Object value) {
            if (!query.parameters.contains(parameter)) {
                throw new IllegalArgumentException(query.name + ".sql has no parameter :" + parameter);
            }
            values.put(parameter, value);
            return this;
        }

        int update(Connection connection) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(query.text)) {
                fill(connection, statement);
                statement.execute();
                return Math.max(statement.getUpdateCount(), 0);
            }
        }

        <T> List<T> list(Connection connection, Reader<T> reader) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(query.text)) {
                statement.setFetchSize(10_000);
                fill(connection, statement);
                List<T> rows = new ArrayList<>();
                try (ResultSet result = statement.executeQuery()) {
                    Row row = new Row(result);
                    while (result.next()) {
                        rows.add(reader.read(row));
                    }
                }
                return rows;
            }
        }

        /** Hands the whole result on, for a query whose columns its reader does not know. */
        <T> T ask(Connection connection, Whole<T> reader) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(query.text)) {
                fill(connection, statement);
                try (ResultSet result = statement.executeQuery()) {
                    return reader.read(result);
                }
            }
        }

        <T> Optional<T> first(Connection connection, Reader<T> reader) throws SQLException {
            return list(connection, reader).stream().findFirst();
        }

        private void fill(Connection connection, PreparedStatement statement) throws SQLException {
            for (int i = 0; i < query.parameters.size(); i++) {
                String parameter = query.parameters.get(i);
                if (!values.containsKey(parameter)) {
                    throw new IllegalArgumentException(query.name + ".sql needs a value for :" + parameter);
                }
                set(connection, statement, i + 1, values.get(parameter));
            }
        }

        private static void set(Connection connection, PreparedStatement statement, int index, @Nullable Object value)
                throws SQLException {
            if (value == null) {
                statement.setNull(index, Types.NULL);
            } else if (value instanceof Instant instant) {
                statement.setObject(index, instant.atOffset(ZoneOffset.UTC));
            } else if (value instanceof Period period) {
                statement.setObject(index, period.start());
            } else if (value instanceof Frequency frequency) {
                statement.setString(index, frequency.name());
            } else if (value instanceof Enum<?> word) {
                statement.setString(index, word(word));
            } else if (value instanceof Collection<?> texts) {
                statement.setArray(
                        index,
                        connection.createArrayOf(
                                "text",
                                texts.stream()
                                        .map(text -> Objects.toString(text, null))
                                        .toArray()));
            } else {
                statement.setObject(index, value);
            }
        }
    }

    /** How the database spells a constant: EX_COVID is {@code ex-covid}. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The current row of a result, by column name. */
    static final class Row {
        private final ResultSet result;

        Row(ResultSet result) {
            this.result = result;
        }

        String text(String column) throws SQLException {
            return present(column, result.getString(column));
        }

        @Nullable
        String textOrNull(String column) throws SQLException {
            return result.getString(column);
        }

        int integer(String column) throws SQLException {
            return result.getInt(column);
        }

        @Nullable
        Integer integerOrNull(String column) throws SQLException {
            int value = result.getInt(column);
            return result.wasNull() ? null : value;
        }

        long number(String column) throws SQLException {
            return result.getLong(column);
        }

        boolean flag(String column) throws SQLException {
            return result.getBoolean(column);
        }

        double real(String column) throws SQLException {
            return present(column, realOrNull(column));
        }

        @Nullable
        Double realOrNull(String column) throws SQLException {
            double value = result.getDouble(column);
            return result.wasNull() ? null : value;
        }

        Instant moment(String column) throws SQLException {
            return present(column, result.getObject(column, OffsetDateTime.class))
                    .toInstant();
        }

        boolean isNull(String column) throws SQLException {
            return result.getObject(column) == null;
        }

        UUID id(String column) throws SQLException {
            return present(column, result.getObject(column, UUID.class));
        }

        @Nullable
        UUID idOrNull(String column) throws SQLException {
            return result.getObject(column, UUID.class);
        }

        SeriesKey seriesKey() throws SQLException {
            return new SeriesKey(text("source"), text("code"));
        }

        Frequency frequency() throws SQLException {
            return Frequency.valueOf(text("frequency"));
        }

        Period period(String column) throws SQLException {
            return new Period(frequency(), present(column, result.getObject(column, LocalDate.class)));
        }

        <E extends Enum<E>> E word(String column, Class<E> type) throws SQLException {
            return Enum.valueOf(type, text(column).toUpperCase(Locale.ROOT).replace('-', '_'));
        }

        private static <T> T present(String column, @Nullable T value) {
            if (value == null) {
                throw new IllegalStateException("Column " + column + " is null");
            }
            return value;
        }
    }
}
