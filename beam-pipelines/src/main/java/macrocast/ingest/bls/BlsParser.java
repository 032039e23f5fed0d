package macrocast.ingest.bls;

import com.fasterxml.jackson.core.JsonToken;
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
import macrocast.ingest.ParsedRow.Skipped;
import macrocast.ingest.Quirk;
import macrocast.ingest.RowMaker;
import macrocast.ingest.RowParser;
import macrocast.ingest.SkipReason;
import macrocast.ingest.wire.JsonBody;
import org.jspecify.annotations.Nullable;

/** Reads answers of the public interface, version 2. Values count as known since they were first seen. */
record BlsParser(Catalogue catalogue, Instant firstSeen) implements RowParser {
    private static final Pattern YEAR = Pattern.compile("(?:19|20)\\d\\d");
    private static final Pattern PERIOD = Pattern.compile("(?<kind>[AMQS])(?<number>\\d\\d)");

    @Override
    public void parse(String name, byte[] body, Consumer<ParsedRow> rows) {
        try (JsonBody json = JsonBody.open(name, body)) {
            json.expect(JsonToken.START_OBJECT, "an object with Results");
            String status = null;
            boolean found = false;
            for (String field = json.nextField(); field != null; field = json.nextField()) {
                switch (field) {
                    case "status" -> status = json.text(field);
                    case "message" -> requireSuccess(json, status);
                    case "Results" -> {
                        requireSuccess(json, status);
                        results(json, rows);
                        found = true;
                    }
                    default -> json.skip();
                }
            }
            json.requireEnd();
            if (!found) {
                throw json.unreadable("has no Results, its status is " + status);
            }
        }
    }

    @Quirk(id = 1, cause = "a refusal, such as the daily limit, comes with HTTP 200 and a status of its own")
    private static void requireSuccess(JsonBody json, @Nullable String status) {
        if (!"REQUEST_SUCCEEDED".equals(status)) {
            throw json.unreadable("the BLS answers " + status + ": " + json.words());
        }
        if (json.token() == JsonToken.START_ARRAY) {
            json.skip();
        }
    }

    private void results(JsonBody json, Consumer<ParsedRow> rows) {
        json.expect(JsonToken.START_OBJECT, "Results");
        boolean found = false;
        for (String field = json.nextField(); field != null; field = json.nextField()) {
            if (!field.equals("series")) {
                json.skip();
                continue;
            }
            json.expect(JsonToken.START_ARRAY, "the list of series");
            while (json.nextElement()) {
                series(json, rows);
            }
            found = true;
        }
        if (!found) {
            throw json.unreadable("has no series in its Results");
        }
    }

    private void series(JsonBody json, Consumer<ParsedRow> rows) {
        json.expect(JsonToken.START_OBJECT, "a series");
        String id = null;
        boolean found = false;
        for (String field = json.nextField(); field != null; field = json.nextField()) {
            switch (field) {
                case "seriesID" -> id = json.text(field);
                case "data" -> {
                    if (id == null) {
                        throw json.unreadable("has data before it says of which series");
                    }
                    json.expect(JsonToken.START_ARRAY, "the list of values");
                    while (json.nextElement()) {
                        rows.accept(row(json, id));
                    }
                    found = true;
                }
                default -> json.skip();
            }
        }
        if (!found) {
            throw json.unreadable("series " + id + " has no data");
        }
    }

    @Quirk(id = 2, cause = "beside the twelve months stands M13, their average; a value that is not there is a hyphen")
    private ParsedRow row(JsonBody json, String id) {
        json.expect(JsonToken.START_OBJECT, "a value");
        String year = null;
        String period = null;
        String value = null;
        for (String field = json.nextField(); field != null; field = json.nextField()) {
            switch (field) {
                case "year" -> year = json.text(field);
                case "period" -> period = json.text(field);
                case "value" -> value = json.text(field);
                default -> json.skip();
            }
        }
        if (year == null || period == null || value == null) {
            throw json.unreadable("a value of " + id + " lacks year, period or value");
        }
        if (period.equals("M13") || period.equals("Q05") || period.equals("S03")) {
            return new Skipped(SkipReason.RESTATES_OTHERS);
        }
        if (value.equals("-")) {
            return new Skipped(SkipReason.MISSING);
        }
        String text = year + " " + period;
        String written = value;
        return RowMaker.value(
                catalogue.series(id), id, period(year, period), text, value, firstSeen, () -> text + " " + written);
    }

    private static Optional<Period> period(String year, String period) {
        Matcher matcher = PERIOD.matcher(period);
        if (!YEAR.matcher(year).matches() || !matcher.matches()) {
            return Optional.empty();
        }
        int number = Integer.parseInt(matcher.group("number"));
        Frequency frequency =
                switch (matcher.group("kind")) {
                    case "A" -> Frequency.ANNUAL;
                    case "Q" -> Frequency.QUARTERLY;
                    case "M" -> Frequency.MONTHLY;
                    default -> null;
                };
        if (frequency == null || number < 1 || number > frequency.periodsPerYear()) {
            return Optional.empty();
        }
        int month = 12 / frequency.periodsPerYear() * (number - 1) + 1;
        return Optional.of(new Period(frequency, LocalDate.of(Integer.parseInt(year), month, 1)));
    }
}
