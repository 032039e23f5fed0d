package macrocast.ingest.filedrop;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Serializable;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where in a table stands what.
 *
 * @param separator of cells in CSV; a comma where it is absent
 * @param decimal what stands before the decimals of numbers in CSV; a point where it is absent
 * @param dates how days are written, as {@link DateTimeFormatter} has it, such as {@code dd/MM/yyyy}; beside 2024-08-01
 * @param sheet of a workbook; the first where it is absent
 * @param series columns that together name the series, joined by a dot; absent where every column is one
 * @param period the column of periods
 * @param datedAt which day stands for a period: its first, its last, or the first day of its last month
 * @param value the column of values; absent where every column is a series
 * @param knownAt the column of days from which values count as known; absent: since they were first seen
 * @param missing texts that say that there is no value
 * @param withdrawn texts that say that a value was taken back
 */
public record Mapping(
        @Nullable String separator,
        @Nullable String decimal,
        @Nullable String dates,
        @Nullable String sheet,
        @Nullable List<String> series,
        String period,
        @JsonProperty("dated_at") @Nullable DatedAt datedAt,
        @Nullable String value,
        @JsonProperty("known_at") @Nullable String knownAt,
        @Nullable List<String> missing,
        @Nullable List<String> withdrawn)
        implements Serializable {

    private static final Set<String> COLUMNS = Set.of("period", "value", "known_at");
    private static final Set<String> LISTS = Set.of("series", "missing", "withdrawn");
    private static final List<String> DAYS = List.of("first-day", "last-day", "last-month");
    private static final List<String> KEYS = List.of(
            "dated_at",
            "dates",
            "decimal",
            "known_at",
            "missing",
            "period",
            "separator",
            "series",
            "sheet",
            "value",
            "withdrawn");

    /** What is wrong with a section {@code table}, a sentence for each key; nothing when it is a mapping. */
    static List<String> problems(ObjectNode table) {
        List<String> problems = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : table.properties()) {
            String key = entry.getKey();
            JsonNode value = entry.getValue();
            if (!KEYS.contains(key)) {
                problems.add("table: " + key + " is no key, there are " + String.join(", ", KEYS));
                continue;
            }
            needed(key, value).ifPresent(need -> problems.add("table: " + key + " is " + value + ", needed " + need));
        }
        if (!table.has("period")) {
            problems.add("table: period is absent, needed the name of the column of periods");
        }
        if (table.has("series") != table.has("value")) {
            problems.add("table: " + (table.has("series") ? "series" : "value") + " is there without "
                    + (table.has("series") ? "value" : "series")
                    + ", needed both, or neither where every column is a series");
        }
        return problems;
    }

    /** What a key needs, when its value is something else. */
    private static Optional<String> needed(String key, JsonNode value) {
        boolean word = value.isValueNode() && !value.isNull() && !value.asText().isBlank();
        if (COLUMNS.contains(key)) {
            return word ? Optional.empty() : Optional.of("the name of a column");
        }
        if (LISTS.contains(key)) {
            return isListOfTexts(value) && !(key.equals("series") && value.isEmpty())
                    ? Optional.empty()
                    : Optional.of("a list, such as " + (key.equals("series") ? "[AREA, ITEM]" : "[\"n/a\"]"));
        }
        return switch (key) {
            case "separator" ->
                value.isTextual() && value.asText().length() == 1 && !"\"\r\n".contains(value.asText())
                        ? Optional.empty()
                        : Optional.of("one character, such as \";\"");
            case "decimal" ->
                List.of(",", ".").contains(value.asText()) ? Optional.empty() : Optional.of("\",\" or \".\"");
            case "dates" ->
                value.isTextual() && isOfDays(value.asText())
                        ? Optional.empty()
                        : Optional.of("days, such as dd/MM/yyyy");
            case "sheet" -> word ? Optional.empty() : Optional.of("the name of a sheet");
            case "dated_at" ->
                DAYS.contains(value.asText()) ? Optional.empty() : Optional.of("one of " + String.join(", ", DAYS));
            default -> throw new AssertionError("No rule for " + key);
        };
    }

    private static boolean isOfDays(String pattern) {
        LocalDate day = LocalDate.of(2024, 12, 31);
        try {
            return LocalDate.parse(formatter(pattern).format(day), formatter(pattern))
                    .equals(day);
        } catch (IllegalArgumentException | DateTimeException e) {
            return false;
        }
    }

    private static DateTimeFormatter formatter(String pattern) {
        return DateTimeFormatter.ofPattern(pattern.replace('y', 'u'), Locale.ROOT)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    private static boolean isListOfTexts(JsonNode value) {
        boolean texts = value.isArray();
        for (JsonNode one : value) {
            texts &= one.isValueNode() && !one.isNull();
        }
        return texts;
    }

    /** Which day stands for a period. */
    public enum DatedAt {
        @JsonProperty("first-day")
        FIRST_DAY,
        @JsonProperty("last-day")
        LAST_DAY,
        @JsonProperty("last-month")
        LAST_MONTH
    }

    /** A number of CSV with a point before its decimals; one that has a point already is none where that is a comma. */
    String number(String text) {
        return ",".equals(decimal) ? text.replace('.', ' ').replace(',', '.') : text;
    }

    Optional<LocalDate> day(String text) {
        if (dates != null) {
            try {
                return Optional.of(LocalDate.parse(text, formatter(dates)));
            } catch (DateTimeException e) {
                // It may be written as days are everywhere here.
            }
        }
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    boolean isMissing(String text) {
        return missing == null ? text.isEmpty() && !isWithdrawn(text) : missing.contains(text);
    }

    boolean isWithdrawn(String text) {
        return withdrawn != null && withdrawn.contains(text);
    }
}
