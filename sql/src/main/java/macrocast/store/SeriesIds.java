package macrocast.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import macrocast.domain.SeriesKey;

/** The numbers that series have in the database, read once for a statement that writes many rows. */
final class SeriesIds {
    private final Map<SeriesKey, Long> ids = new HashMap<>();

    private SeriesIds() {}

    static SeriesIds read(Connection connection) throws SQLException {
        SeriesIds read = new SeriesIds();
        Query.named("read_series_ids").bare().list(connection, row -> read.ids.put(row.seriesKey(), row.number("id")));
        return read;
    }

    long of(SeriesKey series) {
        Long id = ids.get(series);
        if (id == null) {
            throw new StoreException(StoreException.Kind.BAD_DATA, "No series " + series + " is registered");
        }
        return id;
    }
}
