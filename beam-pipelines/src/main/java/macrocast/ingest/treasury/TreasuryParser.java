package macrocast.ingest.treasury;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
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
import macrocast.ingest.wire.XmlBody;
import org.jspecify.annotations.Nullable;

/**
 * Reads the yields of a year: an entry per day, an element per maturity.
 *
 * <p>Yields come out in the afternoon of their day, so they count as known from the first moment (UTC) of the next.
 */
record TreasuryParser(Catalogue catalogue) implements RowParser {
    private static final String YIELD = "BC_";

    @Quirk(id = 1, cause = "the feed until 2022 has the root <pre>, the one since <feed>; entries are the same")
    @Override
    public void parse(String name, byte[] body, Consumer<ParsedRow> rows) {
        XmlBody xml = XmlBody.open(name, body);
        String root = xml.nextElement();
        if (!"pre".equals(root) && !"feed".equals(root)) {
            throw xml.unreadable("its root is " + root + ", needed pre or feed");
        }
        Map<String, @Nullable String> yields = new LinkedHashMap<>();
        String date = null;
        String title = null;
        boolean inProperties = false;
        boolean inEntry = false;
        for (String element = xml.nextElement(); element != null; element = xml.nextElement()) {
            if (element.equals("title") && title == null) {
                title = xml.text();
            } else if (element.equals("entry") || element.equals("properties")) {
                requireProperties(xml, inEntry, inProperties || element.equals("properties"));
                day(date, yields, rows);
                date = null;
                yields.clear();
                inProperties = element.equals("properties");
                inEntry = true;
            } else if (inProperties) {
                boolean missing = "true".equals(xml.attribute("null"));
                String text = xml.text();
                if (element.equals("NEW_DATE")) {
                    date = text;
                } else if (element.startsWith(YIELD) && yields.put(element, missing ? null : text) != null) {
                    throw xml.unreadable("the entry of " + date + " has two elements " + element);
                }
            }
        }
        requireProperties(xml, inEntry, inProperties);
        day(date, yields, rows);
        if (!"DailyTreasuryYieldCurveRateData".equals(title)) {
            throw xml.unreadable("its title is " + title + ", needed DailyTreasuryYieldCurveRateData");
        }
    }

    private static void requireProperties(XmlBody xml, boolean inEntry, boolean found) {
        if (inEntry && !found) {
            throw xml.unreadable("has an entry without properties");
        }
    }

    private void day(@Nullable String date, Map<String, @Nullable String> yields, Consumer<ParsedRow> rows) {
        if (date == null) {
            yields.forEach((element, value) ->
                    rows.accept(new Rejected(element, "", element + " " + value, RejectReason.BAD_PERIOD)));
            return;
        }
        Optional<Period> day = period(date);
        // A day that cannot be read is refused whatever its yields would count as known from.
        Instant knownAt =
                day.map(period -> Vintages.startOf(period.start().plusDays(1))).orElse(Instant.EPOCH);
        yields.forEach((element, value) -> rows.accept(row(element, value, day, date, knownAt)));
    }

    @Quirk(id = 2, cause = "BC_30YEARDISPLAY repeats BC_30YEAR, and says 0 for the years when there was none")
    private ParsedRow row(String element, @Nullable String value, Optional<Period> day, String date, Instant knownAt) {
        if (element.equals("BC_30YEARDISPLAY")) {
            return new Skipped(SkipReason.RESTATES_OTHERS);
        }
        if (value == null || value.isEmpty()) {
            return new Skipped(SkipReason.MISSING);
        }
        return RowMaker.value(
                catalogue.seriesWritten(element),
                element,
                day,
                date,
                value,
                knownAt,
                () -> element + " " + date + " " + value);
    }

    private static Optional<Period> period(String date) {
        try {
            LocalDateTime moment = LocalDateTime.parse(date);
            LocalDate day = moment.toLocalDate();
            return moment.toLocalTime().equals(LocalTime.MIDNIGHT)
                    ? Optional.of(new Period(Frequency.DAILY, day))
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
