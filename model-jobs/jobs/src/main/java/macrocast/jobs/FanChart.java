package macrocast.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;
import macrocast.domain.Period;

/**
 * A fan chart in plain text: what came, then where the forecast lies with its 50 % and 80 % intervals, and another
 * institution's path beside it.
 *
 * @param actuals in the order of time, at least one
 * @param fan in the order of time, right after the actuals
 * @param other another's forecast by period; empty for none
 * @param otherName what the legend calls it
 */
record FanChart(List<Actual> actuals, List<Slice> fan, Map<Period, Double> other, String otherName) {
    private static final int ROWS = 15;
    private static final int COLUMNS_PER_PERIOD = 2;
    private static final int MARGIN = 8;

    /** What came. */
    record Actual(Period period, double value) {}

    /** The forecast of one period: its mean and the ends of its intervals. */
    record Slice(Period period, double mean, double q10, double q25, double q75, double q90) {}

    FanChart {
        actuals = List.copyOf(actuals);
        fan = List.copyOf(fan);
        other = Map.copyOf(other);
    }

    /** The chart, line by line, none longer than 80 characters for up to 35 periods. */
    List<String> lines() {
        double lowest = values().min().orElseThrow();
        double highest = values().max().orElseThrow();
        double step = step((highest - lowest) / (ROWS - 1));
        // Rows stand for multiples of the step, so that the labels are round numbers.
        long bottom = (long) Math.floor(lowest / step);
        long top = (long) Math.ceil(highest / step);
        List<String> lines = new ArrayList<>();
        for (long row = top; row >= bottom; row--) {
            boolean labelled = Math.floorMod(row, 2L) == 0;
            lines.add((label(row * step, labelled, step) + cells(row, step)).stripTrailing());
        }
        lines.add(" ".repeat(MARGIN - 1) + "└" + "─".repeat(COLUMNS_PER_PERIOD * (actuals.size() + fan.size())));
        lines.add((" ".repeat(MARGIN) + years()).stripTrailing());
        lines.add(" ".repeat(MARGIN) + "● published   ○ forecast   ▒ 50 %   ░ 80 %"
                + (other.isEmpty() ? "" : "   ◆ " + otherName));
        return lines;
    }

    private DoubleStream values() {
        return DoubleStream.concat(
                actuals.stream().mapToDouble(Actual::value),
                DoubleStream.concat(
                        fan.stream().flatMapToDouble(slice -> DoubleStream.of(slice.q10(), slice.mean(), slice.q90())),
                        fan.stream()
                                .filter(slice -> other.containsKey(slice.period()))
                                .mapToDouble(slice -> other.getOrDefault(slice.period(), slice.mean()))));
    }

    /** The smallest of 1, 2, 2.5, 5 times a power of ten that is not below what is needed. */
    private static double step(double needed) {
        if (!(needed > 0)) {
            return 0.1;
        }
        double power = Math.pow(10, Math.floor(Math.log10(needed)));
        for (double factor : new double[] {1, 2, 2.5, 5}) {
            if (factor * power >= needed * (1 - 1e-9)) {
                return factor * power;
            }
        }
        return 10 * power;
    }

    private static String label(double value, boolean labelled, double step) {
        if (!labelled) {
            return " ".repeat(MARGIN - 1) + "│";
        }
        int decimals = step >= 1 ? 0 : step >= 0.1 ? 1 : 2;
        // Plus zero turns -0 into 0.
        return String.format(Locale.ROOT, "%6." + decimals + "f ┤", value + 0.0);
    }

    private String cells(long row, double step) {
        StringBuilder cells = new StringBuilder();
        for (Actual actual : actuals) {
            cells.append(row(actual.value(), step) == row ? "● " : "  ");
        }
        for (Slice slice : fan) {
            String shade = inside(row, slice.q25(), slice.q75(), step)
                    ? "▒"
                    : inside(row, slice.q10(), slice.q90(), step) ? "░" : " ";
            Double others = other.get(slice.period());
            boolean mean = row(slice.mean(), step) == row;
            boolean theirs = others != null && row(others, step) == row;
            cells.append(mean ? "○" : theirs ? "◆" : shade).append(mean && theirs ? "◆" : shade);
        }
        return cells.toString();
    }

    private static long row(double value, double step) {
        return Math.round(value / step);
    }

    private static boolean inside(long row, double low, double high, double step) {
        return row >= row(low, step) && row <= row(high, step);
    }

    private String years() {
        StringBuilder axis = new StringBuilder();
        List<Period> periods = new ArrayList<>();
        actuals.forEach(actual -> periods.add(actual.period()));
        fan.forEach(slice -> periods.add(slice.period()));
        for (int i = 0; i < periods.size(); i++) {
            Period period = periods.get(i);
            if (period.start().getMonthValue() == 1 && axis.length() <= i * COLUMNS_PER_PERIOD) {
                axis.append(" ".repeat(i * COLUMNS_PER_PERIOD - axis.length()))
                        .append(period.start().getYear());
            }
        }
        return axis.toString();
    }
}
