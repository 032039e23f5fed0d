package macrocast.ingest.philadelphia;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
import macrocast.ingest.Vintages;
import macrocast.ingest.wire.CsvBody;
import macrocast.ingest.wire.Table;
import macrocast.ingest.wire.Table.Line;
import macrocast.ingest.wire.XlsxWorkbook;
import macrocast.ingest.wire.Zip;

/**
 * Reads a real-time matrix, a workbook or a table in CSV: a line per period, a column per vintage.
 *
 * <p>A vintage holds what was known in the middle of its month, or of the middle month of its quarter: it counts as known
 * from the first moment (UTC) of the fifteenth. A cell without a value takes back what an older vintage had there.
 */
record RealTimeMatrixParser(Catalogue catalogue) implements RowParser {
    private static final Pattern VINTAGE =
            Pattern.compile("(?<code>.+?)(?<year>\\d\\d)(?:Q(?<quarter>[1-4])|M(?<month>1[0-2]|[1-9]))");
    private static final Pattern PERIOD =
            Pattern.compile("(?<year>\\d{4}):(?:Q(?<quarter>[1-4])|(?<month>0[1-9]|1[0-2]))");
    private static final String MISSING = "#N/A";

    /** One column. */
    private record Vintage(String code, Optional<Series> series, Instant knownAt) {}

    @Override
    public void parse(String name, byte[] body, Consumer<ParsedRow> rows) {
        Table table = Zip.isOne(body) ? XlsxWorkbook.open(name, body).firstSheet() : CsvBody.open(name, body, ',');
        if (!table.header().get(0).equals("DATE")) {
            throw table.unreadable("its first column is " + table.header().get(0) + ", needed DATE");
        }
        List<Vintage> vintages = vintages(table);
        Period before = null;
        for (Line line = table.next(); line != null; line = table.next()) {
            String date = line.cell(0);
            Optional<Period> period = period(date);
            if (period.isPresent()) {
                if (before != null && !before.plus(1).equals(period.get())) {
                    throw table.unreadable("line " + line.number() + " is " + date + ", the one before " + before
                            + ": needed every period once and in order");
                }
                before = period.get();
            }
            for (int i = 0; i < vintages.size(); i++) {
                rows.accept(row(vintages.get(i), table.header().get(i + 1), period, date, line.cell(i + 1)));
            }
        }
        if (before == null) {
            throw table.unreadable("has no line with a period");
        }
    }

    @Quirk(id = 1, cause = "a vintage's year has two digits, and a code may end in one: M265Q4 is M2 in 1965-Q4")
    private List<Vintage> vintages(Table table) {
        List<Vintage> vintages = new ArrayList<>();
        for (String column : table.header().subList(1, table.header().size())) {
            Matcher matcher = VINTAGE.matcher(column);
            if (!matcher.matches()) {
                throw table.unreadable("has a column " + column + ", needed a vintage such as ROUTPUT65Q4");
            }
            int year = Vintages.year(matcher.group("year"));
            String quarter = matcher.group("quarter");
            int month = quarter == null ? Integer.parseInt(matcher.group("month")) : 3 * Integer.parseInt(quarter) - 1;
            String code = matcher.group("code");
            Vintage vintage =
                    new Vintage(code, catalogue.seriesWritten(code), Vintages.startOf(LocalDate.of(year, month, 15)));
            if (!vintages.isEmpty()) {
                Vintage last = vintages.get(vintages.size() - 1);
                if (!last.code().equals(code) || !last.knownAt().isBefore(vintage.knownAt())) {
                    throw table.unreadable("has column " + column + " after one of " + last.code() + " known "
                            + last.knownAt() + ", needed later vintages of one series");
                }
            }
            vintages.add(vintage);
        }
        if (vintages.isEmpty()) {
            throw table.unreadable("has no vintage");
        }
        return vintages;
    }

    @Quirk(id = 2, cause = "#N/A stands for what is still to come as well as for what a vintage no longer had")
    private static ParsedRow row(Vintage vintage, String column, Optional<Period> period, String date, String value) {
        if (!value.equals(MISSING) && !value.isEmpty()) {
            return RowMaker.value(
                    vintage.series(),
                    vintage.code(),
                    period,
                    date,
                    value,
                    vintage.knownAt(),
                    () -> column + " " + date + " " + value);
        }
        boolean toCome =
                period.isPresent() && Vintages.startOf(period.get().start()).isAfter(vintage.knownAt());
        return toCome
                ? new Skipped(SkipReason.MISSING)
                : RowMaker.withdrawn(
                        vintage.series(), vintage.code(), period, date, vintage.knownAt(), () -> column + " " + date);
    }

    private static Optional<Period> period(String date) {
        Matcher matcher = PERIOD.matcher(date);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int year = Integer.parseInt(matcher.group("year"));
        String quarter = matcher.group("quarter");
        return Optional.of(
                quarter == null
                        ? new Period(Frequency.MONTHLY, LocalDate.of(year, Integer.parseInt(matcher.group("month")), 1))
                        : new Period(Frequency.QUARTERLY, LocalDate.of(year, 3 * Integer.parseInt(quarter) - 2, 1)));
    }
}
