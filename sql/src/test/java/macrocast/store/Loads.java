package macrocast.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import macrocast.domain.ForecastByOther;
import macrocast.domain.Frequency;
import macrocast.domain.Measure;
import macrocast.domain.Observation;
import macrocast.domain.Period;
import macrocast.domain.Series;
import macrocast.domain.Series.Attributes;
import macrocast.domain.Series.Base;
import macrocast.domain.Series.SeasonalAdjustment;
import macrocast.domain.SeriesKey;
import macrocast.domain.Source;
import macrocast.domain.SourceRow;
import macrocast.domain.Transform;
import org.jspecify.annotations.Nullable;

/** Loads of a few rows under a payload named by one word, for tests. */
final class Loads {
    static final SeriesKey GDP = SeriesKey.parse("boe/gdpkp");
    static final SeriesKey UNEMPLOYMENT = SeriesKey.parse("boe/unemp");

    private static final Source BANK = new Source("boe", "Bank of England", "MIT", "https://www.bankofengland.co.uk");

    private final LoadStore store;
    private final LoadRequest.Quality quality;

    Loads(Database database) {
        this(
                database,
                LoadRequest.Quality.NATIVE,
                List.of(
                        growing(GDP),
                        new Series(
                                UNEMPLOYMENT,
                                Frequency.QUARTERLY,
                                "Unemployment rate",
                                "fraction",
                                Measure.LEVEL,
                                Transform.NONE,
                                true)));
    }

    Loads(Database database, LoadRequest.Quality quality, List<Series> series) {
        this.store = new LoadStore(database);
        this.quality = quality;
        store.register(BANK, series);
    }

    static Series growing(SeriesKey key) {
        return new Series(key, Frequency.QUARTERLY, "GDP", "GBP million", Measure.GROWTH, Transform.LOG, true);
    }

    /** From now on the catalogue dates the bases of GDP so. */
    void rebase(Base... bases) {
        Series known = growing(GDP);
        store.register(
                BANK,
                List.of(new Series(
                        GDP,
                        known.frequency(),
                        known.title(),
                        known.unit(),
                        known.measure(),
                        known.transform(),
                        known.target(),
                        new Attributes(
                                SeasonalAdjustment.UNKNOWN, null, null, null, "unknown", null, List.of(bases)))));
    }

    LoadStore store() {
        return store;
    }

    /** Opens, stages, announces and publishes; a payload that is published already is only asked about. */
    LoadSummary load(String payload, SourceRow... rows) {
        return load(payload, List.of(rows));
    }

    LoadSummary load(String payload, Collection<? extends SourceRow> rows) {
        return load(payload, rows, null);
    }

    LoadSummary load(String payload, Collection<? extends SourceRow> rows, @Nullable UUID jobRunId) {
        LoadStore.Load load = open(payload, jobRunId);
        if (load.published().isEmpty()) {
            store.stage(load.loadKey(), staged(payload, rows).iterator());
            store.expect(load.loadKey(), sha256(payload), rows.size(), 0);
        }
        return store.publish(load.claim());
    }

    LoadStore.Load open(String payload) {
        return open(payload, null);
    }

    LoadStore.Load open(String payload, @Nullable UUID jobRunId) {
        return store.open(
                new LoadRequest(
                        "boe",
                        "1",
                        quality,
                        LoadRequest.Precision.DAY,
                        List.of(new Payload(
                                sha256(payload), "file:///blob/" + payload, payload + ".csv", 1, "text/csv"))),
                jobRunId);
    }

    static List<StageRow> staged(String payload, Collection<? extends SourceRow> rows) {
        List<StageRow> staged = new ArrayList<>();
        for (SourceRow row : rows) {
            staged.add(new StageRow(sha256(payload), staged.size() + 1, row));
        }
        return staged;
    }

    static String sha256(String payload) {
        return String.format(Locale.ROOT, "%64s", payload).replaceAll("[^0-9a-f]", "0");
    }

    static Observation gdp(String period, String day, @Nullable Double value) {
        return observation(GDP, period, day, value);
    }

    static Observation observation(SeriesKey series, String period, String day, @Nullable Double value) {
        return new Observation(series, Period.parse(period), moment(day), value);
    }

    static ForecastByOther mpr(SeriesKey series, String target, int horizon, String day, double mean) {
        return new ForecastByOther(series, "boe-mpr", Measure.LEVEL, Period.parse(target), horizon, moment(day), mean);
    }

    static Instant moment(String day) {
        return Instant.parse(day + "T00:00:00Z");
    }
}
