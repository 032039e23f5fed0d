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
 * How fast two million observations get in, all of them new: through our pipeline, from the body to the commit, against
 * {@code psql \copy} and one insert by hand, and against the sink that Beam brings. How much memory the loading takes.
 */
final class LoadBenchmark implements Benchmark {
    private static final int VINTAGES = 100;
    private static final int ROWS = VINTAGES * Panel.MONTHS * Panel.SERIES.size();

    @Override
    public String name() {
        return "load";
    }

    @Override
    public void run(Consumer<Line> lines) throws Exception {
        String size = ROWS + " observations";
        Path folder = Files.createTempDirectory("bench");
        try (BenchDatabase database = BenchDatabase.create()) {
            Loader.load(database.as("loader"), Panel.write(Files.createTempDirectory("warm-up"), 2, 1));
        }
        double ours;
        try (BenchDatabase database = BenchDatabase.create()) {
            String bodies = Panel.write(Files.createTempDirectory("bodies"), VINTAGES, 2);
            database.execute("checkpoint");
            long start = System.nanoTime();
            LoadSummary summary = Loader.load(database.as("loader"), bodies);
            ours = ROWS / seconds(start);
            if (summary.written() != ROWS) {
                throw new IllegalStateException("Needed " + ROWS + " written rows, had " + summary);
            }
        }
        try (BenchDatabase database = BenchDatabase.create()) {
            lines.accept(Line.rate("load.vs_copy_merge", size, ours, byHand(database, folder), "rows/s"));
        }
        try (BenchDatabase database = BenchDatabase.create()) {
            lines.accept(Line.rate("load.vs_jdbcio", size, ours, byJdbcIo(database), "rows/s"));
        }
        for (int vintages : new int[] {VINTAGES / 10, VINTAGES}) {
            try (BenchDatabase database = BenchDatabase.create()) {
                lines.accept(Line.alone(
                        "load.heap_mb",
                        vintages * Panel.MONTHS * Panel.SERIES.size() + " observations in one body",
                        peakMegabytes(database, vintages),
                        "MB"));
            }
        }
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    /**
     * The tables that one would make for that alone: an unlogged stage, and a hypertable with our columns, chunks and key, but
     * without our foreign keys, triggers and history of vintages.
     */
    private static Map<SeriesKey, Long> createTables(BenchDatabase database) throws SQLException {
        database.execute(
                "create table hand_series (series_id bigint primary key, code text not null unique)",
                "create unlogged table hand_stage"
                        + " (code text, period_start date, known_at timestamptz, value double precision)",
                "create table hand_observation (series_id bigint not null, period_start date not null,"
                        + " known_at timestamptz not null, value double precision, load_id bigint not null,"
                        + " primary key (series_id, period_start, known_at))",
                "select create_hypertable('hand_observation', by_range('period_start', interval '20 years'),"
                        + " create_default_indexes => false)");
        Map<SeriesKey, Long> ids = new HashMap<>();
        List<String> values = new ArrayList<>();
        for (SeriesKey series : Panel.SERIES) {
            ids.put(series, (long) ids.size() + 1);
            values.add("(" + ids.size() + ", '" + series.code() + "')");
        }
        database.execute("insert into hand_series values " + String.join(", ", values));
        return ids;
    }

    private static double byHand(BenchDatabase database, Path folder)
            throws SQLException, IOException, InterruptedException {
        createTables(database);
        Path file = folder.resolve("observations.tsv");
        try (BufferedWriter writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            Panel.forEach(Panel.body(0, VINTAGES), row -> write(writer, row));
        }
        database.execute("checkpoint");
        long start = System.nanoTime();
        Process psql = database.psql(
                        "--command=\\copy hand_stage from '" + file + "'",
                        "--command=insert into hand_observation"
                                + " select series_id, period_start, known_at, value, 1 from hand_stage"
                                + " inner join hand_series using (code) on conflict do nothing")
                .start();
        if (psql.waitFor() != 0) {
            throw new IllegalStateException("psql ended with " + psql.exitValue());
        }
        double rate = ROWS / seconds(start);
        requireRows(database);
        return rate;
    }

    private static void write(BufferedWriter writer, Observation row) {
        try {
            writer.write(row.series().code() + '\t' + row.period().start() + '\t' + row.knownAt() + '\t' + row.value());
            writer.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void requireRows(BenchDatabase database) throws SQLException {
        database.execute("do $$ begin assert (select count(*) from hand_observation) = " + ROWS + "; end $$");
    }

    private static double byJdbcIo(BenchDatabase database) throws SQLException {
        HashMap<SeriesKey, Long> ids = new HashMap<>(createTables(database));
        List<String> texts = new ArrayList<>();
        for (int first = 0; first < VINTAGES; first += 2) {
            texts.add(Panel.body(first, 2));
        }
        Pipeline pipeline = Pipeline.create(
                PipelineOptionsFactory.fromArgs("--enforceImmutability=false", "--enforceEncodability=false")
                        .create());
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
        double rate = ROWS / seconds(start);
        requireRows(database);
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
