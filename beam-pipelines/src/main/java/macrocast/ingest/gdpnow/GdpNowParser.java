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
import macrocast.ingest.Quirk;
import macrocast.ingest.RejectReason;
import macrocast.ingest.RowMaker;
import macrocast.ingest.RowParser;
import macrocast.ingest.Vintages;
import macrocast.ingest.wire.CsvBody;
import macrocast.ingest.wire.Table;
import macrocast.ingest.wire.Table.Line;

/**
 * Reads the table of all nowcasts: forecast date, quarter, value.
 *
 * <p>A nowcast counts as known from the first moment (UTC) of its date. The model turns to the next quarter when the first
 * value of the one before is published, so that its horizon is always 0.
 */
record GdpNowParser(Catalogue catalogue) implements RowParser {
    static final String METHOD = "gdpnow";

    private static final String CODE = "RGDP.growth";
    private static final Pattern DAY = Pattern.compile("(?<month>\\d{1,2})/(?<day>\\d{1,2})/(?<year>\\d\\d)");

    @Override
    public void parse(String name, byte[] body, Consumer<ParsedRow> rows) {
        Table table = CsvBody.open(name, body, ',');
        int date = table.column("Forecast Date");
        int quarter = table.column("Quarter being forecasted");
        int value = table.column("GDP Nowcast");
        for (Line line = table.next(); line != null; line = table.next()) {
            rows.accept(row(line.cell(date), line.cell(quarter), line.cell(value)));
        }
    }

    private ParsedRow row(String date, String quarter, String value) {
        String raw = date + " " + quarter + " " + value;
        Optional<Instant> knownAt = day(date).map(Vintages::startOf);
        if (knownAt.isEmpty()) {
            return new Rejected(CODE, quarter, raw, RejectReason.BAD_KNOWN_AT);
        }
        return RowMaker.forecast(
                catalogue.series(CODE), CODE, METHOD, quarter(quarter), quarter, 0, value, knownAt.get(), () -> raw);
    }

    @Quirk(id = 1, cause = "a quarter is dated at its last day")
    private static Optional<Period> quarter(String text) {
        return day(text).flatMap(day -> {
            Period quarter = Period.containing(Frequency.QUARTERLY, day);
            return quarter.lastDay().equals(day) ? Optional.of(quarter) : Optional.empty();
        });
    }

    @Quirk(id = 2, cause = "years have two digits")
    private static Optional<LocalDate> day(String text) {
        Matcher matcher = DAY.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.of(
                    Vintages.year(matcher.group("year")),
                    Integer.parseInt(matcher.group("month")),
                    Integer.parseInt(matcher.group("day"))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
