package macrocast.accuracy;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import macrocast.backtest.PastForecast;
import macrocast.backtest.PathGrowth;
import macrocast.domain.Frequency;
import macrocast.domain.Measure;
import macrocast.domain.Period;
import macrocast.domain.PeriodValue;
import macrocast.domain.SeriesKey;
import macrocast.domain.Transform;
import macrocast.domain.Vintage;
import macrocast.ingest.parquet.Column;
import macrocast.ingest.parquet.Column.Kind;
import macrocast.ingest.parquet.ParquetTable;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/**
 * Vintages, and forecasts made from them, in long tables as the Bank of England's evaluation toolkit has them.
 *
 * <p>A folder holds {@code fer_outturns.parquet} and {@code fer_forecasts.parquet}, or {@code outturns.csv} (columns
 * {@code variable,vintage_date,date,value}, and {@code frequency} unless quarterly) and perhaps {@code forecasts.csv} (the same
 * and {@code source}); a file alone is read as {@code outturns.csv}. {@code series.csv} ({@code variable,measure,transform})
 * says how a variable is judged and modelled, which else is growth and logarithms, and for {@code unemp} or a variable with a
 * value of 0 or less, level and none.
 */
final class VintageFolder {
    private static final String OUTTURNS = "fer_outturns.parquet";
    private static final String FORECASTS = "fer_forecasts.parquet";
    private static final String SOURCE = "boe";

    private final Map<String, TreeMap<Instant, TreeMap<Period, Double>>> outturns = new LinkedHashMap<>();
    private final Map<String, List<PastForecast>> forecasts = new LinkedHashMap<>();
    private final Map<String, Judged> judged = new LinkedHashMap<>();

    private record Judged(Measure measure, Transform transform) {}

    private VintageFolder() {}

    /** A cell of a long table. */
    private record Row(String variable, Instant knownAt, Period target, double value, String source) {}

    /**
     * Reads a folder or file.
     *
     * @param methods what forecasters are called here; others keep their name
     */
    static List<Variable> read(Path path, Map<String, String> methods) throws IOException {
        VintageFolder folder = new VintageFolder();
        if (Files.isRegularFile(path)) {
            folder.outturns(csv(path));
        } else if (Files.exists(path.resolve(OUTTURNS))) {
            folder.outturns(parquet(path.resolve(OUTTURNS)));
            folder.forecasts(parquet(path.resolve(FORECASTS)), methods);
        } else {
            folder.outturns(csv(path.resolve("outturns.csv")));
            if (Files.exists(path.resolve("forecasts.csv"))) {
                folder.forecasts(csv(path.resolve("forecasts.csv")), methods);
            }
            if (Files.exists(path.resolve("series.csv"))) {
                folder.series(path.resolve("series.csv"));
            }
        }
        return folder.variables();
    }

    private void outturns(List<Row> rows) {
        for (Row row : rows) {
            outturns.computeIfAbsent(row.variable(), variable -> new TreeMap<>())
                    .computeIfAbsent(row.knownAt(), moment -> new TreeMap<>())
                    .put(row.target(), row.value());
        }
    }

    private void forecasts(List<Row> rows, Map<String, String> methods) {
        for (Row row : rows) {
            Period moment = Period.containing(
                    row.target().frequency(),
                    row.knownAt().atZone(ZoneOffset.UTC).toLocalDate());
            int horizon = moment.until(row.target());
            // Horizon -1 restates the last outturn.
            if (horizon >= 0) {
                forecasts
                        .computeIfAbsent(row.variable(), variable -> new ArrayList<>())
                        .add(new PastForecast(
                                methods.getOrDefault(row.source(), row.source().replace(' ', '-')),
                                row.knownAt(),
                                row.target(),
                                horizon,
                                Measure.LEVEL,
                                row.value()));
            }
        }
    }

    private void series(Path file) throws IOException {
        try (Reader reader = Files.newBufferedReader(file)) {
            for (CSVRecord row : format().parse(reader)) {
                judged.put(
                        row.get("variable"),
                        new Judged(
                                Measure.valueOf(row.get("measure").toUpperCase(Locale.ROOT)),
                                Transform.valueOf(row.get("transform").toUpperCase(Locale.ROOT))));
            }
        }
    }

    private List<Variable> variables() {
        List<Variable> variables = new ArrayList<>();
        outturns.forEach((name, moments) -> {
            SeriesKey key = new SeriesKey(SOURCE, name);
            List<Vintage> vintages = new ArrayList<>();
            moments.forEach((moment, values) -> vintages.add(new Vintage(
                    key,
                    values.firstKey().frequency(),
                    moment,
                    values.entrySet().stream()
                            .map(value -> new PeriodValue(value.getKey(), value.getValue()))
                            .toList())));
            Judged how = judged.getOrDefault(name, usual(name, vintages));
            List<PastForecast> levels = forecasts.getOrDefault(name, List.of());
            variables.add(new Variable(
                    key,
                    how.measure(),
                    how.transform(),
                    vintages,
                    how.measure() == Measure.LEVEL ? levels : PathGrowth.of(levels, vintages)));
        });
        return variables;
    }

    private static Judged usual(String name, List<Vintage> vintages) {
        boolean positive =
                vintages.stream().flatMap(vintage -> vintage.values().stream()).allMatch(value -> value.value() > 0);
        return positive && !name.equals("unemp")
                ? new Judged(Measure.GROWTH, Transform.LOG)
                : new Judged(Measure.LEVEL, Transform.NONE);
    }

    private static List<Row> parquet(Path file) throws IOException {
        List<Row> rows = new ArrayList<>();
        ParquetTable.of(List.of(
                        Column.required("variable", Kind.TEXT),
                        Column.required("vintage_date", Kind.MOMENT),
                        Column.required("date", Kind.MOMENT),
                        Column.required("source", Kind.TEXT),
                        Column.required("value", Kind.NUMBER)))
                .read(file.toString(), Files.readAllBytes(file), row -> {
                    if (row.number("value").isPresent()) {
                        rows.add(new Row(
                                row.text("variable").orElseThrow(),
                                row.moment("vintage_date").orElseThrow().toInstant(ZoneOffset.UTC),
                                Period.containing(
                                        Frequency.QUARTERLY,
                                        row.moment("date").orElseThrow().toLocalDate()),
                                row.number("value").getAsDouble(),
                                row.text("source").orElseThrow()));
                    }
                });
        return rows;
    }

    private static List<Row> csv(Path file) throws IOException {
        List<Row> rows = new ArrayList<>();
        try (Reader reader = Files.newBufferedReader(file)) {
            for (CSVRecord row : format().parse(reader)) {
                if (!row.get("value").isBlank()) {
                    rows.add(new Row(
                            row.get("variable"),
                            LocalDate.parse(row.get("vintage_date"))
                                    .atStartOfDay()
                                    .toInstant(ZoneOffset.UTC),
                            Period.containing(frequency(row), LocalDate.parse(row.get("date"))),
                            Double.parseDouble(row.get("value")),
                            optional(row, "source").orElse("")));
                }
            }
        }
        return rows;
    }

    private static Frequency frequency(CSVRecord row) {
        String word = optional(row, "frequency").orElse("Q");
        return switch (word) {
            case "A" -> Frequency.ANNUAL;
            case "Q" -> Frequency.QUARTERLY;
            case "M" -> Frequency.MONTHLY;
            default ->
                throw new IllegalArgumentException(
                        "Line " + row.getRecordNumber() + " has the frequency " + word + ", needs A, Q or M");
        };
    }

    private static Optional<String> optional(CSVRecord row, String column) {
        return row.isMapped(column) ? Optional.of(row.get(column)) : Optional.empty();
    }

    private static CSVFormat format() {
        return CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
    }
}
