package macrocast.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * How fast the latest forecasts come out of ten years of nights: of one series, and of all five hundred.
 *
 * <p>Of the last year every night holds 13 horizons with 9 quantiles; of the nine years before, the nowcast without
 * quantiles, so that the history is made in minutes. What is read is a whole night, and its place is found by trees that
 * hold every night of every series.
 */
final class LatestForecastBenchmark implements Benchmark {
    private static final int NIGHTS = 3652;
    private static final int WHOLE_NIGHTS = 365;
    private static final int HORIZONS = 13;
    private static final int SERIES = 500;

    @Override
    public String name() {
        return "latest_forecast";
    }

    @Override
    public void run(Consumer<Line> lines) throws Exception {
        String size =
                String.format(Locale.ROOT, "%d nights x %d series, %d of them whole", NIGHTS, SERIES, WHOLE_NIGHTS);
        try (BenchDatabase database = filled();
                Connection analyst = database.open("analyst")) {
            String one = "select * from api.latest_forecast where series_key = '" + Panel.SERIES.get(SERIES / 2) + "'";
            lines.accept(milliseconds("one series of " + size, Timing.of(analyst, one, HORIZONS)));
            String all = "select * from api.latest_forecast";
            lines.accept(milliseconds("all of " + size, Timing.of(analyst, all, (long) HORIZONS * SERIES)));
        }
    }

    private static Line milliseconds(String size, double seconds) {
        return Line.alone("latest_forecast.ms", size, seconds * 1000, "ms");
    }

    /** The past is written past the triggers; the last night is published, as every night is. */
    private static BenchDatabase filled() throws SQLException {
        BenchDatabase database = BenchDatabase.create();
        database.execute(Panel.register(SERIES));
        database.execute(
                "set session_replication_role = replica",
                "set search_path = macrocast, public",
                "create function run_of(night integer) returns uuid language sql immutable as"
                        + " $$ select ('00000000-0000-0000-0000-' || lpad(to_hex(night), 12, '0'))::uuid $$",
                "create function moment_of(night integer) returns timestamptz language sql immutable as"
                        + " $$ select timestamptz '2016-01-01 22:00:00Z' + night * interval '24 hours' $$",
                "insert into data_version (data_version_id, as_of, last_load_id) overriding system value"
                        + " select night, moment_of(night), 1 from generate_series(1, " + NIGHTS + ") as night",
                "insert into forecast_run (run_id, kind, data_version_id, settings, code_version, image_digest,"
                        + " published_at, rows_published) select run_of(night), 'own', night, '{}', '1', '',"
                        + " case when night < " + NIGHTS + " then moment_of(night) end,"
                        + " case when night < " + NIGHTS + " then 0 end from generate_series(1, " + NIGHTS
                        + ") as night",
                "insert into forecast (series_id, method, measure, target_start, horizon, known_at, run_id, origin, mean,"
                        + " q025, q05, q10, q25, q50, q75, q90, q95, q975, calibration, champion_method)"
                        + " select series_id, 'champion', 'level',"
                        + " (date_trunc('month', moment_of(night), 'UTC') + make_interval(months => horizon))::date,"
                        + " horizon, moment_of(night), run_of(night),"
                        + " (date_trunc('month', moment_of(night), 'UTC') - interval '1 month')::date, 100 + horizon,"
                        + " q, q, q, q, q, q, q, q, q, case when q is not null then 'parametric' end, 'ets'"
                        + " from generate_series(1, " + NIGHTS + ") as night"
                        + " cross join lateral (select case when night > " + (NIGHTS - WHOLE_NIGHTS)
                        + " then 100.0 end as q) as quantile"
                        + " cross join series"
                        + " cross join lateral generate_series(0, case when q is null then 0 else " + (HORIZONS - 1)
                        + " end) as horizon",
                "vacuum analyze forecast",
                "analyze",
                "set session_replication_role = origin",
                "update forecast_run set published_at = now(), rows_published = " + HORIZONS * SERIES
                        + " where run_id = run_of(" + NIGHTS + ")",
                "analyze forecast_newest");
        return database;
    }
}
