package macrocast.ingest.ons;

import com.fasterxml.jackson.core.JsonToken;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
 * Reads one time series: its years, quarters and months side by side, which are three series of ours, and a description.
 *
 * <p>Values count as known from 09:30 in London on the day of the release that the description names.
 */
record OnsParser(Catalogue catalogue) implements RowParser {
    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final LocalTime RELEASE = LocalTime.of(9, 30);
    private static final Pattern DATE = Pattern.compile("(?<year>\\d{4})(?: Q(?<quarter>[1-4])| (?<month>[A-Z]{3}))?");
    private static final List<String> MONTHS =
            List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");

    /** One value as written. */
    private record Cell(
            Frequency frequency, String date, @Nullable String value) {}

    @Override
    public void parse(String name, byte[] body, Consumer<ParsedRow> rows) {
        try (JsonBody json = JsonBody.open(name, body)) {
            json.expect(JsonToken.START_OBJECT, "a time series");
            List<Cell> cells = new ArrayList<>();
            Set<Frequency> lists = EnumSet.noneOf(Frequency.class);
            Description description = null;
            for (String field = json.nextField(); field != null; field = json.nextField()) {
                switch (field) {
                    case "years" -> read(json, Frequency.ANNUAL, lists, cells);
                    case "quarters" -> read(json, Frequency.QUARTERLY, lists, cells);
                    case "months" -> read(json, Frequency.MONTHLY, lists, cells);
                    case "description" -> description = description(json);
                    default -> json.skip();
                }
            }
            json.requireEnd();
            if (description == null) {
                throw json.unreadable("has no description, which says what it is and when it was released");
            }
            if (lists.size() < 3 || cells.isEmpty()) {
                throw json.unreadable("has " + cells.size() + " values in its lists " + lists
                        + ", needed some in years, quarters and months");
            }
            if (cells.stream().allMatch(cell -> cell.value() == null)) {
                throw json.unreadable("has " + cells.size() + " periods and no value");
            }
            for (Cell cell : cells) {
                rows.accept(row(description, cell));
            }
        }
    }

    private record Description(String cdid, Instant knownAt, Map<String, String> words) {}

    private static Description description(JsonBody json) {
        json.expect(JsonToken.START_OBJECT, "a description");
        String cdid = null;
        String released = null;
        Map<String, String> words = new HashMap<>();
        for (String field = json.nextField(); field != null; field = json.nextField()) {
            switch (field) {
                case "cdid" -> cdid = json.text(field);
                case "releaseDate" -> released = json.text(field);
                case "title", "unit", "preUnit" -> {
                    if (json.token() == JsonToken.VALUE_STRING) {
                        words.put(field, json.text(field));
                    } else {
                        json.skip();
                    }
                }
                default -> json.skip();
            }
        }
        if (cdid == null || released == null) {
            throw json.unreadable("its description lacks cdid or releaseDate");
        }
        return new Description(cdid.toUpperCase(Locale.ROOT), knownAt(json, released), words);
    }

    @Quirk(id = 1, cause = "a release date is midnight in London, in summer the evening before by UTC")
    private static Instant knownAt(JsonBody json, String released) {
        try {
            LocalDate day = Instant.parse(released).atZone(LONDON).toLocalDate();
            return day.atTime(RELEASE).atZone(LONDON).toInstant();
        } catch (DateTimeException e) {
            throw json.unreadable("releaseDate is " + released + ", needed a moment such as 2024-11-20T00:00:00.000Z");
        }
    }

    private static void read(JsonBody json, Frequency frequency, Set<Frequency> lists, List<Cell> cells) {
        lists.add(frequency);
        json.expect(JsonToken.START_ARRAY, "a list of values");
        while (json.nextElement()) {
            json.expect(JsonToken.START_OBJECT, "a value");
            String date = null;
            String value = null;
            for (String field = json.nextField(); field != null; field = json.nextField()) {
                switch (field) {
                    case "date" -> date = json.text(field);
                    case "value" -> value = json.scalarOrNull(field);
                    default -> json.skip();
                }
            }
            if (date == null) {
                throw json.unreadable("a value has no date");
            }
            cells.add(new Cell(frequency, date, value));
        }
    }

    @Quirk(id = 2, cause = "a missing value is left out or empty")
    private ParsedRow row(Description description, Cell cell) {
        String value = cell.value();
        if (value == null || value.isBlank()) {
            return new Skipped(SkipReason.MISSING);
        }
        String code = description.cdid() + "." + cell.frequency().name().charAt(0);
        if (!catalogue.isInItsUnit(code, description.words())) {
            return new Rejected(
                    code, cell.date(), cell.date() + " " + value + " " + description.words(), RejectReason.BAD_UNIT);
        }
        Optional<Period> period = period(cell.date()).filter(one -> one.frequency() == cell.frequency());
        return RowMaker.value(
                catalogue.series(code),
                code,
                period,
                cell.date(),
                value.strip(),
                description.knownAt(),
                () -> cell.date() + " " + value);
    }

    private static Optional<Period> period(String date) {
        Matcher matcher = DATE.matcher(date);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int year = Integer.parseInt(matcher.group("year"));
        String quarter = matcher.group("quarter");
        String month = matcher.group("month");
        if (quarter != null) {
            return Optional.of(
                    new Period(Frequency.QUARTERLY, LocalDate.of(year, 3 * Integer.parseInt(quarter) - 2, 1)));
        }
        if (month == null) {
            return Optional.of(new Period(Frequency.ANNUAL, LocalDate.of(year, 1, 1)));
        }
        int index = MONTHS.indexOf(month);
        return index < 0
                ? Optional.empty()
                : Optional.of(new Period(Frequency.MONTHLY, LocalDate.of(year, index + 1, 1)));
    }
}
