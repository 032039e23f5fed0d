package macrocast.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import macrocast.domain.Frequency;
import macrocast.domain.Period;
import macrocast.domain.SeriesKey;
import macrocast.domain.Transform;
import macrocast.ingest.parquet.Column;
import macrocast.ingest.parquet.Column.Kind;
import macrocast.ingest.parquet.ParquetTable;
import macrocast.jdemetra.JdemetraMethods;
import macrocast.models.Method;
import macrocast.models.Methods;
import macrocast.models.Training;
import macrocast.models.TrainingSet;

/**
 * How long it takes to replay 15 variants on each vintage of the four UK variables, against statsforecast in the same minute; and
 * how much faster two threads are than one.
 */
final class ReplayBenchmark implements Benchmark {
    private static final Path VINTAGES = Path.of("target", "bench", "uk", "fer_outturns.parquet");
    private static final List<String> METHODS = List.of("ets", "damped", "theta", "otm", "dotm", "ces", "arima");
    private static final String PLAIN = "seasonal-naive";
    private static final Methods KNOWN = JdemetraMethods.addedTo(Methods.every());
    private static final int STEPS = 13;
    private static final int ROUNDS = 3;

    @Override
    public String name() {
        return "uk";
    }

    @Override
    public void run(Consumer<Line> lines) throws Exception {
        List<FitBenchmark.Item> levels = read();
        List<FitBenchmark.Item> logarithms = levels.stream()
                .map(item -> new FitBenchmark.Item(
                        item.name(),
                        item.frequency(),
                        item.horizon(),
                        item.values().stream().map(Math::log).toList()))
                .toList();
        double ours = 0;
        double theirs = 0;
        int variants = 0;
        for (String name : METHODS) {
            for (List<FitBenchmark.Item> items : List.of(levels, logarithms)) {
                double[] seconds = measured(name, items);
                ours += seconds[0];
                theirs += seconds[1];
                variants++;
            }
        }
        double[] seconds = measured(PLAIN, levels);
        ours += seconds[0];
        theirs += seconds[1];
        variants++;
        String size = String.format(Locale.ROOT, "%d vintages x %d variants", levels.size(), variants);
        lines.accept(
                new Line("uk.replay", size, ours, OptionalDouble.of(theirs), "s", OptionalDouble.of(theirs / ours)));
        double one = elapsed(levels, 1);
        double two = elapsed(levels, 2);
        lines.accept(new Line(
                "uk.threads",
                levels.size() + " vintages, two threads beside one",
                two,
                OptionalDouble.of(one),
                "s",
                OptionalDouble.of(one / two)));
    }

    /** Seconds of processor time, ours and theirs. */
    private static double[] measured(String name, List<FitBenchmark.Item> items) throws Exception {
        FitBenchmark.Timed theirs = FitBenchmark.theirs(name, items);
        FitBenchmark.Timed ours = FitBenchmark.ours(method(name), items).timed();
        FitBenchmark.requireAlike(name, items, ours, theirs);
        return new double[] {ours.seconds(), theirs.seconds()};
    }

    private static Method method(String name) {
        return KNOWN.named(name.equals("ets") ? "ets-textbook" : name);
    }

    /** The least of some rounds by the clock: what neighbours take is not counted as far as it goes. */
    private static double elapsed(List<FitBenchmark.Item> items, int threads) throws Exception {
        double least = Double.POSITIVE_INFINITY;
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
                List<Future<Training>> fits = new ArrayList<>();
                for (String name : METHODS) {
                    Method method = method(name);
                    items.forEach(item -> fits.add(pool.submit(() -> method.fit(set(item)))));
                }
                for (Future<Training> fit : fits) {
                    if (!(fit.get() instanceof Training.Trained)) {
                        throw new IllegalStateException("A vintage is refused: " + fit.get());
                    }
                }
            }
            least = Math.min(least, (System.nanoTime() - start) / 1e9);
        }
        return least;
    }

    private static TrainingSet set(FitBenchmark.Item item) {
        Period origin = new Period(item.frequency(), LocalDate.of(2001, 1, 1));
        return new TrainingSet(new SeriesKey("uk", item.name()), origin, item.values(), Transform.NONE);
    }

    /** One item per variable and vintage. */
    private static List<FitBenchmark.Item> read() throws IOException {
        if (!Files.exists(VINTAGES)) {
            throw new IllegalStateException("There is no " + VINTAGES + ", the benchmark uk needs it: run make bench");
        }
        TreeMap<String, NavigableMap<LocalDateTime, Double>> vintages = new TreeMap<>();
        ParquetTable.of(List.of(
                        Column.required("variable", Kind.TEXT),
                        Column.required("vintage_date", Kind.MOMENT),
                        Column.required("date", Kind.MOMENT),
                        Column.required("value", Kind.NUMBER)))
                .read(VINTAGES.toString(), Files.readAllBytes(VINTAGES), row -> {
                    if (row.number("value").isPresent()) {
                        vintages.computeIfAbsent(
                                        row.text("variable").orElseThrow() + "-"
                                                + row.moment("vintage_date").orElseThrow(),
                                        name -> new TreeMap<>())
                                .put(
                                        row.moment("date").orElseThrow(),
                                        row.number("value").getAsDouble());
                    }
                });
        return vintages.entrySet().stream()
                .filter(entry -> List.of("gdpkp", "cpisa", "aweagg", "unemp")
                        .contains(entry.getKey().substring(0, entry.getKey().indexOf('-'))))
                .map(entry -> new FitBenchmark.Item(
                        entry.getKey(),
                        Frequency.QUARTERLY,
                        STEPS,
                        List.copyOf(entry.getValue().values())))
                .toList();
    }
}
