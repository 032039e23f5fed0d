package macrocast.ingest.dbnomics;

import com.fasterxml.jackson.core.JsonToken;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
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
import macrocast.ingest.wire.JsonBody;
import org.jspecify.annotations.Nullable;

/** Reads answers of the interface, version 22. Values count as known since they were first seen. */
record DbnomicsParser(Catalogue catalogue, Instant firstSeen) implements RowParser {
    private static final Pattern WEEK = Pattern.compile("(?<year>\\d{4})-W(?<week>\\d\\d)");

    @Override
    public void parse(String name, byte[] body, Consumer<ParsedRow> rows) {
        try (JsonBody json = JsonBody.open(name, body)) {
            json.expect(JsonToken.START_OBJECT, "an object with series");
            boolean found = false;
            for (String field = json.nextField(); field != null; field = json.nextField()) {
                switch (field) {
                    case "errors", "message" -> {
                        String words = json.token().isStructStart() ? json.words() : json.scalarOrNull(field);
                        if (words != null && !words.isEmpty()) {
                            throw json.unreadable("DBnomics answers with an error: " + words);
                        }
                    }
                    case "series" -> {
                        series(json, rows);
                        found = true;
                    }
                    default -> json.skip();
                }
            }
            json.requireEnd();
            if (!found) {
                throw json.unreadable("has no series");
            }
        }
    }

    private void series(JsonBody json, Consumer<ParsedRow> rows) {
        json.expect(JsonToken.START_OBJECT, "series");
        long found = -1;
        long limit = -1;
        long count = 0;
        for (String field = json.nextField(); field != null; field = json.nextField()) {
            switch (field) {
                case "num_found" -> found = json.count(field);
                case "limit" -> limit = json.count(field);
                case "docs" -> {
                    json.expect(JsonToken.START_ARRAY, "the list of series");
                    while (json.nextElement()) {
                        document(json, rows);
                        count++;
                    }
                }
                default -> json.skip();
            }
        }
        if (found < 0 || count == 0 || (limit >= 0 && count < Math.min(found, limit))) {
            throw json.unreadable("has " + count + " series, needed the " + found + " that it found");
        }
    }

    /** One series as written. */
    private static final class Document {
        private @Nullable String provider;
        private @Nullable String dataset;
        private @Nullable String series;
        private @Nullable List<String> periods;
        private @Nullable List<@Nullable String> values;
    }

    private void document(JsonBody json, Consumer<ParsedRow> rows) {
        json.expect(JsonToken.START_OBJECT, "a series");
        Document read = new Document();
        for (String field = json.nextField(); field != null; field = json.nextField()) {
            switch (field) {
                case "provider_code" -> read.provider = json.text(field);
                case "dataset_code" -> read.dataset = json.text(field);
                case "series_code" -> read.series = json.text(field);
                case "period" -> {
                    List<String> periods = new ArrayList<>();
                    json.expect(JsonToken.START_ARRAY, "the list of periods");
                    while (json.nextElement()) {
                        periods.add(json.text("a period"));
                    }
                    read.periods = periods;
                }
                case "value" -> {
                    List<@Nullable String> values = new ArrayList<>();
                    json.expect(JsonToken.START_ARRAY, "the list of values");
                    while (json.nextElement()) {
                        values.add(json.scalarOrNull("a value"));
                    }
                    read.values = values;
                }
                default -> json.skip();
            }
        }
        List<String> periods = read.periods;
        List<@Nullable String> values = read.values;
        if (read.provider == null || read.dataset == null || read.series == null) {
            throw json.unreadable("a series lacks provider_code, dataset_code or series_code");
        }
        String code = read.provider + "/" + read.dataset + "/" + read.series;
        if (periods == null || values == null || periods.size() != values.size()) {
            throw json.unreadable(code + " has " + (periods == null ? "no" : periods.size()) + " periods and "
                    + (values == null ? "no" : values.size()) + " values, needed a value for each period");
        }
        Optional<Series> series = catalogue.seriesWritten(code);
        for (int i = 0; i < periods.size(); i++) {
            rows.accept(row(series, code, periods.get(i), values.get(i)));
        }
    }

    @Quirk(id = 1, cause = "a missing value is the string NA among the numbers")
    private ParsedRow row(Optional<Series> series, String code, String period, @Nullable String value) {
        if (value == null || value.equals("NA")) {
            return new Skipped(SkipReason.MISSING);
        }
        return RowMaker.value(
                series, code, period(period), period, value, firstSeen, () -> code + " " + period + " " + value);
    }

    private static Optional<Period> period(String text) {
        try {
            Matcher week = WEEK.matcher(text);
            if (week.matches()) {
                LocalDate monday = LocalDate.of(Integer.parseInt(week.group("year")), 1, 4)
                        .with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, Integer.parseInt(week.group("week")))
                        .with(DayOfWeek.MONDAY);
                return Optional.of(new Period(Frequency.WEEKLY, monday));
            }
            return Optional.of(Period.parse(text));
        } catch (DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
