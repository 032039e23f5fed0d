package macrocast.accuracy;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import macrocast.backtest.Panel;
import macrocast.backtest.Replay;
import macrocast.backtest.SeriesHistory;
import macrocast.domain.BacktestForecast;
import macrocast.domain.Frequency;
import macrocast.domain.Measure;
import macrocast.domain.Period;
import macrocast.domain.PeriodValue;
import macrocast.domain.Transform;
import macrocast.domain.Vintage;
import macrocast.models.Method;
import macrocast.models.Methods;

/**
 * Five monthly variables of the United States on recorded vintages of FRED-MD, or any in its layout.
 *
 * <p>From the last month t of a vintage, output, employment and prices are judged by {@code 1200 / h log(x[t+h] / x[t])}, the
 * rates by {@code x[t+h]}. The truth comes from the first vintage that holds t+h; where that is more than two months younger than
 * t+h, the pair is left out. The baseline {@code ar} is {@link DirectAutoregression} on months from 1960; {@code champion} is the
 * recipe in use. Ratios are those of RMSEs on the pairs that all methods have; {@code geo} is the geometric mean over horizons
 * 1, 3, 6 and 12, {@code all} that over the variables.
 */
final class UsMonthly implements Dataset {
    private static final String US = "us";
    private static final String RMSE = "rmse";
    private static final String GEO = "geo";
    private static final String ALL = "all";
    private static final String AR = "ar";
    private static final List<Integer> HORIZONS = List.of(1, 3, 6, 12);

    /** What has the lowest ratio on months before those that are judged; see the decisions in model-jobs/README. */
    private static final String RECIPE = "ets-bvar";

    /** Methods of each kind, and the recipe. */
    private static final List<String> METHODS =
            List.of("naive", "drift", AR, "theta", "ets", "mean", "damped", "bvar", "diffusion-index", "blend", RECIPE);

    /** The method that hears all series; to the others the judged ones are companions. */
    private static final String LARGE = "diffusion-index";

    private static final Period FIRST = new Period(Frequency.MONTHLY, LocalDate.of(1960, 1, 1));
    private static final int LATEST_TRUTH = 2;

    /** The variables, and whether they are judged by growth. */
    private static final Map<String, Boolean> GROWING = growing();

    private static Map<String, Boolean> growing() {
        Map<String, Boolean> variables = new LinkedHashMap<>();
        variables.put("INDPRO", true);
        variables.put("PAYEMS", true);
        variables.put("CPIAUCSL", true);
        variables.put("UNRATE", false);
        variables.put("FEDFUNDS", false);
        return variables;
    }

    /** A forecast and what came, in the measure. */
    private record Pair(Period origin, double forecast, double actual) {}

    /** Errors by method and horizon. */
    private record Errors(Map<String, Map<Integer, Map<Period, Double>>> byMethod) {
        Errors() {
            this(new LinkedHashMap<>());
        }

        void add(String method, int horizon, Pair pair) {
            byMethod.computeIfAbsent(method, name -> new TreeMap<>())
                    .computeIfAbsent(horizon, h -> new TreeMap<>())
                    .put(pair.origin(), pair.actual() - pair.forecast());
        }

        /** The origins from which all methods have a forecast and a truth. */
        List<Period> common(int horizon) {
            List<Period> origins = new ArrayList<>();
            byMethod.values().forEach(horizons -> {
                Map<Period, Double> own = horizons.getOrDefault(horizon, Map.of());
                if (origins.isEmpty()) {
                    origins.addAll(own.keySet());
                }
                origins.retainAll(own.keySet());
            });
            return origins;
        }

        double rmse(String method, int horizon) {
            Map<Period, Double> own = byMethod.getOrDefault(method, Map.of()).getOrDefault(horizon, Map.of());
            return Math.sqrt(common(horizon).stream()
                    .mapToDouble(origin -> own.getOrDefault(origin, Double.NaN))
                    .map(error -> error * error)
                    .average()
                    .orElse(Double.NaN));
        }
    }

    @Override
    public String name() {
        return US;
    }

    @Override
    public Path usualPlace() {
        return Recorded.folder().resolve("fredmd").resolve("vintages");
    }

    @Override
    public List<Figure> measure(Path data, int threads, PrintStream out) throws IOException, InterruptedException {
        Map<String, SeriesHistory> histories = FredMd.read(data);
        Map<String, Errors> errors = new LinkedHashMap<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            Map<String, List<Future<List<BacktestForecast>>>> started = new LinkedHashMap<>();
            for (String variable : GROWING.keySet()) {
                SeriesHistory own = history(variable, histories);
                Panel few = panel(variable, own, histories, GROWING.keySet());
                Panel many = panel(variable, own, histories, histories.keySet());
                List<Future<List<BacktestForecast>>> replays = new ArrayList<>();
                for (String name : METHODS) {
                    Method method = Methods.every().named(name);
                    Panel panel = name.equals(LARGE) ? many : few;
                    replays.add(pool.submit(() -> Replay.of(method, panel, own.vintages(), HORIZONS.getLast())
                            .forecasts()));
                }
                started.put(variable, replays);
            }
            for (Map.Entry<String, List<Future<List<BacktestForecast>>>> entry : started.entrySet()) {
                List<BacktestForecast> forecasts = new ArrayList<>();
                for (Future<List<BacktestForecast>> replay : entry.getValue()) {
                    forecasts.addAll(finished(entry.getKey(), replay));
                }
                errors.put(
                        entry.getKey(),
                        errors(
                                entry.getKey(),
                                history(entry.getKey(), histories).vintages(),
                                forecasts));
            }
        }
        List<Figure> figures = figures(errors);
        print(figures, out);
        return figures;
    }

    private static List<BacktestForecast> finished(String variable, Future<List<BacktestForecast>> replay)
            throws InterruptedException {
        try {
            return replay.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(variable + " cannot be replayed", e.getCause());
        }
    }

    private static boolean grows(String variable) {
        return GROWING.getOrDefault(variable, false);
    }

    private static SeriesHistory history(String variable, Map<String, SeriesHistory> histories) {
        SeriesHistory history = histories.get(variable);
        if (history == null) {
            throw new IllegalArgumentException("The vintages have no column " + variable + ", which is judged");
        }
        return new SeriesHistory(grows(variable) ? Transform.LOG : Transform.NONE, history.vintages());
    }

    private static Panel panel(
            String variable, SeriesHistory own, Map<String, SeriesHistory> histories, Set<String> heard) {
        List<SeriesHistory> companions = new ArrayList<>();
        for (String other : heard) {
            if (GROWING.containsKey(other) && !other.equals(variable)) {
                companions.add(history(other, histories));
            }
        }
        histories.forEach((other, history) -> {
            if (heard.contains(other) && !GROWING.containsKey(other)) {
                companions.add(history);
            }
        });
        return new Panel(own, companions);
    }

    private static Errors errors(String variable, List<Vintage> own, List<BacktestForecast> forecasts) {
        NavigableMap<Period, NavigableMap<Period, Double>> truths = truths(own);
        Errors errors = new Errors();
        for (Vintage vintage : own) {
            double[] levels = vintage.gapFreeTail().stream()
                    .filter(value -> value.period().compareTo(FIRST) >= 0)
                    .mapToDouble(PeriodValue::value)
                    .toArray();
            for (int horizon : HORIZONS) {
                double forecast = DirectAutoregression.forecast(
                        targets(levels, horizon, grows(variable)), regressors(levels, grows(variable)), horizon);
                add(errors, AR, variable, vintage.origin(), horizon, forecast, truths);
            }
        }
        Map<Instant, Vintage> byMoment = new TreeMap<>();
        own.forEach(vintage -> byMoment.put(vintage.knownAt(), vintage));
        for (BacktestForecast forecast : forecasts) {
            int horizon = forecast.horizon() + 1;
            Vintage vintage = byMoment.get(forecast.knownAt());
            if (forecast.measure() != Measure.LEVEL || !HORIZONS.contains(horizon) || vintage == null) {
                continue;
            }
            double last = vintage.values().getLast().value();
            double judged = grows(variable) ? 1200.0 / horizon * Math.log(forecast.mean() / last) : forecast.mean();
            String method = forecast.method().equals(AR) ? "own-ar" : forecast.method();
            add(errors, method, variable, forecast.origin(), horizon, judged, truths);
            if (method.equals(RECIPE)) {
                add(errors, "champion", variable, forecast.origin(), horizon, judged, truths);
            }
        }
        return errors;
    }

    private static void add(
            Errors errors,
            String method,
            String variable,
            Period origin,
            int horizon,
            double forecast,
            NavigableMap<Period, NavigableMap<Period, Double>> truths) {
        NavigableMap<Period, Double> truth = truths.get(origin.plus(horizon));
        if (truth == null) {
            return;
        }
        Double after = truth.get(origin.plus(horizon));
        Double before = truth.get(origin);
        if (after != null && before != null) {
            double actual = grows(variable) ? 1200.0 / horizon * Math.log(after / before) : after;
            errors.add(method, horizon, new Pair(origin, forecast, actual));
        }
    }

    /** For each month the values of the first vintage that holds it, when that is young enough. */
    private static NavigableMap<Period, NavigableMap<Period, Double>> truths(List<Vintage> vintages) {
        NavigableMap<Period, NavigableMap<Period, Double>> truths = new TreeMap<>();
        for (Vintage vintage : vintages) {
            Period moment = Period.containing(
                    Frequency.MONTHLY, vintage.knownAt().atZone(ZoneOffset.UTC).toLocalDate());
            NavigableMap<Period, Double> values = vintage.byPeriod();
            for (Period month : values.keySet()) {
                if (!truths.containsKey(month) && month.until(moment) <= LATEST_TRUTH) {
                    truths.put(month, values);
                }
            }
        }
        return truths;
    }

    private static double[] targets(double[] levels, int horizon, boolean grows) {
        int from = grows ? 1 : 0;
        double[] targets = new double[levels.length - from];
        for (int t = 0; t < targets.length; t++) {
            int at = t + from + horizon;
            if (at < levels.length) {
                targets[t] = grows ? 1200.0 / horizon * Math.log(levels[at] / levels[t + from]) : levels[at];
            }
        }
        return targets;
    }

    private static double[] regressors(double[] levels, boolean grows) {
        if (!grows) {
            return levels;
        }
        double[] growth = new double[levels.length - 1];
        for (int t = 0; t < growth.length; t++) {
            growth[t] = 1200 * Math.log(levels[t + 1] / levels[t]);
        }
        return growth;
    }

    private static List<Figure> figures(Map<String, Errors> errors) {
        List<Figure> figures = new ArrayList<>();
        List<String> methods = errors.values().stream()
                .flatMap(own -> own.byMethod().keySet().stream())
                .distinct()
                .toList();
        for (String method : methods) {
            double all = 0;
            double allValue = 0;
            int least = Integer.MAX_VALUE;
            Map<Integer, double[]> byHorizon = new TreeMap<>();
            for (Map.Entry<String, Errors> entry : errors.entrySet()) {
                double geo = 0;
                double value = 0;
                int fewest = Integer.MAX_VALUE;
                for (int horizon : HORIZONS) {
                    double rmse = entry.getValue().rmse(method, horizon);
                    double ratio = rmse / entry.getValue().rmse(AR, horizon);
                    int n = entry.getValue().common(horizon).size();
                    figures.add(figure(entry.getKey(), Integer.toString(horizon), method, rmse, n, ratio));
                    geo += Math.log(ratio) / HORIZONS.size();
                    value += Math.log(rmse) / HORIZONS.size();
                    fewest = Math.min(fewest, n);
                    double[] sums = byHorizon.computeIfAbsent(horizon, h -> new double[] {0, 0, Integer.MAX_VALUE});
                    sums[0] += Math.log(rmse) / errors.size();
                    sums[1] += Math.log(ratio) / errors.size();
                    sums[2] = Math.min(sums[2], n);
                }
                figures.add(figure(entry.getKey(), GEO, method, Math.exp(value), fewest, Math.exp(geo)));
                all += geo / errors.size();
                allValue += value / errors.size();
                least = Math.min(least, fewest);
            }
            byHorizon.forEach((horizon, sums) -> figures.add(figure(
                    ALL, Integer.toString(horizon), method, Math.exp(sums[0]), (int) sums[2], Math.exp(sums[1]))));
            figures.add(figure(ALL, GEO, method, Math.exp(allValue), least, Math.exp(all)));
        }
        return figures;
    }

    private static Figure figure(String scope, String horizon, String method, double rmse, int n, double ratio) {
        return new Figure(US, scope, horizon, method, RMSE, OptionalDouble.of(rmse), n, AR, OptionalDouble.of(ratio));
    }

    private static void print(List<Figure> figures, PrintStream out) {
        out.printf(
                Locale.ROOT,
                "%nUnited States, monthly: RMSE over that of a direct AR, geometric mean over horizons %s%n",
                HORIZONS);
        List<String> scopes = new ArrayList<>(GROWING.keySet());
        scopes.add(ALL);
        out.printf(Locale.ROOT, "%-18s", "");
        scopes.forEach(scope -> out.printf(Locale.ROOT, "%10s", scope));
        out.printf(Locale.ROOT, "    worst cell%n");
        for (String method : figures.stream().map(Figure::method).distinct().toList()) {
            out.printf(Locale.ROOT, "%-18s", method);
            double worst = 0;
            String where = "";
            for (Figure figure : figures) {
                double ratio = figure.ratio().orElse(0);
                if (!figure.method().equals(method)) {
                    continue;
                }
                if (figure.horizon().equals(GEO)) {
                    out.printf(Locale.ROOT, "%10.3f", ratio);
                } else if (!figure.scope().equals(ALL) && ratio > worst) {
                    worst = ratio;
                    where = figure.scope() + " h " + figure.horizon() + ", n " + figure.n();
                }
            }
            out.printf(Locale.ROOT, "    %.3f %s%n", worst, where);
        }
    }
}
