package macrocast.store;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import macrocast.domain.BacktestForecast;
import macrocast.domain.Measure;
import macrocast.domain.SeriesKey;

/**
 * Replayed forecasts of past vintages, kept by the hash of the data they saw: made once, they serve every later run.
 *
 * <p>A back-filled vintage has another hash, so its replay is another set of rows and the old ones stay true.
 */
public final class BacktestStore {
    private final Database database;

    public BacktestStore(Database database) {
        this.database = database;
    }

    /** Hashes of the vintages that a method has replayed: what is left to do is the rest. */
    public Set<String> replayed(SeriesKey series, String method, String methodVersion) {
        return new HashSet<>(database.inTransaction(connection -> Query.named("read_replayed")
                .with("source", series.source())
                .with("code", series.code())
                .with("method", method)
                .with("method_version", methodVersion)
                .list(connection, row -> row.text("data_hash"))));
    }

    /**
     * Stores replays, all or none. Repeating one adds nothing.
     *
     * @throws StoreException of kind BAD_DATA when one is stored with other numbers: the method is not deterministic or
     *     its version was not raised
     */
    public void save(Collection<BacktestForecast> forecasts) {
        database.inTransaction(connection -> {
            SeriesIds ids = SeriesIds.read(connection);
            Query.named("create_incoming_backtest").bare().update(connection);
            Query.named("insert_incoming_backtest").batch(connection, forecasts, (bound, forecast) -> bound.with(
                            "series_id", ids.of(forecast.series()))
                    .with("method", forecast.method())
                    .with("method_version", forecast.methodVersion())
                    .with("data_hash", forecast.dataHash())
                    .with("known_at", forecast.knownAt())
                    .with("origin", forecast.origin())
                    .with("target_start", forecast.target())
                    .with("horizon", forecast.horizon())
                    .with("measure", forecast.measure())
                    .with("mean", forecast.mean())
                    .with("sigma", forecast.sigma()));
            Query.named("merge_incoming_backtest").bare().update(connection);
            long differing = Query.named("count_differing_backtest")
                    .bare()
                    .list(connection, row -> row.number("row_count"))
                    .get(0);
            if (differing > 0) {
                throw new StoreException(
                        StoreException.Kind.BAD_DATA,
                        differing + " replays of " + forecasts.iterator().next().method()
                                + " are stored with other numbers under the same method version");
            }
            return true;
        });
    }

    /**
     * The replays of some vintages by a version of a method, oldest vintage first.
     *
     * @param dataHashes of the vintages that count, so that a run reads what its own data version holds
     */
    public List<BacktestForecast> read(
            SeriesKey series, String method, String methodVersion, Collection<String> dataHashes) {
        return database.inTransaction(connection -> Query.named("read_backtests")
                .with("source", series.source())
                .with("code", series.code())
                .with("method", method)
                .with("method_version", methodVersion)
                .with("data_hashes", dataHashes)
                .list(
                        connection,
                        row -> new BacktestForecast(
                                row.seriesKey(),
                                row.text("method"),
                                row.text("method_version"),
                                row.moment("known_at"),
                                row.text("data_hash"),
                                row.period("origin"),
                                row.period("target_start"),
                                row.word("measure", Measure.class),
                                row.real("mean"),
                                row.real("sigma"))));
    }
}
