package macrocast.jobs;

import java.util.concurrent.atomic.AtomicReference;
import macrocast.models.Methods;
import macrocast.registry.BlobStore;
import macrocast.smile.AllMethods;
import macrocast.store.BacktestStore;
import macrocast.store.Database;
import macrocast.store.ForecastStore;
import macrocast.store.ObservationStore;

/** What a job works through: the store, the blob storage and the methods, opened when first needed. */
final class Rooms implements AutoCloseable {
    private final JobEnvironment environment;
    private final ObservationStore observations;
    private final ForecastStore forecasts;
    private final BacktestStore backtests;
    private final AtomicReference<BlobStore> blobs = new AtomicReference<>();

    Rooms(JobEnvironment environment, Database database) {
        this.environment = environment;
        this.observations = new ObservationStore(database);
        this.forecasts = new ForecastStore(database);
        this.backtests = new BacktestStore(database);
    }

    ObservationStore observations() {
        return observations;
    }

    ForecastStore forecasts() {
        return forecasts;
    }

    BacktestStore backtests() {
        return backtests;
    }

    BlobStore blobs() {
        BlobStore open = blobs.get();
        if (open == null) {
            open = BlobStore.open(environment.blobRoot(), environment.variables());
            blobs.set(open);
        }
        return open;
    }

    /** All methods that this build has, in a fixed order. */
    static Methods methods() {
        return AllMethods.every();
    }

    @Override
    public void close() {
        BlobStore open = blobs.get();
        if (open != null) {
            open.close();
        }
    }
}
