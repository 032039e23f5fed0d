package macrocast.ingest.spf;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import macrocast.domain.Frequency;
import macrocast.domain.Period;
import macrocast.domain.Series;
import macrocast.ingest.Catalogue;
import macrocast.ingest.ParsedRow;
import macrocast.ingest.ParsedRow.Skipped;
import macrocast.ingest.Quirk;
import macrocast.ingest.RowMaker;
import macrocast.ingest.RowParser;
import macrocast.ingest.SkipReason;
import macrocast.ingest.UnreadablePayloadException;
import macrocast.ingest.Vintages;
import macrocast.ingest.wire.CsvBody;
import macrocast.ingest.wire.Table;
import macrocast.ingest.wire.Table.Line;
import macrocast.ingest.wire.XlsxWorkbook;
import macrocast.ingest.wire.Zip;

/**
 * Reads the medians of one variable: a line per survey, a column per horizon; or a workbook with a sheet per variable.
 *
 * <p>A survey comes out in the middle month of its quarter, on another day each time; it counts as known from the first
 * moment (UTC) of the month after. Column 2 is the quarter of the survey, horizon 0; A, B, C and D are its year and the
 * years after.
 *
 * <p>Of a workbook those sheets are read that forecast a series of the catalogue, and it needs to have one for each series
 * of its kind, levels or growth.
 */
record SpfParser(Catalogue catalogue) implements RowParser {
    static final String METHOD = "spf-median";

    private static final Pattern COLUMN =
            Pattern.compile("(?<code>[A-Z]+)(?<number>[1-6])|(?<annual>[A-Z]+)(?<letter>[A-D])");
    private static final Pattern GROWTH = Pattern.compile("d(?<code>[a-z]+)(?<number>[1-6])");
    private static final Pattern YEAR = Pattern.compile("(?<number>(?:19|20)\\d\\d)(?:\\.0+)?");
    private static final Pattern QUARTER = Pattern.compile("(?<number>[1-4])(?:\\.0+)?");
    private static final int MOST_AHEAD = 4;
    private static final String OF_GROWTH = ".growth";

    /** What a column forecasts: periods from the survey's own on. */
    private record Horizon(String code, Frequency frequency, int periods) {}

    @Override
    public void parse(String name, byte[] body, Consumer<ParsedRow> rows) {
        if (Zip.isOne(body)) {
            readWorkbook(name, XlsxWorkbook.open(name, body), rows);
        } else {
            read(CsvBody.open(name, body, ','), false, rows);
        }
    }

    @Quirk(id = 3, cause = "a workbook has sheets of other questions too: ten years ahead, spreads, real rates")
    private void readWorkbook(String name, XlsxWorkbook workbook, Consumer<ParsedRow> rows) {
        Set<String> found = new TreeSet<>();
        for (String sheet : workbook.sheetNames()) {
            Table table = workbook.columnsOf(sheet);
            Set<String> forecast = forecastBy(table);
            if (!forecast.isEmpty()) {
                found.addAll(forecast);
                read(workbook.sheet(sheet), true, rows);
            }
        }
        if (found.isEmpty()) {
            throw new UnreadablePayloadException(
                    name, "has no sheet of a series of the catalogue, it has " + Table.excerpt(workbook.sheetNames()));
        }
        boolean ofGrowth = found.iterator().next().endsWith(OF_GROWTH);
        List<String> absent = catalogue.series().stream()
                .map(series -> series.key().code())
                .filter(code -> code.endsWith(OF_GROWTH) == ofGrowth && !found.contains(code))
                .toList();
        if (!absent.isEmpty()) {
            throw new UnreadablePayloadException(
                    name,
                    "has no sheet of " + Table.excerpt(absent) + ", it has " + Table.excerpt(workbook.sheetNames()));
        }
    }

    /** Codes of the catalogue's series that a sheet forecasts. */
    private Set<String> forecastBy(Table table) {
        Set<String> codes = new TreeSet<>();
        for (String column : table.header()) {
            horizon(column)
                    .flatMap(horizon -> catalogue.seriesWritten(horizon.code()))
                    .ifPresent(series -> codes.add(series.key().code()));
        }
        return codes;
    }

    /** @param isWhole whether a variable needs all its columns, as a sheet has them; a table is of whatever its columns name */
    private void read(Table table, boolean isWhole, Consumer<ParsedRow> rows) {
        int year = table.column("YEAR");
        int quarter = table.column("QUARTER");
        List<Optional<Horizon>> columns = new ArrayList<>();
        for (int i = 0; i < table.header().size(); i++) {
            String column = table.header().get(i);
            Optional<Horizon> horizon = i == year || i == quarter ? Optional.empty() : horizon(column);
            if (horizon.isEmpty() && i != year && i != quarter) {
                throw table.unreadable("has a column " + column + ", needed one such as RGDP2, RGDPA or drgdp2");
            }
            columns.add(horizon);
        }
        if (isWhole) {
            requireQuarters(table, columns);
        }
        for (Line line = table.next(); line != null; line = table.next()) {
            for (int i = 0; i < columns.size(); i++) {
                if (columns.get(i).isPresent()) {
                    rows.accept(row(columns.get(i).get(), line, line.cell(year), line.cell(quarter), i));
                }
            }
        }
    }

    /** Of a variable that is told by quarters all are needed, from the survey's own to the fourth after it. */
    private static void requireQuarters(Table table, List<Optional<Horizon>> columns) {
        Map<String, Set<Integer>> quarters = new TreeMap<>();
        columns.stream()
                .flatMap(Optional::stream)
                .filter(horizon -> horizon.frequency() == Frequency.QUARTERLY)
                .forEach(horizon -> quarters.computeIfAbsent(horizon.code(), code -> new TreeSet<>())
                        .add(horizon.periods()));
        quarters.forEach((code, told) -> {
            for (int ahead = 0; ahead <= MOST_AHEAD; ahead++) {
                if (!told.contains(ahead)) {
                    throw table.unreadable("has no column " + (ahead + 2) + " of " + code + ", it has "
                            + Table.excerpt(table.header()));
                }
            }
        });
    }

    @Quirk(id = 1, cause = "growth is drgdp2 in one workbook, levels are RGDP2 in the other, years RGDPA")
    private static Optional<Horizon> horizon(String column) {
        Matcher growth = GROWTH.matcher(column);
        if (growth.matches()) {
            String code = growth.group("code").toUpperCase(Locale.ROOT) + OF_GROWTH;
            return Optional.of(new Horizon(code, Frequency.QUARTERLY, Integer.parseInt(growth.group("number")) - 2));
        }
        Matcher level = COLUMN.matcher(column);
        if (!level.matches()) {
            return Optional.empty();
        }
        return Optional.of(
                level.group("code") != null
                        ? new Horizon(
                                level.group("code"), Frequency.QUARTERLY, Integer.parseInt(level.group("number")) - 2)
                        : new Horizon(
                                level.group("annual") + ".year",
                                Frequency.ANNUAL,
                                level.group("letter").charAt(0) - 'A'));
    }

    @Quirk(id = 2, cause = "column 1 repeats the quarter before, as published when the survey went out")
    private ParsedRow row(Horizon horizon, Line line, String year, String quarter, int place) {
        String value = line.cell(place);
        if (value.equals("#N/A") || value.isEmpty()) {
            return new Skipped(SkipReason.MISSING);
        }
        if (horizon.periods() < 0) {
            return new Skipped(SkipReason.RESTATES_OUTTURN);
        }
        String text = year + " " + quarter;
        Optional<LocalDate> start = start(year, quarter);
        Optional<Series> series = catalogue.seriesWritten(horizon.code());
        return RowMaker.forecast(
                series,
                horizon.code(),
                METHOD,
                start.map(day -> Period.containing(horizon.frequency(), day).plus(horizon.periods())),
                text,
                horizon.periods(),
                value,
                start.map(day -> Vintages.startOf(day.plusMonths(2))).orElse(Instant.EPOCH),
                () -> text + " " + horizon.periods() + " " + value + line.place(place));
    }

    @Quirk(id = 4, cause = "the workbook writes every number with four decimals, years too: 1968.0000")
    private static Optional<LocalDate> start(String year, String quarter) {
        Matcher ofYear = YEAR.matcher(year);
        Matcher ofQuarter = QUARTER.matcher(quarter);
        return ofYear.matches() && ofQuarter.matches()
                ? Optional.of(LocalDate.of(
                        Integer.parseInt(ofYear.group("number")),
                        3 * Integer.parseInt(ofQuarter.group("number")) - 2,
                        1))
                : Optional.empty();
    }
}
