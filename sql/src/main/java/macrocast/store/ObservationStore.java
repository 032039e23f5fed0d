package macrocast.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import macrocast.domain.Actual;
import macrocast.domain.DataVersion;
import macrocast.domain.ForecastByOther;
import macrocast.domain.Frequency;
import macrocast.domain.Measure;
import macrocast.domain.Observation;
import macrocast.domain.Period;
import macrocast.domain.PeriodValue;
import macrocast.domain.Series;
import macrocast.domain.Series.Attributes;
import macrocast.domain.Series.SeasonalAdjustment;
import macrocast.domain.SeriesKey;
import macrocast.domain.Transform;
import macrocast.domain.Truth;
import macrocast.domain.Vintage;
import org.jspecify.annotations.Nullable;

/** Reads what was known: as of a moment, or vintage by vintage. Every answer belongs to one data version. */
public final class ObservationStore {
    private final Database database;

    public ObservationStore(Database database) {
        this.database = database;
    }

    /**
     * Fixes what a job reads: all loads published by now, all they say was known at the moment. Asked again after a new
     * load, it gives another version; the old one stays as it is.
     *
     * @return empty when nothing was known then
     */
    public Optional<DataVersion> dataVersion(Instant asOf) {
        return database.inTransaction(connection -> {
            Query.named("insert_data_version").with("as_of", asOf).update(connection);
            return Query.named("read_data_version")
                    .with("as_of", asOf)
                    .first(
                            connection,
                            row -> new DataVersion(
                                    row.number("data_version_id"), row.moment("as_of"), row.number("last_load_id")));
        });
    }

    /** Every series that is registered, by key. */
    public List<Series> series() {
        return database.inTransaction(ObservationStore::series);
    }

    private static List<Series> series(Connection connection) throws SQLException {
        return Query.named("read_series")
                .bare()
                .list(
                        connection,
                        row -> new Series(
                                row.seriesKey(),
                                row.frequency(),
                                row.text("title"),
                                row.text("unit"),
                                row.word("measure", Measure.class),
                                row.word("transform", Transform.class),
                                row.flag("is_target"),
                                new Attributes(
                                        row.word("seasonal_adjustment", SeasonalAdjustment.class),
                                        row.integerOrNull("tcode"),
                                        row.integerOrNull("publication_lag_days"),
                                        row.textOrNull("release_calendar"),
                                        row.text("category"),
                                        row.isNull("week_starts_on")
                                                ? null
                                                : DayOfWeek.of(row.integer("week_starts_on")),
                                        List.of())));
    }

    /**
     * What was known of a series.
     *
     * @throws StoreException of kind BAD_DATA when no series has that key
     */
    public Vintage vintage(DataVersion version, SeriesKey series) {
        return panel(version, List.of(series)).get(0);
    }

    /**
     * What was known of several series, in the order asked for. A series of which nothing was known has no values.
     *
     * @throws StoreException of kind BAD_DATA when no series has one of the keys
     */
    public List<Vintage> panel(DataVersion version, Collection<SeriesKey> series) {
        return database.inTransaction(connection -> {
            Map<SeriesKey, Series> registered = new HashMap<>();
            series(connection).forEach(s -> registered.put(s.key(), s));
            Map<SeriesKey, List<Observation>> rows = new LinkedHashMap<>();
            series.forEach(key -> rows.put(key, new ArrayList<>()));
            for (SeriesKey key : rows.keySet()) {
                if (!registered.containsKey(key)) {
                    throw new StoreException(StoreException.Kind.BAD_DATA, "No series " + key + " is registered");
                }
            }
            Query.named("read_panel")
                    .with("series", rows.keySet())
                    .with("as_of", version.asOf())
                    .with("last_load_id", version.lastLoad())
                    .list(
                            connection,
                            row -> new Observation(
                                    row.seriesKey(),
                                    row.period("period_start"),
                                    row.moment("known_at"),
                                    row.realOrNull("value")))
                    .forEach(o ->
                            rows.getOrDefault(o.series(), new ArrayList<>()).add(o));
            List<Vintage> panel = new ArrayList<>();
            rows.forEach((key, observations) ->
                    panel.add(vintage(Objects.requireNonNull(registered.get(key)), version.asOf(), observations)));
            return panel;
        });
    }

    /**
     * Every vintage of a series up to the version's moment, oldest first: one for each moment at which a value was
     * published, revised or withdrawn.
     */
    public List<Vintage> vintages(DataVersion version, SeriesKey series) {
        List<Change> changes = database.inTransaction(connection -> Query.named("read_changes")
                .with("source", series.source())
                .with("code", series.code())
                .with("as_of", version.asOf())
                .with("last_load_id", version.lastLoad())
                .list(
                        connection,
                        row -> new Change(
                                row.frequency(),
                                row.period("period_start"),
                                row.moment("known_at"),
                                row.realOrNull("value"))));
        List<Vintage> vintages = new ArrayList<>();
        NavigableMap<Period, Double> values = new TreeMap<>();
        NavigableMap<Period, Double> before = new TreeMap<>();
        for (int i = 0; i < changes.size(); i++) {
            Change change = changes.get(i);
            if (change.value() == null) {
                values.remove(change.period());
            } else {
                values.put(change.period(), change.value());
            }
            boolean lastOfMoment =
                    i + 1 == changes.size() || !changes.get(i + 1).knownAt().equals(change.knownAt());
            // A row that a later back-fill made superfluous is no vintage, so the list does not depend on the order of
            // loading.
            boolean changed = !values.equals(before);
            if (lastOfMoment && changed) {
                vintages.add(new Vintage(series, change.frequency(), change.knownAt(), periodValues(values)));
                before = new TreeMap<>(values);
            }
        }
        return vintages;
    }

    /**
     * What other institutions said of a series by the version's moment, as levels and as growth year on year. Growth that
     * they did not publish follows from their levels (EVALUATION section 1.2).
     */
    public List<ForecastByOther> forecastsByOthers(DataVersion version, SeriesKey series) {
        return database.inTransaction(connection -> Query.named("read_forecasts_by_others")
                .with("source", series.source())
                .with("code", series.code())
                .with("data_version_id", version.id())
                .list(
                        connection,
                        row -> new ForecastByOther(
                                row.seriesKey(),
                                row.text("method"),
                                row.word("measure", Measure.class),
                                row.period("target_start"),
                                row.integer("horizon"),
                                row.moment("known_at"),
                                row.real("mean"))));
    }

    /** What each target of a series turned out to be, by truth and measure, as far as the version knows. */
    public List<Actual> actuals(DataVersion version, SeriesKey series) {
        return database.inTransaction(connection -> Query.named("read_actuals")
                .with("source", series.source())
                .with("code", series.code())
                .with("data_version_id", version.id())
                .list(
                        connection,
                        row -> new Actual(
                                row.seriesKey(),
                                row.period("target_start"),
                                row.word("measure", Measure.class),
                                row.word("truth", Truth.class),
                                row.real("value"),
                                row.moment("known_at"),
                                row.integer("maturity"))));
    }

    private record Change(
            Frequency frequency,
            Period period,
            Instant knownAt,
            @Nullable Double value) {}

    private static List<PeriodValue> periodValues(NavigableMap<Period, Double> values) {
        return values.entrySet().stream()
                .map(e -> new PeriodValue(e.getKey(), e.getValue()))
                .toList();
    }

    private static Vintage vintage(Series series, Instant asOf, List<Observation> observations) {
        List<PeriodValue> values = new ArrayList<>();
        Instant knownAt = Instant.EPOCH;
        for (Observation observation : observations) {
            Double value = observation.value();
            if (value != null) {
                values.add(new PeriodValue(observation.period(), value));
            }
            knownAt = observation.knownAt().isAfter(knownAt) ? observation.knownAt() : knownAt;
        }
        return new Vintage(series.key(), series.frequency(), observations.isEmpty() ? asOf : knownAt, values);
    }
}
