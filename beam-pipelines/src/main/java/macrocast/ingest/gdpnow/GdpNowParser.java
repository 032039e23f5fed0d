package macrocast.ingest.gdpnow;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import macrocast.domain.Frequency;
import macrocast.domain.Period;
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
import macrocast.ingest.wire.Table;
import macrocast.ingest.wire.Table.Line;
import macrocast.ingest.wire.XlsxWorkbook;
import macrocast.ingest.wire.Zip;

/**
 * Reads the workbook of the model, or a table of all nowcasts: forecast date, quarter, value.
 *
 * <p>A nowcast counts as known from the first moment (UTC) of its date. The model turns to the next quarter when the first
 * value of the one before is published, so that its horizon is always 0.
 *
 * <p>Of the workbook two sheets are read, {@value #PAST} with the quarters that are over and {@value #CURRENT} with the one
 * that the model is at. {@code TrackingDeepArchives}, from 2011 to the model's beginning in 2014, is not: nobody was told
 * those forecasts on the days that they are dated at.
 */
record GdpNowParser(Catalogue catalogue) implements RowParser {
    static final String METHOD = "gdpnow";

    private static final String CODE = "RGDP.growth";
    private static final String PAST = "TrackingArchives";
    private static final String CURRENT = "TrackingHistory";
    private static final String NOWCAST = "GDP Nowcast";
    private static final Pattern DAY = Pattern.compile("(?<month>\\d{1,2})/(?<day>\\d{1,2})/(?<year>\\d\\d)");
    private static final Pattern QUARTER = Pattern.compile(".*\\b(?<year>20\\d\\d)[qQ](?<quarter>[1-4])\\b.*");

    @Override
    public void parse(String name, byte[] body, Consumer<ParsedRow> rows) {
        if (Zip.isOne(body)) {
            XlsxWorkbook workbook = XlsxWorkbook.open(name, body);
            readPast(workbook.columnsOf(PAST), rows);
            readCurrent(workbook.columnsOf(CURRENT), rows);
        } else {
            readPast(CsvBody.open(name, body, ','), rows);
        }
    }

    private void readPast(Table table, Consumer<ParsedRow> rows) {
        int date = table.column("Forecast Date");
        int quarter = table.column("Quarter being forecasted");
        int value = table.column(NOWCAST);
        for (Line line = table.next(); line != null; line = table.next()) {
            String day = line.cell(date);
            String target = line.cell(quarter);
            if (!day.isEmpty() || !target.isEmpty() || !line.cell(value).isEmpty()) {
                rows.accept(row(day, quarter(target), target, line, value));
            }
        }
    }

    @Quirk(
            id = 3,
            cause =
                    "the current quarter lies on its side: days in the header, a line GDP Nowcast, the quarter in a title")
    private void readCurrent(Table table, Consumer<ParsedRow> rows) {
        Optional<Period> quarter = Optional.empty();
        Line nowcasts = null;
        for (Line line = table.next(); line != null; line = table.next()) {
            Matcher title = QUARTER.matcher(line.cell(0));
            if (quarter.isEmpty() && title.matches()) {
                int month = 3 * Integer.parseInt(title.group("quarter")) - 2;
                quarter = Optional.of(
                        new Period(Frequency.QUARTERLY, LocalDate.of(Integer.parseInt(title.group("year")), month, 1)));
            }
            if (line.cell(1).equals(NOWCAST)) {
                if (nowcasts != null) {
                    throw table.unreadable("has two lines " + NOWCAST + ", " + nowcasts.number() + " and "
                            + line.number() + ", needed one");
                }
                nowcasts = line;
            }
        }
        if (nowcasts == null) {
            throw table.unreadable("has no line " + NOWCAST + " in its second column");
        }
        if (quarter.isEmpty()) {
            throw table.unreadable("names no quarter in its first column, needed one such as 2026q3");
        }
        // The newest stands last, where a day that is not written yet would end the header.
        for (int i = 2; i < Math.max(table.header().size(), nowcasts.width()); i++) {
            String day = i < table.header().size() ? table.header().get(i) : "";
            if (!day.isEmpty() || !nowcasts.cell(i).isEmpty()) {
                rows.accept(row(day, quarter, quarter.get().toString(), nowcasts, i));
            }
        }
    }

    private ParsedRow row(String date, Optional<Period> quarter, String quarterText, Line line, int place) {
        String value = line.cell(place);
        if (value.isEmpty() || value.equals("#N/A")) {
            return new Skipped(SkipReason.MISSING);
        }
        String raw = date + " " + quarterText + " " + value + line.place(place);
        Optional<Instant> knownAt = day(date).map(Vintages::startOf);
        if (knownAt.isEmpty()) {
            return new Rejected(CODE, quarterText, raw, RejectReason.BAD_KNOWN_AT);
        }
        return RowMaker.forecast(
                catalogue.series(CODE), CODE, METHOD, quarter, quarterText, 0, value, knownAt.get(), () -> raw);
    }

    @Quirk(id = 1, cause = "a quarter is dated at its last day")
    private static Optional<Period> quarter(String text) {
        return day(text).flatMap(day -> {
            Period quarter = Period.containing(Frequency.QUARTERLY, day);
            return quarter.lastDay().equals(day) ? Optional.of(quarter) : Optional.empty();
        });
    }

    @Quirk(id = 2, cause = "years have two digits in the table; the workbook holds days")
    private static Optional<LocalDate> day(String text) {
        Matcher matcher = DAY.matcher(text);
        try {
            return Optional.of(
                    matcher.matches()
                            ? LocalDate.of(
                                    Vintages.year(matcher.group("year")),
                                    Integer.parseInt(matcher.group("month")),
                                    Integer.parseInt(matcher.group("day")))
                            : LocalDate.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
