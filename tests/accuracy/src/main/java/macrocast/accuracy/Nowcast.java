package macrocast.accuracy;

import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import macrocast.backtest.Panel;
import macrocast.backtest.SeriesHistory;
import macrocast.domain.Frequency;
import macrocast.domain.Period;
import macrocast.domain.Vintage;
import macrocast.models.FittedModel;
import macrocast.models.ForecastPoint;
import macrocast.models.Method;
import macrocast.models.Methods;
import macrocast.models.Training;
import macrocast.models.TrainingSet;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/**
 * United States GDP growth, quarter on quarter at an annual rate in percentage points, told before its first release from the
 * vintages of some 30 monthly and quarterly series.
 *
 * <p>Told at three moments, from the newest vintage of that day: {@code mid}, the 15th of the quarter's second month, when
 * professional forecasters answer their survey; {@code 30d} before the first release; {@code eve}, the day before it. The truth is the
 * first release. {@code gdpnow} is what the Federal Reserve Bank of Atlanta said last by then; a quarter for which a method has nothing
 * to say is left out for that method alone, as {@code n} shows. The baseline {@code ar} is our autoregression on the vintage's own GDP.
 */
final class Nowcast implements Dataset {
    private static final String NOWCAST = "nowcast";
    private static final String TARGET = "GDPC1";
    private static final String AR = "ar";
    private static final String CHAMPION = "champion";
    private static final String RELEASES = "gdpc1_releases_first_second_third.csv";
    private static final String GDPNOW = "atlantafed_gdpnow.csv";

    /** The recipe for quarters that months tell of. */
    static final String RECIPE = "nowcast";

    private static final List<String> METHODS = List.of(AR, "bvar", "bridge", "dfm", RECIPE);
    private static final List<String> MOMENTS = List.of("mid", "30d", "eve");
    /** Where the weekly vintages of the recorded data begin; what is there of earlier days completes the first quarter. */
    private static final LocalDate FIRST = LocalDate.of(2016, 10, 1);

    private static final int SURVEY_DAY = 15;
    private static final int DAYS_BEFORE = 30;

    /** A quarter, the day and growth of its first release. */
    private record Release(Period quarter, LocalDate day, double growth) {
        LocalDate moment(String name) {
            return switch (name) {
                case "mid" -> quarter.start().plusMonths(1).withDayOfMonth(SURVEY_DAY);
                case "30d" -> day.minusDays(DAYS_BEFORE);
                default -> day.minusDays(1);
            };
        }
    }

    private record Told(LocalDate day, Period quarter, double growth) {}

    @Override
    public String name() {
        return NOWCAST;
    }

    @Override
    public Path usualPlace() {
        return Recorded.folder().resolve("us_vintages");
    }

    @Override
    public List<Figure> measure(Path data, int threads, PrintStream out) throws IOException, InterruptedException {
        Map<String, SeriesHistory> histories = ChangeLog.read(data);
        SeriesHistory target = histories.get(TARGET);
        if (target == null) {
            throw new IllegalArgumentException(data + " has no series " + TARGET + ", which is told");
        }
        Panel panel = new Panel(
                target,
                histories.entrySet().stream()
                        .filter(entry -> !entry.getKey().equals(TARGET))
                        .map(Map.Entry::getValue)
                        .toList());
        List<Release> releases = releases(beside(data, RELEASES), target);
        if (data.equals(usualPlace())) {
            releases.removeIf(release -> release.quarter().start().isBefore(FIRST));
        }
        Map<String, Map<String, NavigableMap<Period, Double>>> told = new LinkedHashMap<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            Map<String, Map<String, Map<Period, Future<OptionalDouble>>>> started = new LinkedHashMap<>();
            for (String method : METHODS) {
                for (String moment : MOMENTS) {
                    for (Release release : releases) {
                        started.computeIfAbsent(method, name -> new LinkedHashMap<>())
                                .computeIfAbsent(moment, name -> new TreeMap<>())
                                .put(
                                        release.quarter(),
                                        pool.submit(() -> tell(
                                                Methods.every().named(method),
                                                panel,
                                                release.moment(moment),
                                                release.quarter())));
                    }
                }
            }
            for (Map.Entry<String, Map<String, Map<Period, Future<OptionalDouble>>>> method : started.entrySet()) {
                for (Map.Entry<String, Map<Period, Future<OptionalDouble>>> moment :
                        method.getValue().entrySet()) {
                    NavigableMap<Period, Double> found = told.computeIfAbsent(
                                    method.getKey(), name -> new LinkedHashMap<>())
                            .computeIfAbsent(moment.getKey(), name -> new TreeMap<>());
                    for (Map.Entry<Period, Future<OptionalDouble>> quarter :
                            moment.getValue().entrySet()) {
                        finished(quarter.getValue()).ifPresent(value -> found.put(quarter.getKey(), value));
                    }
                }
            }
        }
        told.put(CHAMPION, told.getOrDefault(RECIPE, Map.of()));
        told.put("gdpnow", atlanta(beside(data, GDPNOW), releases));
        List<Figure> figures = figures(told, releases);
        print(told, releases, figures, out);
        return figures;
    }

    /** A table of the folder itself, or of the one where the recorded forecasts of others lie. */
    private static Path beside(Path data, String name) {
        Path own = data.resolve(name);
        return Files.exists(own) ? own : data.resolveSibling("forecasts").resolve(name);
    }

    private static OptionalDouble finished(Future<OptionalDouble> told) throws InterruptedException {
        try {
            return told.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("A quarter cannot be told", e.getCause());
        }
    }

    private static OptionalDouble tell(Method method, Panel panel, LocalDate day, Period quarter) {
        Vintage newest = null;
        for (Vintage vintage : panel.series().vintages()) {
            if (!vintage.knownAt().isAfter(day.atStartOfDay().toInstant(ZoneOffset.UTC))) {
                newest = vintage;
            }
        }
        if (newest == null) {
            return OptionalDouble.empty();
        }
        // GDP moves once a month, its companions every week: they are read as of the day.
        Vintage today = new Vintage(
                newest.series(), newest.frequency(), day.atStartOfDay().toInstant(ZoneOffset.UTC), newest.values());
        TrainingSet known = panel.trainingSet(today);
        int step = known.origin().until(quarter);
        if (step < 1 || !(method.fit(known) instanceof Training.Trained(FittedModel model))) {
            return OptionalDouble.empty();
        }
        List<ForecastPoint> path = model.forecast(step);
        double before =
                step == 1 ? known.values().getLast() : path.get(step - 2).mean();
        return OptionalDouble.of(annual(path.get(step - 1).mean() / before));
    }

    private static double annual(double ratio) {
        return 100 * (Math.pow(ratio, 4) - 1);
    }

    private static Iterable<CSVRecord> rows(Path file) throws IOException {
        String text = Files.readString(file);
        return CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get()
                .parse(new StringReader(text.startsWith("\uFEFF") ? text.substring(1) : text))
                .getRecords();
    }

    /** The quarters that begin after the first vintage and not after the last one. */
    private static List<Release> releases(Path file, SeriesHistory target) throws IOException {
        LocalDate first = LocalDate.ofInstant(target.vintages().getFirst().knownAt(), ZoneOffset.UTC);
        LocalDate last = LocalDate.ofInstant(target.vintages().getLast().knownAt(), ZoneOffset.UTC);
        List<Release> releases = new ArrayList<>();
        for (CSVRecord row : rows(file)) {
            String growth = row.get("qoq_saar_growth_alfred_first_pct");
            if (growth.isEmpty()) {
                continue;
            }
            Period quarter = Period.containing(Frequency.QUARTERLY, LocalDate.parse(row.get("observation_date")));
            if (quarter.start().isAfter(first) && !quarter.start().isAfter(last)) {
                releases.add(new Release(
                        quarter, LocalDate.parse(row.get("first_release_date")), Double.parseDouble(growth)));
            }
        }
        return releases;
    }

    private static Map<String, NavigableMap<Period, Double>> atlanta(Path file, List<Release> releases)
            throws IOException {
        Map<String, NavigableMap<Period, Double>> found = new LinkedHashMap<>();
        if (!Files.exists(file)) {
            return found;
        }
        DateTimeFormatter format = DateTimeFormatter.ofPattern("M/d/yy");
        List<Told> all = new ArrayList<>();
        for (CSVRecord row : rows(file)) {
            all.add(new Told(
                    LocalDate.parse(row.get(0), format),
                    Period.containing(Frequency.QUARTERLY, LocalDate.parse(row.get(1), format)),
                    Double.parseDouble(row.get(2))));
        }
        for (String moment : MOMENTS) {
            NavigableMap<Period, Double> told = new TreeMap<>();
            for (Release release : releases) {
                all.stream()
                        .filter(one -> one.quarter().equals(release.quarter())
                                && !one.day().isAfter(release.moment(moment)))
                        .reduce((earlier, later) -> later.day().isBefore(earlier.day()) ? earlier : later)
                        .ifPresent(one -> told.put(release.quarter(), one.growth()));
            }
            found.put(moment, told);
        }
        return found;
    }

    private static List<Figure> figures(
            Map<String, Map<String, NavigableMap<Period, Double>>> told, List<Release> releases) {
        List<Figure> figures = new ArrayList<>();
        told.forEach((method, byMoment) -> byMoment.forEach((moment, values) -> {
            NavigableMap<Period, Double> ar = told.getOrDefault(AR, Map.of()).getOrDefault(moment, new TreeMap<>());
            List<Release> own = releases.stream()
                    .filter(release -> values.containsKey(release.quarter()))
                    .toList();
            if (own.isEmpty()) {
                return;
            }
            List<Release> common = own.stream()
                    .filter(release -> ar.containsKey(release.quarter()))
                    .toList();
            figures.add(new Figure(
                    NOWCAST,
                    "GDP",
                    moment,
                    method,
                    "rmse",
                    OptionalDouble.of(rmse(values, own)),
                    own.size(),
                    AR,
                    common.isEmpty()
                            ? OptionalDouble.empty()
                            : OptionalDouble.of(rmse(values, common) / rmse(ar, common))));
        }));
        return figures;
    }

    private static double rmse(NavigableMap<Period, Double> told, List<Release> releases) {
        return Math.sqrt(releases.stream()
                .mapToDouble(release -> release.growth() - told.getOrDefault(release.quarter(), Double.NaN))
                .map(error -> error * error)
                .average()
                .orElse(Double.NaN));
    }

    private static void print(
            Map<String, Map<String, NavigableMap<Period, Double>>> told,
            List<Release> releases,
            List<Figure> figures,
            PrintStream out) {
        out.printf(
                Locale.ROOT,
                "%nUnited States GDP growth before its first release, %% a year: RMSE over %d quarters%n%-12s%10s%10s%10s%n",
                releases.size(),
                "",
                MOMENTS.get(0),
                MOMENTS.get(1),
                MOMENTS.get(2));
        for (String method : told.keySet()) {
            out.printf(Locale.ROOT, "%-12s", method);
            for (String moment : MOMENTS) {
                figures.stream()
                        .filter(figure -> figure.method().equals(method)
                                && figure.horizon().equals(moment))
                        .findFirst()
                        .ifPresentOrElse(
                                figure -> out.printf(
                                        Locale.ROOT,
                                        "%7.3f%s",
                                        figure.value().orElse(Double.NaN),
                                        figure.n() == releases.size() ? "   " : String.format(" %2d", figure.n())),
                                () -> out.printf(Locale.ROOT, "%10s", ""));
            }
            out.printf(Locale.ROOT, "%n");
        }
    }
}
