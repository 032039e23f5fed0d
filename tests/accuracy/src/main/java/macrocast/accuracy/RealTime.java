package macrocast.accuracy;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import macrocast.backtest.CalibratedReplay;
import macrocast.backtest.ChampionReplay;
import macrocast.backtest.DieboldMariano;
import macrocast.backtest.Outturns;
import macrocast.backtest.Panel;
import macrocast.backtest.PastForecast;
import macrocast.backtest.PathGrowth;
import macrocast.backtest.Replay;
import macrocast.backtest.Scorecard;
import macrocast.backtest.SeriesHistory;
import macrocast.domain.BacktestForecast;
import macrocast.domain.Frequency;
import macrocast.domain.Measure;
import macrocast.domain.Scope;
import macrocast.domain.Truth;
import macrocast.jdemetra.JdemetraMethods;
import macrocast.models.Method;
import macrocast.models.Methods;
import macrocast.smile.AllMethods;

/**
 * Vintages of quarterly variables, every method replayed on each of them: the United Kingdom's, or any in the same layout.
 *
 * <p>Errors are outturn less forecast in fractions, the truth is {@link Truth#K12}. A ratio divides the RMSE of a method by that
 * of the baseline on the forecasts that the method and all baselines made; {@code geo} is the geometric mean over horizons
 * 0, 1, 2, 4, 8 and 12, {@code all} that over the variables. The baselines {@code ar} and {@code mpr} are the Bank of
 * England's rows where the data hold them; else {@code ar} is our benchmark, which is {@code own-ar} beside the Bank's.
 */
final class RealTime implements Dataset {
    private static final String UK = "uk";
    private static final String RMSE = "rmse";
    private static final String GEO = "geo";
    private static final String CHAMPION = "champion";
    private static final String AR = "ar";
    private static final String OWN_AR = "own-ar";
    private static final String MPR = "mpr";
    private static final int STEPS = 13;
    private static final List<Integer> HORIZONS = List.of(0, 1, 2, 4, 8, 12);

    /** The toolkit's words for those who forecast. */
    private static final Map<String, String> FORECASTERS =
            Map.of("baseline ar(p) model", AR, "baseline random walk model", "random-walk");

    private static final String EX_COVID = "-ex-covid";
    private static final String AFTER_2020 = "-after-2020";
    private static final String TWIN = "twin";

    @Override
    public String name() {
        return UK;
    }

    @Override
    public Path usualPlace() {
        return Path.of("target", "accuracy", "uk");
    }

    @Override
    public List<Figure> measure(Path data, int threads, PrintStream out) throws IOException, InterruptedException {
        List<Variable> variables = VintageFolder.read(data, FORECASTERS);
        checkToolkit(data, variables, out);
        Methods methods = JdemetraMethods.addedTo(AllMethods.every());
        Map<Variable, Replayed> replayed = new LinkedHashMap<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            Map<Variable, Future<Replayed>> started = new LinkedHashMap<>();
            for (Variable variable : variables) {
                Panel panel = panel(variable, variables);
                started.put(variable, pool.submit(() -> forecasts(variable, panel, methods)));
            }
            for (Map.Entry<Variable, Future<Replayed>> entry : started.entrySet()) {
                replayed.put(entry.getKey(), finished(entry.getKey(), entry.getValue()));
            }
        }
        List<Figure> figures = new ArrayList<>();
        for (Scope scope : Scope.values()) {
            List<Cell> cells = new ArrayList<>();
            replayed.forEach((variable, found) -> cells.addAll(cells(variable, found.forecasts(), scope)));
            List<Figure> own = figures(cells, scope, variables.size());
            print(own, scope, variables, out);
            figures.addAll(own);
        }
        Coverage coverage = new Coverage(replayed.values().stream()
                .flatMap(found -> found.coverage().stream())
                .toList());
        coverage.print(HORIZONS, out);
        figures.addAll(coverage.figures(UK, EX_COVID));
        List<Figure> twins = new ArrayList<>(replayed.values().stream()
                .flatMap(found -> found.twins().stream())
                .toList());
        if (!twins.isEmpty()) {
            twins.addAll(overall(twins));
            printTwins(twins, variables, out);
        }
        figures.addAll(twins);
        return figures;
    }

    /** On the toolkit's own data our arithmetic has to give the toolkit's figures. */
    private static void checkToolkit(Path data, List<Variable> variables, PrintStream out) throws IOException {
        if (!Toolkit.isMadeFrom(data)) {
            out.println("The data are not those of the toolkit's figures, which are not compared.");
            return;
        }
        Toolkit.Agreement agreement = Toolkit.read(FORECASTERS).compare(variables);
        if (!agreement.differences().isEmpty()) {
            throw new IllegalStateException(agreement.sentence());
        }
        out.println(agreement.sentence());
    }

    private static Replayed finished(Variable variable, Future<Replayed> replay) throws InterruptedException {
        try {
            return replay.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(variable.key() + " cannot be replayed", e.getCause());
        }
    }

    /** A variable and all others of its frequency, as the night reads them. */
    private static Panel panel(Variable variable, List<Variable> variables) {
        return new Panel(
                history(variable),
                variables.stream()
                        .filter(other -> !other.equals(variable) && frequency(other) == frequency(variable))
                        .map(RealTime::history)
                        .toList());
    }

    private static SeriesHistory history(Variable variable) {
        return new SeriesHistory(variable.transform(), variable.vintages());
    }

    private static Frequency frequency(Variable variable) {
        return variable.vintages().getFirst().frequency();
    }

    /** Ours, the champion's and others'. */
    private static Replayed forecasts(Variable variable, Panel panel, Methods methods) {
        List<BacktestForecast> made = new ArrayList<>();
        Map<String, List<CalibratedReplay>> intervals = new LinkedHashMap<>();
        List<Coverage.Cell> coverage = new ArrayList<>();
        for (Method method : methods.all()) {
            List<BacktestForecast> own =
                    Replay.of(method, panel, variable.vintages(), STEPS).forecasts();
            List<CalibratedReplay> calibrated =
                    CalibratedReplay.of(own, variable.vintages(), variable.measure(), variable.transform());
            intervals.put(method.name(), calibrated);
            own.stream()
                    .filter(forecast -> forecast.measure() == variable.measure())
                    .forEach(made::add);
        }
        List<PastForecast> ours = made.stream().map(PastForecast::of).toList();
        List<PastForecast> all = new ArrayList<>(variable.others());
        List<PastForecast> champion = ChampionReplay.of(
                variable.key(),
                ours,
                variable.vintages(),
                variable.measure(),
                methods.standardNames(),
                methods.benchmarks(),
                AR,
                Methods.RECIPE,
                CHAMPION);
        all.addAll(champion);
        boolean bankHasAr =
                variable.others().stream().anyMatch(other -> other.method().equals(AR));
        for (PastForecast forecast : ours) {
            all.add(bankHasAr && forecast.method().equals(AR) ? renamed(forecast, OWN_AR) : forecast);
        }
        coverage.addAll(Coverage.of(variable, CHAMPION, Coverage.ofChampion(champion, made, intervals)));
        intervals.forEach((method, own) ->
                coverage.addAll(Coverage.of(variable, bankHasAr && method.equals(AR) ? OWN_AR : method, own)));
        return new Replayed(all, coverage, twins(variable, panel, methods, ours));
    }

    /** Each method's RMSE since the spring of 2021 over that of its twin, which never saw the worst of the pandemic. */
    private static List<Figure> twins(Variable variable, Panel panel, Methods methods, List<PastForecast> ours) {
        Panel bridged = Twin.of(panel);
        Outturns outturns = new Outturns(variable.vintages());
        List<Figure> figures = new ArrayList<>();
        for (Method method : methods.all()) {
            List<PastForecast> levels =
                    Replay.of(method, bridged, bridged.series().vintages(), STEPS).forecasts().stream()
                            .filter(forecast -> forecast.measure() == Measure.LEVEL)
                            .map(forecast -> renamed(PastForecast.of(forecast), TWIN))
                            .toList();
            List<PastForecast> both = new ArrayList<>(
                    variable.measure() == Measure.LEVEL ? levels : PathGrowth.of(levels, variable.vintages()));
            ours.stream()
                    .filter(forecast -> forecast.method().equals(method.name()))
                    .forEach(both::add);
            Scorecard scores = new Scorecard(variable.key(), both, outturns, variable.measure(), Truth.K12, Scope.ALL);
            List<String> pair = List.of(method.name(), TWIN);
            double logs = 0;
            int fewest = Integer.MAX_VALUE;
            int counted = 0;
            for (int horizon : HORIZONS) {
                int n = scores.common(pair, horizon);
                if (n > 0 && scores.rmse(TWIN, horizon, pair) > 0) {
                    logs += Math.log(scores.rmse(method.name(), horizon, pair) / scores.rmse(TWIN, horizon, pair));
                    fewest = Math.min(fewest, n);
                    counted++;
                }
            }
            if (counted > 0) {
                figures.add(new Figure(
                        UK,
                        variable.name() + AFTER_2020,
                        GEO,
                        method.name(),
                        RMSE,
                        OptionalDouble.empty(),
                        fewest,
                        TWIN,
                        OptionalDouble.of(Math.exp(logs / counted))));
            }
        }
        return figures;
    }

    /** The same over all variables: the geometric mean of their ratios. */
    private static List<Figure> overall(List<Figure> twins) {
        Map<String, List<Figure>> byMethod =
                twins.stream().collect(Collectors.groupingBy(Figure::method, LinkedHashMap::new, Collectors.toList()));
        List<Figure> figures = new ArrayList<>();
        byMethod.forEach((method, own) -> figures.add(new Figure(
                UK,
                "all" + AFTER_2020,
                GEO,
                method,
                RMSE,
                OptionalDouble.empty(),
                own.stream().mapToInt(Figure::n).min().orElseThrow(),
                TWIN,
                OptionalDouble.of(Math.exp(own.stream()
                        .mapToDouble(figure -> Math.log(figure.ratio().orElseThrow()))
                        .average()
                        .orElseThrow())))));
        return figures;
    }

    private static void printTwins(List<Figure> figures, List<Variable> variables, PrintStream out) {
        out.printf(
                Locale.ROOT,
                "%nForecasts made since April 2021: RMSE over that of the same method on data without 2020Q2 to Q4%n%-24s",
                "");
        variables.forEach(variable -> out.printf(Locale.ROOT, "%9s", variable.name()));
        out.printf(Locale.ROOT, "%9s%n", "all");
        for (String method : figures.stream().map(Figure::method).distinct().toList()) {
            out.printf(Locale.ROOT, "%-24s", method);
            figures.stream()
                    .filter(figure -> figure.method().equals(method))
                    .forEach(figure ->
                            out.printf(Locale.ROOT, "%9.3f", figure.ratio().orElseThrow()));
            out.println();
        }
    }

    /** Forecasts by everybody, and what else was found on the way. */
    private record Replayed(List<PastForecast> forecasts, List<Coverage.Cell> coverage, List<Figure> twins) {}

    private static PastForecast renamed(PastForecast forecast, String name) {
        return new PastForecast(
                name, forecast.knownAt(), forecast.target(), forecast.horizon(), forecast.measure(), forecast.value());
    }

    /** A method beside a baseline for one variable and horizon. */
    private record Cell(
            String variable,
            int horizon,
            String method,
            double rmse,
            int n,
            String baseline,
            double ratio,
            OptionalDouble p) {}

    private static List<Cell> cells(Variable variable, List<PastForecast> forecasts, Scope scope) {
        Scorecard scores = new Scorecard(
                variable.key(), forecasts, new Outturns(variable.vintages()), variable.measure(), Truth.K12, scope);
        List<String> baselines =
                Stream.of(AR, MPR).filter(scores.methods()::contains).toList();
        List<Cell> cells = new ArrayList<>();
        for (String method : scores.methods()) {
            Set<String> compared = new LinkedHashSet<>(baselines);
            compared.add(method);
            for (int horizon = 0; horizon < STEPS; horizon++) {
                int n = scores.common(compared, horizon);
                for (String baseline : baselines) {
                    double own = n == 0 ? 0 : scores.rmse(method, horizon, compared);
                    double theirs = n == 0 ? 0 : scores.rmse(baseline, horizon, compared);
                    if (theirs > 0) {
                        OptionalDouble p = method.equals(baseline)
                                ? OptionalDouble.empty()
                                : scores.difference(method, baseline, horizon, compared).stream()
                                        .mapToDouble(DieboldMariano::p)
                                        .findFirst();
                        cells.add(new Cell(variable.name(), horizon, method, own, n, baseline, own / theirs, p));
                    }
                }
            }
        }
        return cells;
    }

    private static List<Figure> figures(List<Cell> cells, Scope scope, int variables) {
        List<Figure> figures = new ArrayList<>();
        Map<List<String>, List<Cell>> byMethod = new LinkedHashMap<>();
        String suffix = scope == Scope.ALL ? "" : EX_COVID;
        for (Cell cell : cells) {
            String horizon = Integer.toString(cell.horizon());
            figures.add(figure(cell.variable() + suffix, horizon, List.of(cell)));
            cell.p()
                    .ifPresent(p -> figures.add(new Figure(
                            UK,
                            cell.variable() + suffix,
                            horizon,
                            cell.method(),
                            "dm-p",
                            OptionalDouble.of(p),
                            cell.n(),
                            cell.baseline(),
                            OptionalDouble.empty())));
            byMethod.computeIfAbsent(List.of(cell.method(), cell.baseline()), pair -> new ArrayList<>())
                    .add(cell);
        }
        byMethod.forEach((pair, own) -> {
            Map<String, List<Cell>> byVariable = new LinkedHashMap<>();
            own.forEach(cell -> byVariable
                    .computeIfAbsent(cell.variable(), variable -> new ArrayList<>())
                    .add(cell));
            byVariable.forEach(
                    (variable, some) -> geo(variable + suffix, some, 1).ifPresent(figures::add));
            if (byVariable.size() == variables) {
                for (int horizon = 0; horizon < STEPS; horizon++) {
                    int here = horizon;
                    List<Cell> some =
                            own.stream().filter(cell -> cell.horizon() == here).toList();
                    if (some.size() == variables) {
                        figures.add(figure("all" + suffix, Integer.toString(horizon), some));
                    }
                }
                geo("all" + suffix, own, variables).ifPresent(figures::add);
            }
        });
        return figures;
    }

    /** The figure over the usual horizons, when there is a cell for each of them and each variable. */
    private static Optional<Figure> geo(String scope, List<Cell> cells, int variables) {
        List<Cell> usual =
                cells.stream().filter(cell -> HORIZONS.contains(cell.horizon())).toList();
        return usual.size() == variables * HORIZONS.size() ? Optional.of(figure(scope, GEO, usual)) : Optional.empty();
    }

    /** Geometric means of some cells of one method and baseline. */
    private static Figure figure(String scope, String horizon, List<Cell> cells) {
        double value = 0;
        double ratio = 0;
        for (Cell cell : cells) {
            value += Math.log(cell.rmse()) / cells.size();
            ratio += Math.log(cell.ratio()) / cells.size();
        }
        return new Figure(
                UK,
                scope,
                horizon,
                cells.getFirst().method(),
                RMSE,
                cells.size() == 1 ? OptionalDouble.of(cells.getFirst().rmse()) : OptionalDouble.of(Math.exp(value)),
                cells.stream().mapToInt(Cell::n).min().orElse(0),
                cells.getFirst().baseline(),
                OptionalDouble.of(cells.size() == 1 ? cells.getFirst().ratio() : Math.exp(ratio)));
    }

    private static void print(List<Figure> figures, Scope scope, List<Variable> variables, PrintStream out) {
        String suffix = scope == Scope.ALL ? "" : EX_COVID;
        List<String> scopes = Stream.concat(
                        variables.stream().map(variable -> variable.name() + suffix), Stream.of("all" + suffix))
                .toList();
        List<String> methods = Stream.concat(
                        Stream.of(CHAMPION, AR, MPR), figures.stream().map(Figure::method))
                .filter(method ->
                        figures.stream().anyMatch(figure -> figure.method().equals(method)))
                .distinct()
                .toList();
        for (String baseline : figures.stream().map(Figure::baseline).distinct().toList()) {
            out.printf(
                    Locale.ROOT,
                    "%nRMSE over that of %s, %s, truth k12, geometric mean over horizons %s%n",
                    baseline,
                    scope == Scope.ALL ? "all targets" : "without the pandemic's targets",
                    HORIZONS);
            out.printf(Locale.ROOT, "%-24s", "");
            scopes.forEach(name -> out.printf(Locale.ROOT, "%9s", name.replace(suffix, "")));
            out.printf(Locale.ROOT, "    worst cell%n");
            for (String method : methods) {
                List<Figure> own = figures.stream()
                        .filter(figure -> figure.method().equals(method)
                                && figure.baseline().equals(baseline)
                                && figure.ratio().isPresent())
                        .toList();
                out.printf(Locale.ROOT, "%-24s", method);
                for (String name : scopes) {
                    out.print(own.stream()
                            .filter(figure -> figure.scope().equals(name)
                                    && figure.horizon().equals(GEO))
                            .findFirst()
                            .map(figure -> String.format(
                                    Locale.ROOT, "%9.3f", figure.ratio().orElseThrow()))
                            .orElse("         "));
                }
                own.stream()
                        .filter(figure ->
                                !figure.scope().startsWith("all") && HORIZONS.contains(number(figure.horizon())))
                        .max(Comparator.comparingDouble(figure -> figure.ratio().orElseThrow()))
                        .ifPresent(worst -> out.printf(
                                Locale.ROOT,
                                "    %.3f %s h %s",
                                worst.ratio().orElseThrow(),
                                worst.scope().replace(suffix, ""),
                                worst.horizon()));
                out.println();
            }
        }
        out.printf(
                Locale.ROOT,
                "%nRMSE in percentage points, %s, truth k12, by horizon, number of errors%n",
                scope == Scope.ALL ? "all targets" : "without the pandemic's targets");
        for (Variable variable : variables) {
            for (String method : List.of(CHAMPION, AR, MPR)) {
                List<Figure> own = figures.stream()
                        .filter(figure -> figure.method().equals(method)
                                && figure.scope().equals(variable.name() + suffix)
                                && figure.baseline().equals(AR)
                                && figure.measure().equals(RMSE)
                                && HORIZONS.contains(number(figure.horizon())))
                        .toList();
                if (!own.isEmpty()) {
                    out.printf(Locale.ROOT, "%-10s %-13s", variable.name(), method);
                    own.forEach(figure -> out.printf(
                            Locale.ROOT, "%7.2f", 100 * figure.value().orElseThrow()));
                    own.forEach(figure -> out.printf(Locale.ROOT, "%5d", figure.n()));
                    out.println();
                }
            }
        }
    }

    private static int number(String horizon) {
        return horizon.equals(GEO) ? -1 : Integer.parseInt(horizon);
    }
}
