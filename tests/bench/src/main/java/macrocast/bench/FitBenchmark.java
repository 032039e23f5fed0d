package macrocast.bench;

import com.sun.management.ThreadMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import macrocast.domain.Frequency;
import macrocast.domain.Period;
import macrocast.domain.SeriesKey;
import macrocast.domain.Transform;
import macrocast.jdemetra.JdemetraMethods;
import macrocast.models.ForecastPoint;
import macrocast.models.Method;
import macrocast.models.Methods;
import macrocast.models.Training;
import macrocast.models.TrainingSet;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/**
 * How long fitting a method and forecasting takes, against the same method of statsforecast on the same series in the same
 * minute: the macro series of M3, one thread each, warm, in processor time so that neighbours do not count.
 */
final class FitBenchmark implements Benchmark {
    private static final String PYTHON = "/opt/statsforecast/bin/python";

    private static final String ARIMA = "arima";

    /** Forecasts that lie further apart on the average do not come from the same method. */
    private static final double MOST_APART = 0.05;

    record Item(String name, Frequency frequency, int horizon, List<Double> values) {}

    /** Seconds of processor time, and means by series. */
    record Timed(double seconds, List<double[]> means) {}

    /** Ours, and what the heap was asked for meanwhile. */
    record Counted(Timed timed, long bytes) {}

    @Override
    public String name() {
        return "fit";
    }

    @Override
    public void run(Consumer<Line> lines) throws Exception {
        List<Item> items = read();
        double ourTotal = 0;
        double theirTotal = 0;
        Methods methods = JdemetraMethods.addedTo(Methods.every());
        double each = 1000.0 / items.size();
        for (String name : List.of("ets", "theta", "otm", "dotm", "ces", ARIMA)) {
            Timed theirs = theirs(name, items);
            Counted counted = ours(methods.named(name.equals("ets") ? "ets-textbook" : name), items);
            Timed ours = counted.timed();
            requireAlike(name, items, ours, theirs);
            lines.accept(milliseconds("fit." + name, items, ours.seconds() * each, theirs.seconds() * each));
            lines.accept(Line.alone(
                    "fit." + name + ".allocated", size(items), counted.bytes() / 1024.0 / items.size(), "KiB/series"));
            // Their search for orders would hide all the other methods.
            if (!name.equals(ARIMA)) {
                ourTotal += ours.seconds();
                theirTotal += theirs.seconds();
            }
        }
        lines.accept(milliseconds("m3.all", items, ourTotal * each, theirTotal * each));
    }

    @Override
    public boolean isMeantBy(String wanted) {
        return Benchmark.super.isMeantBy(wanted) || wanted.equals("m3") || wanted.startsWith("m3.");
    }

    private static Line milliseconds(String name, List<Item> items, double ours, double theirs) {
        return new Line(
                name, size(items), ours, OptionalDouble.of(theirs), "ms/series", OptionalDouble.of(theirs / ours));
    }

    private static String size(List<Item> items) {
        return items.size() + " series of M3";
    }

    static Counted ours(Method method, List<Item> items) {
        ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
        Counted counted = new Counted(new Timed(0, List.of()), 0);
        // Two rounds for the compiler; the third one counts.
        for (int round = 0; round < 3; round++) {
            List<double[]> means = new ArrayList<>();
            long allocated = threads.getCurrentThreadAllocatedBytes();
            long start = threads.getCurrentThreadCpuTime();
            for (Item item : items) {
                Period origin = new Period(item.frequency(), LocalDate.of(2001, 1, 1));
                TrainingSet data =
                        new TrainingSet(new SeriesKey("m3", item.name()), origin, item.values(), Transform.NONE);
                if (!(method.fit(data) instanceof Training.Trained trained)) {
                    throw new IllegalStateException(method.name() + " refuses " + item.name());
                }
                means.add(trained.model().forecast(item.horizon()).stream()
                        .mapToDouble(ForecastPoint::mean)
                        .toArray());
            }
            double seconds = (threads.getCurrentThreadCpuTime() - start) / 1e9;
            counted = new Counted(new Timed(seconds, means), threads.getCurrentThreadAllocatedBytes() - allocated);
        }
        return counted;
    }

    static Timed theirs(String method, List<Item> items) throws IOException, InterruptedException {
        if (!Files.isExecutable(Path.of(PYTHON))) {
            throw new IllegalStateException("There is no " + PYTHON + ", the baseline needs it: run make bench");
        }
        String script;
        try (InputStream resource = FitBenchmark.class.getResourceAsStream("statsforecast_fit.py")) {
            if (resource == null) {
                throw new IllegalStateException("The jar has no statsforecast_fit.py");
            }
            script = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        }
        Process process = new ProcessBuilder(PYTHON, "-c", script, method)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (Writer input = process.outputWriter(StandardCharsets.UTF_8)) {
            for (Item item : items) {
                StringBuilder line = new StringBuilder()
                        .append(item.frequency().periodsPerYear())
                        .append(',')
                        .append(item.horizon());
                item.values().forEach(value -> line.append(',').append(value));
                input.write(line.append('\n').toString());
            }
        }
        List<String> output;
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            output = reader.lines().toList();
        }
        int exit = process.waitFor();
        if (exit != 0 || output.size() != items.size() + 1) {
            throw new IllegalStateException("statsforecast ended with " + exit + " after " + output.size()
                    + " lines for " + method + ", needs 0 and " + (items.size() + 1));
        }
        return new Timed(
                Double.parseDouble(output.getFirst()),
                output.subList(1, output.size()).stream()
                        .map(line -> Arrays.stream(line.split(","))
                                .mapToDouble(Double::parseDouble)
                                .toArray())
                        .toList());
    }

    /** A fast wrong answer is no figure. */
    static void requireAlike(String method, List<Item> items, Timed ours, Timed theirs) {
        double apart = 0;
        int count = 0;
        for (int i = 0; i < items.size(); i++) {
            double[] a = ours.means().get(i);
            double[] b = theirs.means().get(i);
            for (int step = 0; step < a.length; step++) {
                apart += 2 * Math.abs(a[step] - b[step]) / (Math.abs(a[step]) + Math.abs(b[step]));
                count++;
            }
        }
        if (!(apart / count < MOST_APART)) {
            throw new IllegalStateException(String.format(
                    Locale.ROOT,
                    "Forecasts by %s lie %.3f apart on the average, needs < %s",
                    method,
                    apart / count,
                    MOST_APART));
        }
    }

    private static List<Item> read() {
        String recorded = System.getenv("MACROCAST_RECORDED");
        Path file = Path.of(recorded == null ? "../shared/data" : recorded, "m3", "m3_macro.csv.gz");
        if (!Files.exists(file)) {
            throw new IllegalStateException("There is no " + file + ", the benchmark fit needs the recorded M3 series");
        }
        Map<String, Item> items = new LinkedHashMap<>();
        try (InputStreamReader text =
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8)) {
            for (CSVRecord row : CSVFormat.DEFAULT
                    .builder()
                    .setHeader()
                    .setSkipHeaderRecord(true)
                    .get()
                    .parse(text)) {
                if (row.get("split").equals("train")) {
                    items.computeIfAbsent(row.get("series_id"), name -> item(name, row.get("period")))
                            .values()
                            .add(Double.parseDouble(row.get("value")));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
        return List.copyOf(items.values());
    }

    private static Item item(String name, String period) {
        return switch (period) {
            case "MONTHLY" -> new Item(name, Frequency.MONTHLY, 18, new ArrayList<>());
            case "QUARTERLY" -> new Item(name, Frequency.QUARTERLY, 8, new ArrayList<>());
            default -> new Item(name, Frequency.ANNUAL, 6, new ArrayList<>());
        };
    }
}
