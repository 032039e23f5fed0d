package macrocast.ingest.greenbook;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import macrocast.domain.Frequency;
import macrocast.domain.Period;
import macrocast.domain.Series;
import macrocast.ingest.Catalogue;
import macrocast.ingest.ParsedRow;
import macrocast.ingest.ParsedRow.Rejected;
import macrocast.ingest.ParsedRow.Skipped;
import macrocast.ingest.Quirk;
import macrocast.ingest.RejectReason;
import macrocast.ingest.RowMaker;
import macrocast.ingest.RowParser;
import macrocast.ingest.SkipReason;
import macrocast.ingest.Vintages;
import macrocast.ingest.wire.CsvBody;
import macrocast.ingest.wire.Decimal;
import macrocast.ingest.wire.Table;
import macrocast.ingest.wire.Table.Line;
import macrocast.ingest.wire.XlsxWorkbook;
import macrocast.ingest.wire.Zip;

/**
 * Reads one variable in row format: a line per Greenbook, a column per quarter before (B) or ahead (F); or the workbook with
 * a sheet per variable, of which it needs those of all series of the catalogue.
 *
 * <p>A forecast counts as known from the first moment (UTC) of the day that the Greenbook is dated at; F0 is the quarter of
 * that day, horizon 0.
 */
record GreenbookParser(Catalogue catalogue) implements RowParser {
    static final String METHOD = "greenbook";

    private static final Pattern COLUMN = Pattern.compile("(?<code>.+)(?<side>[BF])(?<number>\\d)");
    private static final Pattern QUARTER = Pattern.compile("(?<year>\\d{4})\\.(?<quarter>[1-4])");

    /** Every sheet goes this many quarters ahead at least. */
    private static final int LEAST_AHEAD = 5;

    private record Horizon(String code, int quarters) {}

    @Override
    public void parse(String name, byte[] body, Consumer<ParsedRow> rows) {
        if (!Zip.isOne(body)) {
            read(CsvBody.open(name, body, ','), Optional.empty(), rows);
            return;
        }
        XlsxWorkbook workbook = XlsxWorkbook.open(name, body);
        for (Series series : catalogue.series()) {
            read(workbook.sheet(series.key().code()), Optional.of(series.key().code()), rows);
        }
    }

    /** @param sheet the variable that a sheet is of, whose columns it needs; a table is of whatever its columns name */
    private void read(Table table, Optional<String> sheet, Consumer<ParsedRow> rows) {
        int date = table.column("DATE");
        int dated = table.column("GBdate");
        List<Optional<Horizon>> columns = new ArrayList<>();
        for (String column : table.header()) {
            Matcher matcher = COLUMN.matcher(column);
            if (matcher.matches()) {
                int number = Integer.parseInt(matcher.group("number"));
                columns.add(Optional.of(
                        new Horizon(matcher.group("code"), matcher.group("side").equals("F") ? number : -number)));
            } else if (column.equals("DATE") || column.equals("GBdate")) {
                columns.add(Optional.empty());
            } else {
                throw table.unreadable("has a column " + column + ", needed one such as gRGDPF0");
            }
        }
        sheet.ifPresent(code -> {
            for (int quarters = 0; quarters <= LEAST_AHEAD; quarters++) {
                table.column(code + "F" + quarters);
            }
        });
        for (Line line = table.next(); line != null; line = table.next()) {
            for (int i = 0; i < columns.size(); i++) {
                if (columns.get(i).isPresent()) {
                    rows.accept(row(columns.get(i).get(), line, line.cell(date), line.cell(dated), i));
                }
            }
        }
    }

    @Quirk(id = 1, cause = "B4 to B1 say what the quarters before were thought to have been; they are no forecasts")
    private ParsedRow row(Horizon horizon, Line line, String date, String dated, int place) {
        String value = line.cell(place);
        if (value.equals("#N/A") || value.isEmpty()) {
            return new Skipped(SkipReason.MISSING);
        }
        if (horizon.quarters() < 0) {
            return new Skipped(SkipReason.RESTATES_OUTTURN);
        }
        String raw = date + " " + dated + " F" + horizon.quarters() + " " + value + line.place(place);
        Optional<Period> quarter = quarter(date);
        Optional<Instant> knownAt = day(dated).map(Vintages::startOf);
        if (knownAt.isEmpty()) {
            return new Rejected(horizon.code(), date, raw, RejectReason.BAD_KNOWN_AT);
        }
        return RowMaker.forecast(
                catalogue.series(horizon.code()),
                horizon.code(),
                METHOD,
                quarter.map(one -> one.plus(horizon.quarters())),
                date,
                horizon.quarters(),
                value,
                knownAt.get(),
                () -> raw);
    }

    @Quirk(id = 2, cause = "the workbook writes numbers with up to 17 digits, 4.1 as 4.0999999999999996")
    private static Optional<Period> quarter(String date) {
        OptionalDouble number = date.length() > 15 ? Decimal.of(date) : OptionalDouble.empty();
        Matcher matcher = QUARTER.matcher(number.isPresent() ? Double.toString(number.getAsDouble()) : date);
        return matcher.matches()
                ? Optional.of(new Period(
                        Frequency.QUARTERLY,
                        LocalDate.of(
                                Integer.parseInt(matcher.group("year")),
                                3 * Integer.parseInt(matcher.group("quarter")) - 2,
                                1)))
                : Optional.empty();
    }

    private static Optional<LocalDate> day(String dated) {
        try {
            return Optional.of(LocalDate.parse(dated, DateTimeFormatter.BASIC_ISO_DATE));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
