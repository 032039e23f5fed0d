package macrocast.ingest.boj;

import com.fasterxml.jackson.core.JsonToken;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
import macrocast.ingest.wire.JsonBody;
import org.jspecify.annotations.Nullable;

/**
 * Reads answers of {@code getDataCode}: series with a list of dates and a list of as many values.
 *
 * <p>Values count as known from the end, in Tokyo, of the day on which their series was last updated.
 */
record BojParser(Catalogue catalogue) implements RowParser {
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
    private static final Pattern DATE = Pattern.compile("(?<year>\\d{4})(?<part>\\d\\d)?(?<day>\\d\\d)?");

    @Override
    public void parse(String name, byte[] body, Consumer<ParsedRow> rows) {
        try (JsonBody json = JsonBody.open(name, body)) {
            json.expect(JsonToken.START_OBJECT, "an object with RESULTSET");
            String status = null;
            String message = "";
            String next = null;
            List<Document> found = new ArrayList<>();
            boolean hasResults = false;
            for (String field = json.nextField(); field != null; field = json.nextField()) {
                switch (field) {
                    case "STATUS" -> status = json.scalar(field);
                    case "MESSAGE" -> message = json.text(field);
                    case "NEXTPOSITION" -> next = json.scalarOrNull(field);
                    case "RESULTSET" -> {
                        hasResults = true;
                        json.expect(JsonToken.START_ARRAY, "the list of series");
                        while (json.nextElement()) {
                            found.add(document(json));
                        }
                    }
                    default -> json.skip();
                }
            }
            json.requireEnd();
            if (!"200".equals(status)) {
                throw json.unreadable("the Bank of Japan answers " + status + ": " + message);
            }
            if (!hasResults || found.isEmpty()) {
                throw json.unreadable("has no series in its RESULTSET");
            }
            if (next != null) {
                throw json.unreadable("goes on at position " + next + ", needed the whole answer");
            }
            for (Document document : found) {
                rows(json, document, rows);
            }
        }
    }

    /** One series as written. */
    private static final class Document {
        private @Nullable String code;
        private @Nullable String frequency;
        private @Nullable String updated;
        private String unit = "";
        private @Nullable List<@Nullable String> dates;
        private @Nullable List<@Nullable String> values;
    }

    private static Document document(JsonBody json) {
        json.expect(JsonToken.START_OBJECT, "a series");
        Document read = new Document();
        for (String field = json.nextField(); field != null; field = json.nextField()) {
            switch (field) {
                case "SERIES_CODE" -> read.code = json.text(field);
                case "FREQUENCY" -> read.frequency = json.text(field);
                case "LAST_UPDATE" -> read.updated = json.scalarOrNull(field);
                case "UNIT" ->
                    read.unit = Optional.ofNullable(json.scalarOrNull(field)).orElse("");
                case "VALUES" -> {
                    json.expect(JsonToken.START_OBJECT, "dates and values");
                    for (String list = json.nextField(); list != null; list = json.nextField()) {
                        switch (list) {
                            case "SURVEY_DATES" -> read.dates = scalars(json);
                            case "VALUES" -> read.values = scalars(json);
                            default -> json.skip();
                        }
                    }
                }
                default -> json.skip();
            }
        }
        return read;
    }

    private static List<@Nullable String> scalars(JsonBody json) {
        json.expect(JsonToken.START_ARRAY, "a list");
        List<@Nullable String> scalars = new ArrayList<>();
        while (json.nextElement()) {
            scalars.add(json.scalarOrNull("a date or value"));
        }
        return scalars;
    }

    private void rows(JsonBody json, Document document, Consumer<ParsedRow> rows) {
        String code = document.code;
        String frequency = document.frequency;
        List<@Nullable String> dates = document.dates;
        List<@Nullable String> values = document.values;
        if (code == null || frequency == null) {
            throw json.unreadable("a series lacks SERIES_CODE or FREQUENCY");
        }
        if (dates == null || values == null || dates.size() != values.size()) {
            throw json.unreadable(code + " has " + (dates == null ? "no" : dates.size()) + " dates and "
                    + (values == null ? "no" : values.size()) + " values, needed a value for each date");
        }
        Instant knownAt = knownAt(json, code, document.updated);
        boolean isInItsUnit = catalogue.isInItsUnit(code, Map.of("UNIT", document.unit));
        for (int i = 0; i < dates.size(); i++) {
            String date = String.valueOf(dates.get(i));
            String value = values.get(i);
            String raw = code + " " + date + " " + value + " " + document.unit;
            if (value == null) {
                rows.accept(new Skipped(SkipReason.MISSING));
            } else if (!isInItsUnit) {
                rows.accept(new Rejected(code, date, raw, RejectReason.BAD_UNIT));
            } else {
                rows.accept(RowMaker.value(
                        catalogue.series(code), code, period(frequency, date), date, value, knownAt, () -> raw));
            }
        }
    }

    private static Instant knownAt(JsonBody json, String code, @Nullable String updated) {
        try {
            return period("DAILY", String.valueOf(updated))
                    .orElseThrow(() -> new DateTimeException("no day"))
                    .start()
                    .plusDays(1)
                    .atStartOfDay(TOKYO)
                    .toInstant();
        } catch (DateTimeException e) {
            throw json.unreadable(code + " has LAST_UPDATE " + updated + ", needed a day such as 20260327");
        }
    }

    @Quirk(
            id = 1,
            cause =
                    "a date is a number, which its frequency tells how to read: 20250106, 202501, 202504 is April or Q4")
    private static Optional<Period> period(String frequency, String date) {
        Matcher matcher = DATE.matcher(date);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int year = Integer.parseInt(matcher.group("year"));
        String part = matcher.group("part");
        String day = matcher.group("day");
        try {
            if (frequency.equals("DAILY") && day != null) {
                return Optional.of(
                        new Period(Frequency.DAILY, LocalDate.of(year, Integer.parseInt(part), Integer.parseInt(day))));
            }
            if (frequency.equals("MONTHLY") && part != null && day == null) {
                return Optional.of(new Period(Frequency.MONTHLY, LocalDate.of(year, Integer.parseInt(part), 1)));
            }
            if (frequency.equals("QUARTERLY") && part != null && day == null) {
                return Optional.of(
                        new Period(Frequency.QUARTERLY, LocalDate.of(year, 3 * Integer.parseInt(part) - 2, 1)));
            }
            return frequency.equals("ANNUAL") && part == null
                    ? Optional.of(new Period(Frequency.ANNUAL, LocalDate.of(year, 1, 1)))
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
