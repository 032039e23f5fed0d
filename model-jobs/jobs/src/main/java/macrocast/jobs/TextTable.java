package macrocast.jobs;

import java.util.ArrayList;
import java.util.List;

/** Rows of text under headings, in columns as wide as they need, as {@code psql} prints them. */
record TextTable(List<String> headings, List<List<String>> rows) {

    TextTable {
        headings = List.copyOf(headings);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<String> row : rows) {
            if (row.size() != headings.size()) {
                throw new IllegalArgumentException(
                        "A row has " + row.size() + " cells, the table has " + headings.size() + " columns: " + row);
            }
        }
    }

    /** The table, line by line; columns of numbers are set to the right. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        int[] widths = new int[headings.size()];
        boolean[] numeric = new boolean[headings.size()];
        for (int i = 0; i < widths.length; i++) {
            int column = i;
            widths[i] = Math.max(
                    headings.get(i).length(),
                    rows.stream()
                            .mapToInt(row -> row.get(column).length())
                            .max()
                            .orElse(0));
            numeric[i] = rows.stream().allMatch(row -> row.get(column).matches("(-?[0-9.]+(e[-+]?[0-9]+)?)?"));
        }
        List<String> rule = new ArrayList<>();
        List<String> head = new ArrayList<>();
        for (int i = 0; i < widths.length; i++) {
            rule.add("-".repeat(widths[i] + 2));
            head.add(" " + centred(headings.get(i), widths[i]) + " ");
        }
        lines.add(String.join("|", head).stripTrailing());
        lines.add(String.join("+", rule));
        for (List<String> row : rows) {
            List<String> cells = new ArrayList<>();
            for (int i = 0; i < widths.length; i++) {
                String space = " ".repeat(widths[i] - row.get(i).length());
                cells.add(" " + (numeric[i] ? space + row.get(i) : row.get(i) + space) + " ");
            }
            lines.add(String.join("|", cells).stripTrailing());
        }
        lines.add("(" + rows.size() + (rows.size() == 1 ? " row)" : " rows)"));
        return lines;
    }

    private static String centred(String text, int width) {
        int left = (width - text.length()) / 2;
        return " ".repeat(left) + text + " ".repeat(width - text.length() - left);
    }
}
