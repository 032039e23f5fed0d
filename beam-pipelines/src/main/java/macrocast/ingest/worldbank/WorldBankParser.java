package macrocast.ingest.worldbank;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import macrocast.domain.Frequency;
import macrocast.domain.Observation;
import macrocast.domain.Period;
import macrocast.domain.Series;
import macrocast.ingest.Catalogue;
import macrocast.ingest.ParsedRow;
import macrocast.ingest.ParsedRow.Accepted;
import macrocast.ingest.ParsedRow.Rejected;
import macrocast.ingest.ParsedRow.Skipped;
import macrocast.ingest.Quirk;
import macrocast.ingest.RejectReason;
import macrocast.ingest.RowParser;
import macrocast.ingest.SkipReason;
import macrocast.ingest.UnreadablePayloadException;
import macrocast.ingest.Vintages;
import macrocast.ingest.wire.Decimal;
import macrocast.ingest.wire.FieldNames;
import org.jspecify.annotations.Nullable;

/**
 * Reads one page of the indicators interface, version 2: an array of a header and an array of rows.
 *
 * <p>Values count as known from the first moment (UTC) of the header's {@code lastupdated}. The page must hold as many rows
 * as its header promises, so that a body that was cut and mended is found.
 */
record WorldBankParser(Catalogue catalogue) implements RowParser {
    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(20)
                    .maxStringLength(100_000)
                    .maxNumberLength(100)
                    .build())
            .build();

    private static final Pattern YEAR = Pattern.compile("(?:1[89]|2[01])\\d\\d");

    @Override
    public void parse(String name, byte[] body, Consumer<ParsedRow> rows) {
        Cells cells = new Cells(catalogue);
        new Page(name, body).read(row -> rows.accept(cells.parsed(row)));
    }

    /**
     * The header of a page alone.
     *
     * @throws UnreadablePayloadException when the body is an error message or no page at all
     */
    static PageHeader header(String name, byte[] body) {
        return new Page(name, body).readHeader();
    }

    /**
     * One page of an answer.
     *
     * @param indicator of its first row, empty when it has none
     */
    record Part(String indicator, PageHeader header) {}

    /**
     * Which page of which answer a body is.
     *
     * @throws UnreadablePayloadException when the body is an error message or no page at all
     */
    static Part part(String name, byte[] body) {
        return new Page(name, body).readPart();
    }

    /** Rows of one body; the series and the years of neighbours are looked up once. */
    private static final class Cells {
        private final Catalogue catalogue;
        private final Map<String, Optional<Period>> years = new HashMap<>();
        private @Nullable Row last;
        private Optional<Series> series = Optional.empty();
        private boolean isInItsUnit;
        private Instant knownAt = Instant.MIN;

        Cells(Catalogue catalogue) {
            this.catalogue = catalogue;
        }

        @Quirk(id = 2, cause = "a year without a value is listed with null; that says missing, not withdrawn")
        ParsedRow parsed(Row row) {
            if (row.value == null) {
                return new Skipped(SkipReason.MISSING);
            }
            find(row);
            if (series.isEmpty()) {
                return reject(row, RejectReason.UNKNOWN_SERIES);
            }
            if (!isInItsUnit) {
                return reject(row, RejectReason.BAD_UNIT);
            }
            Optional<Period> year = years.computeIfAbsent(row.date, Cells::year);
            if (year.isEmpty()) {
                return reject(row, RejectReason.BAD_PERIOD);
            }
            if (year.get().start().isAfter(row.knownOn)) {
                return reject(row, RejectReason.PERIOD_NOT_BEGUN);
            }
            OptionalDouble value = row.valueIsNumber ? Decimal.of(row.value) : OptionalDouble.empty();
            if (value.isEmpty()) {
                return reject(row, RejectReason.BAD_NUMBER);
            }
            if (!Double.isFinite(value.getAsDouble())) {
                return reject(row, RejectReason.NOT_FINITE);
            }
            return new Accepted(new Observation(series.get().key(), year.get(), knownAt, value.getAsDouble()));
        }

        private static Optional<Period> year(String date) {
            return YEAR.matcher(date).matches()
                    ? Optional.of(new Period(Frequency.ANNUAL, LocalDate.of(Integer.parseInt(date), 1, 1)))
                    : Optional.empty();
        }

        @Quirk(
                id = 5,
                cause = "the unit and its base year stand in the indicator's title alone: GDP (constant 2015 US$)")
        private void find(Row row) {
            if (last == null || !last.isOfSameSeries(row)) {
                series = economy(row).flatMap(economy -> catalogue.series(economy + "." + row.indicator));
                isInItsUnit = series.map(
                                one -> catalogue.isInItsUnit(one.key().code(), Map.of("indicator", row.indicatorTitle)))
                        .orElse(true);
                knownAt = Vintages.startOf(row.knownOn);
                last = row;
            }
        }

        @Quirk(id = 1, cause = "income groups have an empty countryiso3code; the catalogue knows them by country.id")
        private Optional<String> economy(Row row) {
            return row.iso3.isEmpty() ? catalogue.area(row.countryId) : Optional.of(row.iso3);
        }

        private static ParsedRow reject(Row row, RejectReason reason) {
            String economy = row.iso3.isEmpty() ? row.countryId : row.iso3;
            return new Rejected(economy + "." + row.indicator, row.date, row.rawText.get(), reason);
        }
    }

    /** One element of the second array, as written. */
    private record Row(
            String indicator,
            String indicatorTitle,
            String iso3,
            String countryId,
            String date,
            @Nullable String value,
            boolean valueIsNumber,
            LocalDate knownOn,
            Supplier<String> rawText) {

        boolean isOfSameSeries(Row other) {
            return indicator.equals(other.indicator)
                    && indicatorTitle.equals(other.indicatorTitle)
                    && iso3.equals(other.iso3)
                    && countryId.equals(other.countryId)
                    && knownOn.equals(other.knownOn);
        }
    }

    /**
     * What a page says of itself.
     *
     * @param pages how many pages the answer has; 0 when nothing matches
     * @param total rows on all pages
     */
    record PageHeader(
            long page,
            long pages,
            long perPage,
            long total,
            @Nullable LocalDate lastUpdated) {

        long rowsOnThisPage() {
            return page < pages ? perPage : Math.max(0, total - (pages - 1) * perPage);
        }
    }

    /** One body, read once from its start to its end. */
    private static final class Page {
        private final String name;
        private final byte[] body;
        private final FieldNames namesOfRow = new FieldNames();

        Page(String name, byte[] body) {
            this.name = name;
            this.body = body;
        }

        PageHeader readHeader() {
            try (JsonParser json = open()) {
                return header(json);
            } catch (IOException e) {
                throw notJson(e);
            }
        }

        Part readPart() {
            try (JsonParser json = open()) {
                PageHeader header = header(json);
                boolean hasRow = json.nextToken() == JsonToken.START_ARRAY && next(json) == JsonToken.START_OBJECT;
                return new Part(hasRow ? row(json, header).indicator() : "", header);
            } catch (IOException e) {
                throw notJson(e);
            }
        }

        void read(Consumer<Row> rows) {
            try (JsonParser json = open()) {
                PageHeader header = header(json);
                long count = 0;
                JsonToken token = json.nextToken();
                if (token == JsonToken.START_ARRAY) {
                    while (next(json) == JsonToken.START_OBJECT) {
                        rows.accept(row(json, header));
                        count++;
                    }
                    expect(json, JsonToken.END_ARRAY, "the end of the rows");
                } else if (token != JsonToken.VALUE_NULL) {
                    throw unreadable("the second element is " + token + ", needed an array of rows");
                }
                next(json);
                expect(json, JsonToken.END_ARRAY, "the end of the page");
                if (json.nextToken() != null) {
                    throw unreadable("goes on after the end of the page");
                }
                if (count != header.rowsOnThisPage()) {
                    throw unreadable("has " + count + " rows, its header promises " + header.rowsOnThisPage()
                            + " (page " + header.page() + " of " + header.pages() + ", " + header.perPage()
                            + " a page, " + header.total() + " in all)");
                }
            } catch (IOException e) {
                throw notJson(e);
            }
        }

        private JsonParser open() throws IOException {
            int first = 0;
            while (first < body.length && body[first] <= ' ' && body[first] >= 0) {
                first++;
            }
            if (first == body.length) {
                throw unreadable("is empty, needed a JSON array");
            }
            if (body[first] == '<') {
                throw unreadable("is HTML or XML, needed a JSON array: " + text(first, Math.min(body.length, 80)));
            }
            return JSON.createParser(body);
        }

        private PageHeader header(JsonParser json) throws IOException {
            next(json);
            expect(json, JsonToken.START_ARRAY, "an array of header and rows");
            next(json);
            expect(json, JsonToken.START_OBJECT, "the header");
            Long page = null;
            Long pages = null;
            Long perPage = null;
            Long total = null;
            LocalDate lastUpdated = null;
            FieldNames names = new FieldNames();
            while (next(json) == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                requireNew(names, field);
                next(json);
                switch (field) {
                    case "message" -> throw unreadable("the World Bank answers with an error: " + message(json));
                    case "page" -> page = count(json, field);
                    case "pages" -> pages = count(json, field);
                    case "per_page" -> perPage = count(json, field);
                    case "total" -> total = count(json, field);
                    case "lastupdated" -> lastUpdated = day(json);
                    default -> json.skipChildren();
                }
            }
            if (page == null || pages == null || perPage == null || total == null) {
                throw unreadable("its header lacks page, pages, per_page or total");
            }
            if (lastUpdated == null && total > 0) {
                throw unreadable("its header has no lastupdated, which says since when its values are known");
            }
            return new PageHeader(page, pages, perPage, total, lastUpdated);
        }

        @Quirk(id = 3, cause = "an error is sent with HTTP 200, as [{\"message\":[{\"id\":\"120\", ...}]}]")
        private String message(JsonParser json) throws IOException {
            StringBuilder words = new StringBuilder();
            int depth = 0;
            for (JsonToken token = json.currentToken(); ; token = next(json)) {
                if (token.isStructStart()) {
                    depth++;
                } else if (token.isStructEnd()) {
                    depth--;
                } else if (token.isScalarValue()) {
                    words.append(words.isEmpty() ? "" : ", ").append(json.getText());
                }
                if (depth == 0) {
                    return words.toString();
                }
            }
        }

        @Quirk(id = 4, cause = "per_page is a number in some answers and a string in others")
        private long count(JsonParser json, String field) throws IOException {
            String text = json.getText();
            if (!json.currentToken().isScalarValue() || !text.matches("\\d{1,9}")) {
                throw unreadable("its header has " + field + " " + text + ", needed a count");
            }
            return Long.parseLong(text);
        }

        private @Nullable LocalDate day(JsonParser json) throws IOException {
            if (json.currentToken() == JsonToken.VALUE_NULL) {
                return null;
            }
            String text = json.getText();
            try {
                return LocalDate.parse(text);
            } catch (DateTimeParseException e) {
                throw new UnreadablePayloadException(
                        name, "its header has lastupdated " + text + ", needed a date such as 2024-03-28", e);
            }
        }

        private Row row(JsonParser json, PageHeader header) throws IOException {
            int start = (int) json.currentTokenLocation().getByteOffset();
            Named indicator = null;
            String iso3 = null;
            Named country = null;
            String date = null;
            String value = null;
            boolean hasValue = false;
            boolean valueIsNumber = false;
            namesOfRow.clear();
            while (next(json) == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                requireNew(namesOfRow, field);
                JsonToken token = next(json);
                switch (field) {
                    case "indicator" -> indicator = named(json, field);
                    case "country" -> country = named(json, field);
                    case "countryiso3code" -> iso3 = text(json, field);
                    case "date" -> date = text(json, field);
                    case "value" -> {
                        if (token.isStructStart()) {
                            throw unreadable("a row's value is " + token + ", needed a number or null");
                        }
                        hasValue = true;
                        value = token == JsonToken.VALUE_NULL ? null : json.getText();
                        valueIsNumber = token.isNumeric();
                    }
                    default -> json.skipChildren();
                }
            }
            int end = (int) json.currentLocation().getByteOffset();
            Supplier<String> rawText = () -> text(start, end);
            if (indicator == null || iso3 == null || country == null || date == null || !hasValue) {
                throw unreadable(
                        "a row lacks indicator, country, countryiso3code, date or value: " + shortened(rawText.get()));
            }
            LocalDate knownOn = header.lastUpdated();
            if (knownOn == null) {
                throw unreadable("has rows, though its header says total 0");
            }
            return new Row(
                    indicator.id(),
                    indicator.title(),
                    iso3,
                    country.id(),
                    date,
                    value,
                    valueIsNumber,
                    knownOn,
                    rawText);
        }

        /** What stands beside an id as its value. */
        private record Named(String id, String title) {}

        private Named named(JsonParser json, String field) throws IOException {
            if (json.currentToken() != JsonToken.START_OBJECT) {
                throw unreadable("a row's " + field + " is " + json.currentToken() + ", needed an object with an id");
            }
            String id = null;
            String title = "";
            while (next(json) == JsonToken.FIELD_NAME) {
                String inner = json.currentName();
                next(json);
                if (inner.equals("id")) {
                    id = text(json, field + ".id");
                } else if (inner.equals("value") && json.currentToken() == JsonToken.VALUE_STRING) {
                    title = json.getText();
                } else {
                    json.skipChildren();
                }
            }
            if (id == null) {
                throw unreadable("a row's " + field + " has no id");
            }
            return new Named(id, title);
        }

        private String text(JsonParser json, String field) throws IOException {
            if (json.currentToken() != JsonToken.VALUE_STRING) {
                throw unreadable("a row's " + field + " is " + json.currentToken() + ", needed a string");
            }
            return json.getText();
        }

        private void requireNew(FieldNames names, String field) {
            if (!names.add(field)) {
                throw unreadable("has two fields " + field + " in one object");
            }
        }

        private JsonToken next(JsonParser json) throws IOException {
            JsonToken token = json.nextToken();
            if (token == null) {
                throw unreadable("ends after " + body.length + " bytes in the middle of the page");
            }
            return token;
        }

        private void expect(JsonParser json, JsonToken wanted, String meaning) {
            if (json.currentToken() != wanted) {
                throw unreadable("has " + json.currentToken() + " at byte "
                        + json.currentTokenLocation().getByteOffset() + ", needed " + meaning);
            }
        }

        /** Places are those of bytes only where the body is written in UTF-8. */
        private String text(int from, int to) {
            int first = Math.max(0, Math.min(from, body.length));
            int last = Math.max(first, Math.min(to, body.length));
            return new String(body, first, last - first, StandardCharsets.UTF_8);
        }

        private static String shortened(String text) {
            return text.length() <= 300 ? text : text.substring(0, 300) + "...";
        }

        private UnreadablePayloadException unreadable(String reason) {
            return new UnreadablePayloadException(name, reason);
        }

        /** Reading memory fails for one reason only: what stands there is not JSON. */
        private RuntimeException notJson(IOException e) {
            if (e instanceof com.fasterxml.jackson.core.JacksonException wrong) {
                return new UnreadablePayloadException(name, "not JSON: " + wrong.getOriginalMessage(), e);
            }
            // Four bytes that look like UTF-32 and are none end here.
            return new UnreadablePayloadException(name, "not JSON: " + e.getMessage(), e);
        }
    }
}
