package macrocast.jobs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import macrocast.domain.Period;
import macrocast.jobs.FanChart.Actual;
import macrocast.jobs.FanChart.Slice;
import org.jspecify.annotations.Nullable;

/**
 * What a night published, as plain text of at most 80 columns: forecasts beside the Bank of England's, a fan chart, and
 * who was how accurate so far. Fractions are shown in percent.
 *
 * @param run the night
 * @param forecasts its champions' rows, by series and target
 * @param actuals what was published of these series until then, by series and period
 * @param bank the Bank of England's last forecast, by series and target
 * @param accuracy root mean squared errors, by series, method and horizon
 */
record Report(
        Map<String, String> run,
        List<Map<String, String>> forecasts,
        List<Map<String, String>> actuals,
        List<Map<String, String>> bank,
        List<Map<String, String>> accuracy) {
    private static final int WIDTH = 37;
    private static final String GUTTER = "     ";
    private static final int PAST_PERIODS = 12;
    private static final List<String> HORIZONS = List.of("0", "1", "2", "4", "8", "12");
    /** Beside whom our champions are shown. */
    private static final List<String> RIVALS = List.of("ar", "boe-ar", "boe-mpr");

    private static final Map<String, String> NAMES =
            Map.of("ar", "AR(p), ours", "boe-ar", "AR(p), Bank's", "boe-mpr", "Bank of England");

    List<String> lines(List<String> charts) {
        Map<String, List<Map<String, String>>> bySeries = forecasts.stream()
                .collect(
                        Collectors.groupingBy(row -> text(row, "series_key"), LinkedHashMap::new, Collectors.toList()));
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(heading("Forecasts from what was known on " + text(run, "as_of_day")));
        lines.add("published %s UTC as run %s".formatted(text(run, "published_at"), text(run, "run_id")));
        if (text(run, "official").equals("f")) {
            lines.add("A run of what if: other series, methods or horizons than a night has.");
        }
        List<List<String>> blocks = bySeries.values().stream().map(this::block).toList();
        for (int i = 0; i < blocks.size(); i += 2) {
            lines.add("");
            lines.addAll(i + 1 < blocks.size() ? beside(blocks.get(i), blocks.get(i + 1)) : blocks.get(i));
        }
        lines.add("");
        lines.add("80 %: four in five outturns should fall inside. Bank: the Bank of England's last");
        lines.add("Monetary Policy Report forecast known then%s.".formatted(bankDay()));
        for (String chart : charts) {
            List<Map<String, String>> rows = bySeries.getOrDefault(chart, List.of());
            if (!rows.isEmpty()) {
                lines.add("");
                lines.add(heading(title(rows.getFirst()) + ", " + unit(rows.getFirst())));
                lines.add("");
                lines.addAll(chart(chart, rows).lines());
            }
        }
        lines.addAll(scores(bySeries));
        lines.add("");
        lines.add(heading("Queries to try"));
        return lines;
    }

    private static String heading(String text) {
        return "── " + text + " " + "─".repeat(Math.max(0, 75 - text.length()));
    }

    private String bankDay() {
        return bank.stream()
                .map(row -> text(row, "known_on"))
                .max(Comparator.naturalOrder())
                .map(day -> " (" + day + ")")
                .orElse("");
    }

    /** One series: what was published last, and thirteen quarters ahead. */
    private List<String> block(List<Map<String, String>> rows) {
        Map<String, String> first = rows.getFirst();
        String series = text(first, "series_key");
        Map<String, String> theirs = byPeriod(bank, series, "target", "mean");
        List<String> lines = new ArrayList<>();
        lines.add(title(first));
        lines.add(series + ", " + unit(first));
        lines.add("made by " + champions(rows));
        lines.add("%-9s%8s%14s%6s".formatted("", "ours", "80 %  ", "Bank"));
        past(series, 1).forEach((period, value) -> lines.add("%-9s%8.1f  published".formatted(period, value)));
        for (Map<String, String> row : rows) {
            String target = text(row, "target");
            String bankSays = theirs.containsKey(target) ? percent(theirs.get(target)) : "";
            lines.add("%-9s%8.1f%14s%6s"
                    .formatted(
                            target,
                            100 * number(row, "mean"),
                            "%s … %s".formatted(percent(row.get("q10")), percent(row.get("q90"))),
                            bankSays)
                    .stripTrailing());
        }
        return lines;
    }

    /** Which methods speak for us, and those after the first from when on. */
    private static String champions(List<Map<String, String>> rows) {
        StringBuilder speakers = new StringBuilder();
        String speaker = "";
        for (Map<String, String> row : rows) {
            String method = text(row, "champion_method");
            if (speaker.isEmpty()) {
                speakers.append(method);
            } else if (!method.equals(speaker)) {
                speakers.append(", ").append(method).append(" from ").append(text(row, "target"));
            }
            speaker = method;
        }
        return speakers.toString();
    }

    private static List<String> beside(List<String> left, List<String> right) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
            String first = i < left.size() ? left.get(i) : "";
            String second = i < right.size() ? right.get(i) : "";
            lines.add((cut(first) + " ".repeat(WIDTH - cut(first).length()) + GUTTER + cut(second)).stripTrailing());
        }
        return lines;
    }

    private static String cut(String line) {
        return line.length() <= WIDTH ? line : line.substring(0, WIDTH - 1) + "…";
    }

    private FanChart chart(String series, List<Map<String, String>> rows) {
        List<Actual> past = past(series, PAST_PERIODS).entrySet().stream()
                .map(entry -> new Actual(entry.getKey(), entry.getValue()))
                .toList();
        List<Slice> fan = rows.stream()
                .map(row -> new Slice(
                        Period.parse(text(row, "target")),
                        100 * number(row, "mean"),
                        100 * number(row, "q10"),
                        100 * number(row, "q25"),
                        100 * number(row, "q75"),
                        100 * number(row, "q90")))
                .toList();
        Map<Period, Double> theirs = new TreeMap<>();
        byPeriod(bank, series, "target", "mean")
                .forEach((target, mean) -> theirs.put(Period.parse(target), 100 * Double.parseDouble(mean)));
        return new FanChart(past, fan, theirs, "Bank of England");
    }

    /** The last published values in percent, oldest first. */
    private Map<Period, Double> past(String series, int periods) {
        TreeMap<Period, Double> values = new TreeMap<>();
        byPeriod(actuals, series, "period", "value")
                .forEach((period, value) -> values.put(Period.parse(period), 100 * Double.parseDouble(value)));
        while (values.size() > periods) {
            values.pollFirstEntry();
        }
        return values;
    }

    private List<String> scores(Map<String, List<Map<String, String>>> bySeries) {
        List<String> lines = new ArrayList<>();
        if (accuracy.isEmpty()) {
            return lines;
        }
        lines.add("");
        lines.add(heading("Accuracy so far, as of " + text(accuracy.getFirst(), "as_of_day")));
        lines.add("Root mean squared error in percentage points, each forecast from the data of its");
        lines.add("day; actual: the value of three years later (k12), the newest for younger ones;");
        lines.add("pandemic quarters left out. * is the smallest of its column.");
        lines.add("");
        String horizons = HORIZONS.stream().map("%6s "::formatted).collect(Collectors.joining());
        lines.add("%-23s %s   forecasts".formatted("quarters ahead", horizons));
        bySeries.forEach((series, rows) -> {
            lines.add(title(rows.getFirst()));
            Map<String, Map<String, Map<String, String>>> found = new LinkedHashMap<>();
            accuracy.stream()
                    .filter(row -> text(row, "series_key").equals(series))
                    .forEach(row -> found.computeIfAbsent(text(row, "method"), method -> new LinkedHashMap<>())
                            .put(text(row, "horizon"), row));
            List<String> shown = Stream.concat(rows.stream().map(row -> text(row, "champion_method")), RIVALS.stream())
                    .distinct()
                    .filter(found::containsKey)
                    .toList();
            Map<String, Double> best = best(shown, found);
            shown.forEach(method -> lines.add(score(method, found.getOrDefault(method, Map.of()), best)));
        });
        return lines;
    }

    /** The smallest error at each horizon among the methods that are shown. */
    private static Map<String, Double> best(List<String> shown, Map<String, Map<String, Map<String, String>>> found) {
        Map<String, Double> best = new LinkedHashMap<>();
        shown.forEach(method -> found.getOrDefault(method, Map.of())
                .forEach((horizon, row) -> best.merge(horizon, number(row, "rmse"), Math::min)));
        return best;
    }

    private static String score(String method, Map<String, Map<String, String>> byHorizon, Map<String, Double> best) {
        StringBuilder errors = new StringBuilder();
        List<String> counts = new ArrayList<>();
        for (String horizon : HORIZONS) {
            Map<String, String> row = byHorizon.get(horizon);
            if (row == null) {
                errors.append("%6s ".formatted("-"));
                continue;
            }
            double rmse = number(row, "rmse");
            errors.append("%6.2f".formatted(100 * rmse)).append(rmse <= best.getOrDefault(horizon, rmse) ? '*' : ' ');
            counts.add(text(row, "n"));
        }
        String count = counts.isEmpty() ? "" : counts.getFirst() + " … " + counts.getLast();
        return "  %-21s %s   %s"
                .formatted(NAMES.getOrDefault(method, method), errors, count)
                .stripTrailing();
    }

    /** A title may say after a comma how it is adjusted; that is more than a heading needs. */
    private static String title(Map<String, String> row) {
        return text(row, "title").split(",", 2)[0];
    }

    private static String unit(Map<String, String> row) {
        return text(row, "measure").equals("growth") ? "% on a year before" : "%";
    }

    private static Map<String, String> byPeriod(
            List<Map<String, String>> rows, String series, String period, String value) {
        Map<String, String> found = new LinkedHashMap<>();
        rows.stream()
                .filter(row -> text(row, "series_key").equals(series))
                .forEach(row -> found.put(text(row, period), text(row, value)));
        return found;
    }

    private static String percent(@Nullable String fraction) {
        if (fraction == null) {
            return "";
        }
        String percent = String.format(Locale.ROOT, "%.1f", 100 * Double.parseDouble(fraction));
        return percent.equals("-0.0") ? "0.0" : percent;
    }

    private static double number(Map<String, String> row, String column) {
        return Double.parseDouble(text(row, column));
    }

    private static String text(Map<String, String> row, String column) {
        String value = row.get(column);
        if (value == null) {
            throw new IllegalStateException("The report needs a column " + column + ", has " + row);
        }
        return value;
    }
}
