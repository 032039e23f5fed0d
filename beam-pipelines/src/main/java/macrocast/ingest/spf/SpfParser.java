package macrocast.ingest.spf;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import macrocast.domain.Frequency;
import macrocast.domain.Period;
import macrocast.ingest.Catalogue;
import macrocast.ingest.ParsedRow;
import macrocast.ingest.ParsedRow.Skipped;
import macrocast.ingest.Quirk;
import macrocast.ingest.RowMaker;
import macrocast.ingest.RowParser;
import macrocast.ingest.SkipReason;
import macrocast.ingest.Vintages;
import macrocast.ingest.wire.CsvBody;
import macrocast.ingest.wire.Table;
import macrocast.ingest.wire.Table.Line;

/**
 * Reads the medians of one variable: a line per survey, a column per horizon.
 *
 * <p>A survey comes out in the middle month of its quarter, on another day each time; it counts as known from the first
 * moment (UTC) of the month after. Column 2 is the quarter of the survey, horizon 0; A, B, C and D are its year and the
 * years after.
 */
record SpfParser(Catalogue catalogue) implements RowParser {
    static final String METHOD = "spf-median";

    private static final Pattern COLUMN =
            Pattern.compile("(?<code>[A-Z]+)(?<number>[1-6])|(?<annual>[A-Z]+)(?<letter>[A-D])");
    private static final Pattern GROWTH = Pattern.compile("d(?<code>[a-z]+)(?<number>[1-6])");
    private static final Pattern YEAR = Pattern.compile("(?:19|20)\\d\\d");
    private static final Pattern QUARTER = Pattern.compile("[1-4]");

    /** What a column forecasts: periods from the survey's own on. */
    private record Horizon(String code, Frequency frequency, int periods) {}

    @Override
    public void parse(String name, byte[] body, Consumer<ParsedRow> rows) {
        Table table = CsvBody.open(name, body, ',');
        int year = table.column("YEAR");
        int quarter = table.column("QUARTER");
        List<Optional<Horizon>> columns = new ArrayList<>();
        for (int i = 0; i < table.header().size(); i++) {
            columns.add(i == year || i == quarter ? Optional.empty() : Optional.of(horizon(table, i)));
        }
        for (Line line = table.next(); line != null; line = table.next()) {
            for (int i = 0; i < columns.size(); i++) {
                if (columns.get(i).isPresent()) {
                    rows.accept(row(columns.get(i).get(), line.cell(year), line.cell(quarter), line.cell(i)));
                }
            }
        }
    }

    @Quirk(id = 1, cause = "growth is drgdp2 in one workbook, levels are RGDP2 in the other, years RGDPA")
    private static Horizon horizon(Table table, int place) {
        String column = table.header().get(place);
        Matcher growth = GROWTH.matcher(column);
        if (growth.matches()) {
            String code = growth.group("code").toUpperCase(Locale.ROOT) + ".growth";
            return new Horizon(code, Frequency.QUARTERLY, Integer.parseInt(growth.group("number")) - 2);
        }
        Matcher level = COLUMN.matcher(column);
        if (!level.matches()) {
            throw table.unreadable("has a column " + column + ", needed one such as RGDP2, RGDPA or drgdp2");
        }
        return level.group("code") != null
                ? new Horizon(level.group("code"), Frequency.QUARTERLY, Integer.parseInt(level.group("number")) - 2)
                : new Horizon(
                        level.group("annual") + ".year",
                        Frequency.ANNUAL,
                        level.group("letter").charAt(0) - 'A');
    }

    @Quirk(id = 2, cause = "column 1 repeats the quarter before, as published when the survey went out")
    private ParsedRow row(Horizon horizon, String year, String quarter, String value) {
        if (value.equals("#N/A") || value.isEmpty()) {
            return new Skipped(SkipReason.MISSING);
        }
        if (horizon.periods() < 0) {
            return new Skipped(SkipReason.RESTATES_OUTTURN);
        }
        String text = year + " " + quarter;
        Optional<LocalDate> start =
                YEAR.matcher(year).matches() && QUARTER.matcher(quarter).matches()
                        ? Optional.of(LocalDate.of(Integer.parseInt(year), 3 * Integer.parseInt(quarter) - 2, 1))
                        : Optional.empty();
        return RowMaker.forecast(
                catalogue.series(horizon.code()),
                horizon.code(),
                METHOD,
                start.map(day -> Period.containing(horizon.frequency(), day).plus(horizon.periods())),
                text,
                horizon.periods(),
                value,
                start.map(day -> Vintages.startOf(day.plusMonths(2))).orElse(Instant.EPOCH),
                () -> text + " " + horizon.periods() + " " + value);
    }
}
