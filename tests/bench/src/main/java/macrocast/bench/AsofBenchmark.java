package macrocast.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import macrocast.domain.DataVersion;
import macrocast.domain.SeriesKey;
import macrocast.domain.Vintage;
import macrocast.store.ObservationStore;

/**
 * How fast a panel of monthly series over 40 years is read as of a moment, while many vintages are stored, each of which
 * revised the last twelve months; against a plain table that holds the answer and nothing else, and against few vintages.
 */
final class AsofBenchmark implements Benchmark {
    private static final int MONTHS = 480;
    private static final int SERIES = 500;

    @Override
    public String name() {
        return "asof";
    }

    @Override
    public void run(Consumer<Line> lines) throws Exception {
        double few;
        double fewInJobs;
        try (BenchDatabase database = filled(SERIES, 5)) {
            few = read(database, "infinity", SERIES * MONTHS);
            fewInJobs = readByJob(database, SERIES);
        }
        try (BenchDatabase database = filled(SERIES, 200)) {
            double many = read(database, "infinity", SERIES * MONTHS);
            double plain = readPlain(database, "infinity", SERIES * MONTHS);
            lines.accept(Line.alone("asof.panel_s", size(200, "the newest moment"), many, "s"));
            lines.accept(Line.seconds("asof.vs_plain_table", size(200, "the newest moment"), many, plain));
            lines.accept(Line.alone(
                    "asof.panel_s",
                    size(200, "the newest moment, api.panel"),
                    readPanel(database, "infinity", SERIES * MONTHS),
                    "s"));
            lines.accept(Line.seconds("asof.200_vs_5_vintages", size(200, "the newest moment"), many, few));
            lines.accept(Line.seconds(
                    "asof.200_vs_5_vintages",
                    size(200, "the newest moment, by a job"),
                    readByJob(database, SERIES),
                    fewInJobs));
            // Half of the vintages are still to come, and a hundred months have no value yet.
            String past = moment(database, 200 / 2);
            int rows = SERIES * (MONTHS - 200 / 2);
            double then = read(database, past, rows);
            lines.accept(Line.alone("asof.panel_s", size(200, "a moment in the middle"), then, "s"));
            lines.accept(Line.alone(
                    "asof.panel_s",
                    size(200, "a moment in the middle, api.panel"),
                    readPanel(database, past, rows),
                    "s"));
            lines.accept(Line.seconds(
                    "asof.vs_plain_table", size(200, "a moment in the middle"), then, readPlain(database, past, rows)));
            reportBytes(database, lines);
        }
        int fewSeries = 50;
        try (BenchDatabase database = filled(fewSeries, 2000)) {
            int rows = fewSeries * MONTHS;
            lines.accept(Line.seconds(
                    "asof.vs_plain_table",
                    "50 series x 480 months, 2000 vintages, the newest moment",
                    read(database, "infinity", rows),
                    readPlain(database, "infinity", rows)));
        }
    }

    private static String size(int vintages, String moment) {
        return String.format(Locale.ROOT, "%d series x %d months, %d vintages, %s", SERIES, MONTHS, vintages, moment);
    }

    /** By the role of analysts, through the function that they call, as a user would type it. */
    private static double read(BenchDatabase database, String asOf, int rows) throws SQLException {
        try (Connection analyst = database.open("analyst")) {
            return Timing.of(analyst, "select * from api.observation_as_of('" + asOf + "')", rows);
        }
    }

    private static double readPanel(BenchDatabase database, String asOf, int rows) throws SQLException {
        try (Connection analyst = database.open("analyst")) {
            return Timing.of(
                    analyst, "select * from api.panel(array(select series_key from api.series), '" + asOf + "')", rows);
        }
    }

    private static double readPlain(BenchDatabase database, String asOf, int rows) throws SQLException {
        database.execute(
                "drop table if exists public.answer",
                "create table public.answer as select * from api.observation_as_of('" + asOf + "')",
                "vacuum analyze public.answer",
                "grant select on public.answer to public");
        try (Connection analyst = database.open("analyst")) {
            return Timing.of(analyst, "select * from public.answer", rows);
        }
    }

    /** As jobs read it, into the values that models take. */
    private static double readByJob(BenchDatabase database, int series) throws SQLException {
        ObservationStore store = new ObservationStore(database.as("trainer"));
        DataVersion version =
                store.dataVersion(Instant.parse("2025-06-01T00:00:00Z")).orElseThrow();
        List<SeriesKey> keys = Panel.SERIES.subList(0, series);
        return Timing.median(() -> {
            List<Vintage> panel = store.panel(version, keys);
            long values =
                    panel.stream().mapToLong(vintage -> vintage.values().size()).sum();
            if (values != (long) series * MONTHS) {
                throw new IllegalStateException("Needed " + series * MONTHS + " values, had " + values);
            }
        });
    }

    private static String moment(BenchDatabase database, int vintage) throws SQLException {
        return text(database, "select max(known_at)::text from macrocast.observation where load_id = " + vintage);
    }

    private static void reportBytes(BenchDatabase database, Consumer<Line> lines) throws SQLException {
        double rows = Double.parseDouble(text(database, "select count(*)::text from macrocast.observation"));
        String size = String.format(Locale.ROOT, "%.0f observations", rows);
        lines.accept(Line.alone(
                "asof.table_bytes",
                size,
                bytes(database, "select table_bytes::text from hypertable_detailed_size('macrocast.observation')")
                        / rows,
                "B/row"));
        lines.accept(Line.alone(
                "asof.index_bytes",
                size,
                bytes(database, "select index_bytes::text from hypertable_detailed_size('macrocast.observation')")
                        / rows,
                "B/row"));
        lines.accept(Line.alone(
                "asof.newest_bytes",
                size,
                bytes(database, "select pg_total_relation_size('macrocast.observation_newest')::text") / rows,
                "B/row"));
    }

    private static double bytes(BenchDatabase database, String query) throws SQLException {
        return Double.parseDouble(text(database, query));
    }

    private static String text(BenchDatabase database, String query) throws SQLException {
        try (Connection connection = database.superuser();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getString(1);
        }
    }

    /**
     * A database whose first vintage states all months but the last ones, and whose every other states the last twelve
     * months anew. Written past the triggers, for what is measured is reading; the view of wrong rows says that it is sound.
     */
    private static BenchDatabase filled(int series, int vintages) throws SQLException {
        BenchDatabase database = BenchDatabase.create();
        int newMonths = Math.min(vintages, 200) - 1;
        database.execute(Panel.register(series));
        database.execute(
                "set session_replication_role = replica",
                "set search_path = macrocast, public",
                "insert into load (load_key, load_id, source_id, parser_version, known_quality, known_precision, status,"
                        + " published_at, rows_read, rows_written, rows_unchanged, rows_quarantined, rows_skipped,"
                        + " rows_restored) select gen_random_uuid(), number, (select source_id from source), '1', 'native',"
                        + " 'day', 'published', now(), 0, 0, 0, 0, 0, 0 from generate_series(1, " + vintages
                        + ") as number",
                "insert into observation (series_id, period_start, known_at, value, load_id)"
                        + " select series_id, (date '1985-01-01' + make_interval(months => month))::date,"
                        + " timestamptz '1985-01-01 00:00:00Z' + make_interval(months => newest + 1, secs => vintage),"
                        + " 100 + vintage + month / 16.0, vintage + 1"
                        + " from generate_series(0, " + (vintages - 1) + ") as vintage"
                        + " cross join lateral (select " + (MONTHS - 1 - newMonths) + " + vintage * " + newMonths
                        + " / "
                        + Math.max(vintages - 1, 1) + " as newest) as position"
                        + " cross join series"
                        + " cross join lateral generate_series(case vintage when 0 then 0 else newest - 11 end, newest)"
                        + " as month",
                "insert into vintage (series_id, known_at, load_id, periods) select series_id, known_at, load_id,"
                        + " datemultirange(daterange(min(period_start), (max(period_start) + interval '1 month')::date))"
                        + " from observation group by series_id, known_at, load_id",
                "insert into observation_newest (series_id, period_start, known_at, value, load_id, first_known_at,"
                        + " first_load_id) select distinct on (series_id, period_start) series_id, period_start, known_at,"
                        + " value, load_id, min(known_at) over same_period, min(load_id) over same_period from observation"
                        + " window same_period as (partition by series_id, period_start)"
                        + " order by series_id, period_start, known_at desc",
                // Every other series had another unit until the middle of the vintages.
                "update series set earlier_units = jsonb_build_array(jsonb_build_object('until', (select max(known_at)"
                        + " from observation where load_id = " + (vintages / 2)
                        + "), 'unit', 'another one')) where series_id % 2 = 0",
                "vacuum analyze",
                "do $$ begin assert not exists (select from wrong_newest); end $$");
        return database;
    }
}
