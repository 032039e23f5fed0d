package macrocast.accuracy;

import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import macrocast.backtest.CalibratedReplay;
import macrocast.backtest.Outturns;
import macrocast.backtest.Pandemic;
import macrocast.backtest.PastForecast;
import macrocast.domain.Actual;
import macrocast.domain.BacktestForecast;
import macrocast.domain.Quantiles;
import macrocast.domain.Scope;
import macrocast.domain.Truth;

/**
 * How many outturns fell into the intervals that would have been published at each vintage, calibrated by what was known there.
 *
 * @param cells by variable, method and horizon
 */
record Coverage(List<Cell> cells) {
    private static final int ENOUGH = 60;
    private static final double TOLERANCE = 0.05 + 1e-9;

    Coverage {
        cells = List.copyOf(cells);
    }

    /** Shares of outturns inside. */
    record Cell(String variable, Scope scope, String method, int horizon, double inside80, double inside95, int n) {}

    /** The coverage of one method's intervals. */
    static List<Cell> of(Variable variable, String method, List<CalibratedReplay> replay) {
        Outturns outturns = new Outturns(variable.vintages());
        Pandemic pandemic = Pandemic.of(variable.key());
        List<Cell> cells = new ArrayList<>();
        for (Scope scope : Scope.values()) {
            Map<Integer, int[]> counts = new TreeMap<>();
            for (CalibratedReplay made : replay) {
                Optional<Actual> actual = outturns.actual(made.target(), variable.measure(), Truth.K12);
                boolean leftOut = scope == Scope.EX_COVID && pandemic.covers(made.target(), made.knownAt());
                if (actual.isPresent() && !leftOut) {
                    int[] count = counts.computeIfAbsent(made.horizon(), horizon -> new int[3]);
                    count[0]++;
                    count[1] += isInside(actual.get().value(), made.quantiles(), 0.10, 0.90) ? 1 : 0;
                    count[2] += isInside(actual.get().value(), made.quantiles(), 0.025, 0.975) ? 1 : 0;
                }
            }
            counts.forEach((horizon, count) -> cells.add(new Cell(
                    variable.name(),
                    scope,
                    method,
                    horizon,
                    (double) count[1] / count[0],
                    (double) count[2] / count[0],
                    count[0])));
        }
        return cells;
    }

    private static boolean isInside(double value, Quantiles quantiles, double from, double to) {
        return value >= quantiles.at(from) && value <= quantiles.at(to);
    }

    /** The intervals of the methods that a champion's path was taken from. */
    static List<CalibratedReplay> ofChampion(
            List<PastForecast> champion, List<BacktestForecast> ours, Map<String, List<CalibratedReplay>> byMethod) {
        record Made(Instant knownAt, int horizon, double mean) {}
        Map<Made, String> makers = new LinkedHashMap<>();
        ours.forEach(forecast -> makers.putIfAbsent(
                new Made(forecast.knownAt(), forecast.horizon(), forecast.mean()), forecast.method()));
        record At(String method, Instant knownAt, int horizon) {}
        Map<At, CalibratedReplay> intervals = new LinkedHashMap<>();
        byMethod.forEach((method, replay) ->
                replay.forEach(made -> intervals.put(new At(method, made.knownAt(), made.horizon()), made)));
        List<CalibratedReplay> path = new ArrayList<>();
        for (PastForecast forecast : champion) {
            String maker = makers.get(new Made(forecast.knownAt(), forecast.horizon(), forecast.value()));
            CalibratedReplay made =
                    maker == null ? null : intervals.get(new At(maker, forecast.knownAt(), forecast.horizon()));
            if (made != null) {
                path.add(made);
            }
        }
        return path;
    }

    List<Figure> figures(String dataset, String exCovid) {
        List<Figure> figures = new ArrayList<>();
        for (Cell cell : cells) {
            String scope = cell.variable() + (cell.scope() == Scope.ALL ? "" : exCovid);
            String horizon = Integer.toString(cell.horizon());
            figures.add(figure(dataset, scope, horizon, cell, "coverage80", cell.inside80()));
            figures.add(figure(dataset, scope, horizon, cell, "coverage95", cell.inside95()));
        }
        return figures;
    }

    private static Figure figure(
            String dataset, String scope, String horizon, Cell cell, String measure, double value) {
        return new Figure(
                dataset,
                scope,
                horizon,
                cell.method(),
                measure,
                OptionalDouble.of(value),
                cell.n(),
                "",
                OptionalDouble.empty());
    }

    void print(List<Integer> horizons, PrintStream out) {
        out.printf(
                Locale.ROOT,
                "%nOutturns inside the 80 %% and 95 %% intervals, all targets; share of cells (variable and horizon of %s, %d"
                        + " errors or more) within 5 points of 80 %%%n",
                horizons,
                ENOUGH);
        Map<String, List<Cell>> byMethod = new LinkedHashMap<>();
        cells.stream().filter(cell -> cell.scope() == Scope.ALL).forEach(cell -> byMethod.computeIfAbsent(
                        cell.method(), method -> new ArrayList<>())
                .add(cell));
        byMethod.forEach((method, own) -> {
            double n = own.stream().mapToInt(Cell::n).sum();
            List<Cell> judged = own.stream()
                    .filter(cell -> cell.n() >= ENOUGH && horizons.contains(cell.horizon()))
                    .toList();
            long near = judged.stream()
                    .filter(cell -> Math.abs(cell.inside80() - 0.8) <= TOLERANCE)
                    .count();
            out.printf(
                    Locale.ROOT,
                    "%-24s%8.1f%8.1f%8d of %d%n",
                    method,
                    100
                            * own.stream()
                                    .mapToDouble(cell -> cell.inside80() * cell.n())
                                    .sum()
                            / n,
                    100
                            * own.stream()
                                    .mapToDouble(cell -> cell.inside95() * cell.n())
                                    .sum()
                            / n,
                    near,
                    judged.size());
        });
    }
}
