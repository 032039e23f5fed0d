package macrocast.jobs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import macrocast.backtest.Panel;
import macrocast.backtest.SeriesHistory;
import macrocast.domain.DataVersion;
import macrocast.domain.Frequency;
import macrocast.domain.Series;
import macrocast.jdemetra.JdemetraMethods;
import macrocast.models.Methods;
import macrocast.registry.BlobStore;
import macrocast.smile.AllMethods;
import macrocast.store.AuditStore;
import macrocast.store.BacktestStore;
import macrocast.store.Database;
import macrocast.store.ForecastStore;
import macrocast.store.Lease;
import macrocast.store.LoadStore;
import macrocast.store.ObservationStore;
import macrocast.store.Reaper;

/** What a job works through: the store, the blob storage and the methods, opened when first needed. */
final class Rooms implements AutoCloseable {
    /** More would make the regressions slow and the prior too loose for them. */
    private static final int MOST_COMPANIONS = 9;

    private static final int MOST_MONTHS = 40;

    private final JobEnvironment environment;
    private final ObservationStore observations;
    private final ForecastStore forecasts;
    private final BacktestStore backtests;
    private final LoadStore loads;
    private final Reaper reaper;
    private final AuditStore audit;
    private final Lease lease;
    private final AtomicReference<BlobStore> blobs = new AtomicReference<>();

    Rooms(JobEnvironment environment, Database database, Lease lease) {
        this.environment = environment;
        this.observations = new ObservationStore(database);
        this.forecasts = new ForecastStore(database);
        this.backtests = new BacktestStore(database);
        this.loads = new LoadStore(database);
        this.reaper = new Reaper(database);
        this.audit = new AuditStore(database);
        this.lease = lease;
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

    LoadStore loads() {
        return loads;
    }

    Reaper reaper() {
        return reaper;
    }

    AuditStore audit() {
        return audit;
    }

    /** The start of the job that works here, as {@code job_run} knows it. */
    UUID jobRunId() {
        return lease.jobRunId();
    }

    BlobStore blobs() {
        BlobStore open = blobs.get();
        if (open == null) {
            open = BlobStore.open(environment.blobRoot(), environment.variables());
            blobs.set(open);
        }
        return open;
    }

    /** A series with all its vintages, and its companions with theirs. */
    Panel panel(DataVersion version, Series series) {
        return new Panel(
                new SeriesHistory(series.transform(), observations.vintages(version, series.key())),
                companions(series).stream()
                        .map(other -> new SeriesHistory(other.transform(), observations.vintages(version, other.key())))
                        .toList());
    }

    /**
     * The other targets of the same source, of the same frequency or months beside quarters; the first ones of each by their
     * key where there are very many.
     */
    private List<Series> companions(Series series) {
        List<Series> companions = new ArrayList<>(others(series, series.frequency(), MOST_COMPANIONS));
        if (series.frequency() == Frequency.QUARTERLY) {
            companions.addAll(others(series, Frequency.MONTHLY, MOST_MONTHS));
        }
        return companions;
    }

    private List<Series> others(Series series, Frequency frequency, int most) {
        return observations.series().stream()
                .filter(other -> other.target()
                        && other.frequency() == frequency
                        && other.key().source().equals(series.key().source())
                        && !other.key().equals(series.key()))
                .sorted(Comparator.comparing(Series::key))
                .limit(most)
                .toList();
    }

    /** All methods that this build has, in a fixed order. */
    static Methods methods() {
        return JdemetraMethods.addedTo(AllMethods.every());
    }

    @Override
    public void close() {
        BlobStore open = blobs.get();
        if (open != null) {
            open.close();
        }
    }
}
