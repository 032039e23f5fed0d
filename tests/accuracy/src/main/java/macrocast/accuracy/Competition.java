package macrocast.accuracy;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToDoubleFunction;
import java.util.zip.GZIPInputStream;
import macrocast.domain.Frequency;
import macrocast.domain.Measure;
import macrocast.domain.Period;
import macrocast.domain.Quantiles;
import macrocast.domain.SeriesKey;
import macrocast.domain.Transform;
import macrocast.jdemetra.JdemetraMethods;
import macrocast.models.CalibratedMethod;
import macrocast.models.ConformalQuantiles;
import macrocast.models.FittedModel;
import macrocast.models.ForecastDistribution;
import macrocast.models.Method;
import macrocast.models.Methods;
import macrocast.models.Training;
import macrocast.models.TrainingSet;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/**
 * A forecasting competition: many series, each cut once into what methods may see and what came after it.
 *
 * <p>Measures are those of the M competitions (Makridakis, Spiliotis and Assimakopoulos, The M4 Competition,
 * International Journal of Forecasting 36, 2020, section 2): sMAPE over all forecasts, MASE and MSIS per series over the
 * mean absolute seasonal difference of the visible part, OWA as the mean of the first two over those of Naive2.
 */
final class Competition implements Dataset {
    private static final String M3 = "m3";
    private static final String ALL = "macro";
    private static final String NAIVE2 = "naive2";
    private static final String CHAMPION = "champion";

    /** The method that is the recipe in use for series of which one version is known. */
    private static final String RECIPE = "smooth-mean";

    private static final List<String> METHODS = List.of(
            NAIVE2,
            "naive",
            "seasonal-naive",
            "drift",
            "average",
            "ar-ols",
            "ses",
            "holt",
            "damped",
            "theta",
            "otm",
            "dotm",
            "ces",
            "ets",
            "ets-textbook",
            "arima",
            "structural",
            "stl-ets",
            "x13-theta",
            "boxcox-ets",
            "clean-ar",
            RECIPE);

    /** What a miss of a 95 % interval costs, in misses: 2 / 0.05. */
    private static final double PENALTY = 40;

    private record Item(String name, Frequency frequency, List<Double> seen, List<Double> later) {

        double scale() {
            int season = frequency.periodsPerYear();
            double sum = 0;
            for (int t = season; t < seen.size(); t++) {
                sum += Math.abs(seen.get(t) - seen.get(t - season));
            }
            return sum / (seen.size() - season);
        }

        TrainingSet trainingSet() {
            return new TrainingSet(
                    new SeriesKey(M3, name),
                    new Period(frequency, LocalDate.of(2001, 1, 1)).plus(-later.size()),
                    seen,
                    Transform.NONE);
        }
    }

    /** What the forecasts of one series by one method are worth, as sums over its {@code n} targets. */
    private record Score(Frequency frequency, int n, double percent, double scaled, double inside, double interval) {}

    @Override
    public String name() {
        return M3;
    }

    @Override
    public Path usualPlace() {
        return Recorded.folder().resolve("m3").resolve("m3_macro.csv.gz");
    }

    @Override
    public List<Figure> measure(Path data, int threads, PrintStream out) throws IOException, InterruptedException {
        List<Item> items = read(data);
        Methods methods = JdemetraMethods.addedTo(Methods.every());
        Map<String, List<Score>> scores = new LinkedHashMap<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            for (String name : METHODS) {
                Method method = CalibratedMethod.of(methods.named(name));
                List<Future<Optional<Score>>> started = new ArrayList<>();
                for (Item item : items) {
                    started.add(pool.submit(() -> score(method, item, out)));
                }
                List<Score> all = new ArrayList<>();
                for (int i = 0; i < started.size(); i++) {
                    finished(name, items.get(i), started.get(i)).ifPresent(all::add);
                }
                // A mean over the series that a method likes is no mean of the competition.
                if (all.size() == items.size()) {
                    scores.put(name.equals(RECIPE) ? CHAMPION : name, all);
                }
            }
        }
        if (!scores.containsKey(NAIVE2)) {
            throw new IllegalStateException(data + " has series that naive2 refuses, and ratios need it for each");
        }
        List<Figure> figures = new ArrayList<>();
        figures.addAll(figures(ALL, scores));
        for (Frequency frequency : Frequency.values()) {
            Map<String, List<Score>> some = new LinkedHashMap<>();
            scores.forEach((method, all) -> some.put(
                    method,
                    all.stream().filter(score -> score.frequency() == frequency).toList()));
            if (!some.getOrDefault(NAIVE2, List.of()).isEmpty()) {
                figures.addAll(figures(scope(frequency), some));
            }
        }
        print(figures, out);
        return figures;
    }

    private static String scope(Frequency frequency) {
        return frequency == Frequency.ANNUAL ? "yearly" : frequency.name().toLowerCase(Locale.ROOT);
    }

    private static Optional<Score> finished(String method, Item item, Future<Optional<Score>> future)
            throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(method + " broke on " + item.name(), e.getCause());
        }
    }

    private static Optional<Score> score(Method method, Item item, PrintStream out) {
        return switch (method.fit(item.trainingSet())) {
            case Training.Trained(FittedModel model) -> Optional.of(score(model, item));
            case Training.TooShort tooShort -> refused(tooShort.message(), out);
            case Training.Refused refused -> refused(refused.message(), out);
        };
    }

    private static Optional<Score> refused(String message, PrintStream out) {
        out.println(message);
        return Optional.empty();
    }

    private static Score score(FittedModel model, Item item) {
        List<ForecastDistribution> forecasts =
                ConformalQuantiles.none().of(model.forecast(item.later().size()), Measure.LEVEL, Transform.NONE);
        double scale = item.scale();
        double percent = 0;
        double scaled = 0;
        double inside = 0;
        double interval = 0;
        for (int i = 0; i < forecasts.size(); i++) {
            double actual = item.later().get(i);
            double mean = forecasts.get(i).mean();
            Quantiles quantiles = forecasts.get(i).quantiles();
            double low = quantiles.at(0.025);
            double high = quantiles.at(0.975);
            double size = Math.abs(actual) + Math.abs(mean);
            percent += size == 0 ? 0 : 200 * Math.abs(actual - mean) / size;
            scaled += Math.abs(actual - mean) / scale;
            inside += actual >= low && actual <= high ? 1 : 0;
            interval += (high - low + PENALTY * (Math.max(0, low - actual) + Math.max(0, actual - high))) / scale;
        }
        return new Score(item.frequency(), forecasts.size(), percent, scaled, inside, interval);
    }

    private static List<Figure> figures(String scope, Map<String, List<Score>> scores) {
        List<Score> yardstick = scores.getOrDefault(NAIVE2, List.of());
        List<Figure> figures = new ArrayList<>();
        scores.forEach((method, own) -> {
            int n = own.stream().mapToInt(Score::n).sum();
            double smape = overForecasts(own, Score::percent);
            double mase = overSeries(own, Score::scaled);
            double toSmape = smape / overForecasts(yardstick, Score::percent);
            double toMase = mase / overSeries(yardstick, Score::scaled);
            double owa = (toSmape + toMase) / 2;
            double msis = overSeries(own, Score::interval);
            figures.add(figure(scope, method, "smape", smape, n, OptionalDouble.of(toSmape)));
            figures.add(figure(scope, method, "mase", mase, n, OptionalDouble.of(toMase)));
            figures.add(figure(scope, method, "owa", owa, n, OptionalDouble.of(owa)));
            figures.add(
                    figure(scope, method, "coverage-95", overForecasts(own, Score::inside), n, OptionalDouble.empty()));
            figures.add(figure(
                    scope, method, "msis", msis, n, OptionalDouble.of(msis / overSeries(yardstick, Score::interval))));
        });
        return figures;
    }

    private static Figure figure(
            String scope, String method, String measure, double value, int n, OptionalDouble ratio) {
        return new Figure(M3, scope, "all", method, measure, OptionalDouble.of(value), n, NAIVE2, ratio);
    }

    private static double overForecasts(List<Score> scores, ToDoubleFunction<Score> sum) {
        return scores.stream().mapToDouble(sum).sum()
                / scores.stream().mapToInt(Score::n).sum();
    }

    private static double overSeries(List<Score> scores, ToDoubleFunction<Score> sum) {
        return scores.stream()
                .mapToDouble(score -> sum.applyAsDouble(score) / score.n())
                .average()
                .orElseThrow();
    }

    private static void print(List<Figure> figures, PrintStream out) {
        for (String scope : figures.stream().map(Figure::scope).distinct().toList()) {
            out.printf(
                    Locale.ROOT,
                    "%n%s %s, the first line's OWA is 1; intervals of 95 %%%n%-16s%9s%9s%9s%10s%9s%n",
                    M3,
                    scope,
                    "",
                    "sMAPE",
                    "MASE",
                    "OWA",
                    "coverage",
                    "MSIS");
            List<Figure> here = figures.stream()
                    .filter(figure -> figure.scope().equals(scope))
                    .toList();
            for (String method : here.stream().map(Figure::method).distinct().toList()) {
                double[] values = here.stream()
                        .filter(figure -> figure.method().equals(method))
                        .mapToDouble(figure -> figure.value().orElseThrow())
                        .toArray();
                out.printf(
                        Locale.ROOT,
                        "%-16s%9.3f%9.3f%9.3f%10.3f%9.2f%n",
                        method,
                        values[0],
                        values[1],
                        values[2],
                        values[3],
                        values[4]);
            }
        }
    }

    /** Series of a long table {@code series_id,period,split,t,value}, in their order. */
    private static List<Item> read(Path data) throws IOException {
        Path file = Files.isDirectory(data) ? data.resolve("m3_macro.csv.gz") : data;
        Map<String, Item> items = new LinkedHashMap<>();
        try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file));
                Reader text = new InputStreamReader(
                        file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes, StandardCharsets.UTF_8)) {
            for (CSVRecord row : CSVFormat.DEFAULT
                    .builder()
                    .setHeader()
                    .setSkipHeaderRecord(true)
                    .get()
                    .parse(text)) {
                Item item = items.computeIfAbsent(
                        row.get("series_id"),
                        name -> new Item(name, frequency(row), new ArrayList<>(), new ArrayList<>()));
                List<Double> part = row.get("split").equals("train") ? item.seen() : item.later();
                int place = Integer.parseInt(row.get("t"));
                int next = item.seen().size() + item.later().size() + 1;
                int nextHere = part.size() + 1;
                if (place != next && place != nextHere) {
                    throw new IllegalArgumentException(file + " has " + item.name() + " at t " + place + " in line "
                            + row.getRecordNumber() + ", needs " + next);
                }
                part.add(Double.parseDouble(row.get("value")));
            }
        }
        for (Item item : items.values()) {
            if (item.later().isEmpty() || item.seen().size() <= item.frequency().periodsPerYear()) {
                throw new IllegalArgumentException(file + " has " + item.seen().size() + " values of " + item.name()
                        + " to learn from and " + item.later().size() + " to judge, needs a year and one, and one");
            }
        }
        return List.copyOf(items.values());
    }

    private static Frequency frequency(CSVRecord row) {
        String period = row.get("period");
        return period.equals("YEARLY") ? Frequency.ANNUAL : Frequency.valueOf(period);
    }
}
