package macrocast.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import macrocast.ingest.Ingest;
import macrocast.ingest.IngestOptions;
import macrocast.ingest.Main;
import macrocast.store.LoadSummary;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/**
 * How long one night takes: all bodies that were recorded of all sources, the 64 vintages of FRED-MD among them, from files
 * to published rows, two sources at a time.
 */
final class NightBenchmark implements Benchmark {
    private static final String SEEN = "2026-07-01T00:00:00Z";

    /** The longest first, so that the others go on beside it. */
    private static final List<String> NIGHT = List.of(
            "fred_md fredmd/vintages/*.csv.gz",
            "philadelphia_fed rtdsm/*.csv.gz",
            "fred fred/series_observations_*_rec1.json*",
            "fred fred/series_observations_DGS*.json.gz",
            "fred_qd fredqd/*.csv.gz",
            "us_treasury ustreasury/yield_curve_20[0-9][0-9].xml.gz",
            "ecb ecb/*",
            "world_bank worldbank/country_all_indicator_*.json.gz",
            "ons ons/*",
            "boe_iadb boe/*",
            "bundesbank bundesbank/*",
            "bis bis/WS_CBPOL*",
            "insee insee/*",
            "eurostat eurostat/na*",
            "eurostat eurostat/NRG*",
            "oecd oecd/*.csv*",
            "imf imf/A[FP]*",
            "greenbook forecasts/greenbook_*.csv",
            "spf forecasts/spf_*.csv",
            "gdpnow forecasts/atlantafed_gdpnow.csv");

    @Override
    public String name() {
        return "night";
    }

    @Override
    public void run(Consumer<Line> lines) throws Exception {
        Path recorded = Path.of(System.getenv().getOrDefault("MACROCAST_RECORDED", "../shared/data"));
        if (!Files.isRegularFile(recorded.resolve("manifest.csv"))) {
            System.err.println("night is not measured: no recorded bodies in " + recorded
                    + "; MACROCAST_RECORDED names their folder");
            return;
        }
        Path blobs = Files.createTempDirectory("blobs");
        try (BenchDatabase database = BenchDatabase.create();
                ExecutorService two = Executors.newFixedThreadPool(2)) {
            Ingest ingest = Ingest.into(database.as("loader"), blobs.toUri().toString(), Map.of());
            database.execute("checkpoint");
            long start = System.nanoTime();
            List<Future<LoadSummary>> loads = new ArrayList<>();
            for (String entry : NIGHT) {
                int space = entry.indexOf(' ');
                loads.add(two.submit(
                        () -> load(ingest, entry.substring(0, space), recorded + "/" + entry.substring(space + 1))));
            }
            long read = 0;
            long written = 0;
            for (Future<LoadSummary> load : loads) {
                read += load.get().read();
                written += load.get().written();
            }
            double minutes = (System.nanoTime() - start) / 6e10;
            requireChanges(database);
            lines.accept(Line.alone(
                    "night.minutes",
                    loads.size() + " loads, " + read + " rows read, " + written + " written",
                    minutes,
                    "min"));
        }
    }

    private static LoadSummary load(Ingest ingest, String source, String pattern) {
        IngestOptions options = PipelineOptionsFactory.fromArgs(
                        "--input=" + pattern, "--enforceImmutability=false", "--enforceEncodability=false")
                .as(IngestOptions.class);
        options.setKnownAt(SEEN);
        return ingest.run(Main.source(source).orElseThrow(), options);
    }

    /** The changes from one monthly vintage of FRED-MD to the next, 2015 to 2019, as the recordings' README counts them. */
    private static void requireChanges(BenchDatabase database) throws SQLException {
        String counts = "select count(*) filter (where value is not null and value_before is not null),"
                + " count(*) filter (where value is not null and value_before is null),"
                + " count(*) filter (where value is null and value_before is not null)"
                + " from (select known_at, value, lag(value) over (partition by series_id, period_start"
                + " order by known_at) as value_before from macrocast.observation"
                + " inner join macrocast.series using (series_id) inner join macrocast.source using (source_id)"
                + " where source.code = 'fred_md') as history where known_at > '2015-02-01T00:00:00Z'";
        try (Connection connection = database.superuser();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(counts)) {
            row.next();
            List<Long> changes = List.of(row.getLong(1), row.getLong(2), row.getLong(3));
            if (!changes.equals(List.of(134_858L, 12_809L, 9_308L))) {
                throw new IllegalStateException(
                        "FRED-MD has " + changes + " revised, new and withdrawn cells, needed 134858, 12809 and 9308");
            }
        }
    }
}
