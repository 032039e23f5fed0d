package macrocast.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import macrocast.domain.Observation;
import macrocast.domain.SeriesKey;
import macrocast.store.LoadSummary;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.io.jdbc.JdbcIO;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;

/**
 * How fast two million observations get in, all of them new values, and how much memory the loading takes.
 *
 * <ul>
 *   <li><b>Ours</b> is a whole run of a source, as {@code ingest} does it: payloads archived, rows made up, staged by COPY and
 *       published, from the body to the commit. More than the sink, therefore; the parser computes its rows, so that no
 *       format is read. A row is checked against what was announced, the rules and the store; what is written with it are
 *       the vintage that stated it, the newest row of its period and the audit event with the hash of all rows.
 *   <li><b>By hand</b> a file that is ready goes through {@code psql \copy} into a stage without a key and from there by one
 *       statement, with the same memory for its sort, into a hypertable with our columns, chunks, key, check and foreign
 *       keys. To give the same answer the statement keeps changes only. A second figure is for a statement and a table
 *       that do as little as can be: they keep whatever has a new key, and refer to nothing.
 *   <li><b>JdbcIO</b> is as its documentation has it, with the defaults of Beam and of the driver, into the same table as by
 *       hand. A second figure is with the direct runner's checks off, as our own pipelines have it, and without foreign keys. Its rates
 *       are those of a fifth of the rows.
 * </ul>
 *
 * None of the baselines has a history of vintages, quality rules, quarantine, an audit event or an answer to being run twice.
 */
final class LoadBenchmark implements Benchmark {
    private static final int VINTAGES = 100;
    private static final int ROWS = rows(VINTAGES);

    /** A rate needs no more, and JdbcIO with the runner's checks would take a quarter of an hour for all. */
    private static final int JDBC_VINTAGES = VINTAGES / 5;

    /** Rates of us and by hand are medians: machines are not equally fast from one minute to the next. */
    private static final int TURNS = 3;

    @Override
    public String name() {
        return "load";
    }

    @Override
    public void run(Consumer<Line> lines) throws Exception {
        String size = ROWS + " observations";
        Path file = Files.createTempDirectory("bench").resolve("observations.tsv");
        try (BufferedWriter writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            Panel.forEach(Panel.body(0, VINTAGES), row -> write(writer, row));
        }
        try (BenchDatabase database = BenchDatabase.create()) {
            Loader.load(database.as("loader"), Panel.write(Files.createTempDirectory("warm-up"), 2, 1));
        }
        double[] byUs = new double[TURNS];
        Map<Table, double[]> byHand = new EnumMap<>(Table.class);
        for (int turn = 0; turn < TURNS; turn++) {
            byUs[turn] = byUs();
            for (Table table : Table.values()) {
                byHand.computeIfAbsent(table, key -> new double[TURNS])[turn] = byHand(file, table);
            }
        }
        double ours = Timing.median(byUs);
        for (Table table : Table.values()) {
            lines.accept(Line.rate(
                    "load.vs_copy_merge",
                    size + table.merge + ", median of " + TURNS,
                    ours,
                    Timing.median(Objects.requireNonNull(byHand.get(table))),
                    "rows/s"));
        }
        for (Table table : Table.values()) {
            try (BenchDatabase database = BenchDatabase.create()) {
                lines.accept(Line.rate(
                        table == Table.CHECKED ? "load.vs_jdbcio" : "load.vs_jdbcio_tuned",
                        size + ", baseline " + rows(JDBC_VINTAGES) + table.jdbcIo,
                        ours,
                        byJdbcIo(database, table),
                        "rows/s"));
            }
        }
        for (int vintages : new int[] {VINTAGES / 10, VINTAGES}) {
            try (BenchDatabase database = BenchDatabase.create()) {
                lines.accept(Line.alone(
                        "load.heap_mb",
                        rows(vintages) + " observations in one body",
                        peakMegabytes(database, vintages),
                        "MB"));
            }
        }
    }

    private static double byUs() throws SQLException, IOException {
        try (BenchDatabase database = BenchDatabase.create()) {
            String bodies = Panel.write(Files.createTempDirectory("bodies"), VINTAGES, 2);
            database.execute("checkpoint");
            long start = System.nanoTime();
            LoadSummary summary = Loader.load(database.as("loader"), bodies);
            double rate = ROWS / seconds(start);
            if (summary.written() != ROWS) {
                throw new IllegalStateException("Needed " + ROWS + " written rows, had " + summary);
            }
            return rate;
        }
    }

    private static int rows(int vintages) {
        return vintages * Panel.MONTHS * Panel.SERIES.size();
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    /** The tables that one would make for that alone. */
    private enum Table {
        /** What it refers to is checked, as ours is. */
        CHECKED(
                " references hand_series",
                " references hand_load",
                "",
                "",
                "insert into hand_observation"
                        + " select series_id, period_start, known_at, value, 1 from ("
                        + "select *, lag(value) over (partition by series_id, period_start order by known_at) as value_before"
                        + " from (select series_id, period_start, known_at, value, true as is_new"
                        + " from hand_stage inner join hand_series using (code)"
                        + " union all select series_id, period_start, known_at, value, false from hand_observation)"
                        + " as known) as sequence"
                        + " where is_new and value is distinct from value_before on conflict do nothing"),
        BARE(
                "",
                "",
                ", merge that compares nothing, no foreign keys",
                ", direct runner without checks, no foreign keys",
                "insert into hand_observation"
                        + " select series_id, period_start, known_at, value, 1 from hand_stage"
                        + " inner join hand_series using (code) on conflict do nothing");

        private final String ofSeries;
        private final String ofLoad;
        private final String merge;
        private final String jdbcIo;
        private final String statement;

        Table(String ofSeries, String ofLoad, String merge, String jdbcIo, String statement) {
            this.ofSeries = ofSeries;
            this.ofLoad = ofLoad;
            this.merge = merge;
            this.jdbcIo = jdbcIo;
            this.statement = statement;
        }

        Map<SeriesKey, Long> create(BenchDatabase database) throws SQLException {
            Map<SeriesKey, Long> ids = new HashMap<>();
            List<String> values = new ArrayList<>();
            for (SeriesKey series : Panel.SERIES) {
                ids.put(series, (long) ids.size() + 1);
                values.add("(" + ids.size() + ", '" + series.code() + "')");
            }
            database.execute(
                    "create table hand_series (series_id bigint primary key, code text not null unique)",
                    "insert into hand_series values " + String.join(", ", values),
                    "create table hand_load (load_id bigint primary key)",
                    "insert into hand_load values (1)",
                    "create unlogged table hand_stage"
                            + " (code text, period_start date, known_at timestamptz, value double precision)",
                    "create table hand_observation (series_id bigint not null" + ofSeries
                            + ", period_start date not null,"
                            + " known_at timestamptz not null,"
                            + " value double precision check (value not in ('nan', 'infinity', '-infinity')),"
                            + " load_id bigint not null" + ofLoad + ","
                            + " primary key (series_id, period_start, known_at))",
                    "select create_hypertable('hand_observation', by_range('period_start', interval '20 years'),"
                            + " create_default_indexes => false)");
            return ids;
        }
    }

    private static double byHand(Path file, Table table) throws SQLException, IOException, InterruptedException {
        try (BenchDatabase database = BenchDatabase.create()) {
            table.create(database);
            database.execute("checkpoint");
            long start = System.nanoTime();
            Process psql = database.psql(
                            "--command=\\copy hand_stage from '" + file + "'",
                            "--command=set work_mem = '256MB'",
                            "--command=" + table.statement)
                    .start();
            if (psql.waitFor() != 0) {
                throw new IllegalStateException("psql ended with " + psql.exitValue());
            }
            double rate = ROWS / seconds(start);
            requireRows(database, ROWS);
            return rate;
        }
    }

    private static void write(BufferedWriter writer, Observation row) {
        try {
            writer.write(row.series().code() + '\t' + row.period().start() + '\t' + row.knownAt() + '\t' + row.value());
            writer.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void requireRows(BenchDatabase database, int rows) throws SQLException {
        database.execute("do $$ begin assert (select count(*) from hand_observation) = " + rows + "; end $$");
    }

    private static double byJdbcIo(BenchDatabase database, Table table) throws SQLException {
        HashMap<SeriesKey, Long> ids = new HashMap<>(table.create(database));
        List<String> texts = new ArrayList<>();
        for (int first = 0; first < JDBC_VINTAGES; first += 2) {
            texts.add(Panel.body(first, 2));
        }
        String[] options = table == Table.BARE
                ? new String[] {"--enforceImmutability=false", "--enforceEncodability=false"}
                : new String[0];
        Pipeline pipeline =
                Pipeline.create(PipelineOptionsFactory.fromArgs(options).create());
        pipeline.apply(Create.of(texts))
                .apply(ParDo.of(new Rows()))
                .setCoder(SerializableCoder.of(Observation.class))
                .apply(JdbcIO.<Observation>write()
                        .withDataSourceConfiguration(
                                JdbcIO.DataSourceConfiguration.create("org.postgresql.Driver", database.url())
                                        .withUsername(BenchDatabase.SUPERUSER)
                                        .withPassword(BenchDatabase.PASSWORD))
                        .withStatement("insert into hand_observation values (?, ?, ?, ?, 1) on conflict do nothing")
                        .withPreparedStatementSetter((row, statement) -> {
                            statement.setLong(1, Objects.requireNonNull(ids.get(row.series())));
                            statement.setDate(2, Date.valueOf(row.period().start()));
                            statement.setTimestamp(3, Timestamp.from(row.knownAt()));
                            statement.setObject(4, row.value());
                        }));
        database.execute("checkpoint");
        long start = System.nanoTime();
        pipeline.run().waitUntilFinish();
        double rate = rows(JDBC_VINTAGES) / seconds(start);
        requireRows(database, rows(JDBC_VINTAGES));
        return rate;
    }

    private static final class Rows extends DoFn<String, Observation> {
        private static final long serialVersionUID = 1;

        @ProcessElement
        public void rows(@Element String text, OutputReceiver<Observation> out) {
            Panel.forEach(text, out::output);
        }
    }

    /** In a JVM of its own, with the options of the image that loads. */
    private static double peakMegabytes(BenchDatabase database, int vintages) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx320m",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Dlogback.configurationFile=logback-bench.xml",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Loader.class.getName(),
                        Panel.write(Files.createTempDirectory("one-body"), vintages, vintages))
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment()
                .putAll(Map.of(
                        "MACROCAST_DATABASE_URL", database.url(),
                        "MACROCAST_DATABASE_USER", "macrocast_loader",
                        "MACROCAST_DATABASE_PASSWORD", "loader"));
        Process process = builder.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("The loader ended with " + process.exitValue());
        }
        return Long.parseLong(printed) / 1024.0;
    }
}
