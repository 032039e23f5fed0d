package macrocast.ingest.fred;

import com.fasterxml.jackson.core.JsonToken;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import macrocast.domain.Frequency;
import macrocast.domain.Period;
import macrocast.domain.Series;
import macrocast.ingest.Catalogue;
import macrocast.ingest.ParsedRow;
import macrocast.ingest.Quirk;
import macrocast.ingest.RowMaker;
import macrocast.ingest.RowParser;
import macrocast.ingest.UnreadablePayloadException;
import macrocast.ingest.Vintages;
import macrocast.ingest.wire.JsonBody;
import org.jspecify.annotations.Nullable;

/**
 * Reads answers of {@code fred/series/observations}: a row per date and interval of real time in which a value stood.
 *
 * <p>A value counts as known from the first moment (UTC) of its {@code realtime_start}. A page must hold as many rows as
 * its header promises, and in the order it says.
 */
record FredParser(Catalogue catalogue) implements RowParser {
    private static final LocalDate FOR_EVER = LocalDate.of(9999, 12, 31);

    private static final Pattern ASKED = Pattern.compile("[?&]series_id=(?<id>[A-Za-z0-9_.-]+)");
    private static final Pattern FILE =
            Pattern.compile("(?:.*/)?series_observations_(?<id>[A-Z0-9]+)(?:_[a-z].*)?\\.json(?:\\.gz)?");

    @Override
    public void parse(String name, byte[] body, Consumer<ParsedRow> rows) {
        String id = seriesIn(name)
                .orElseThrow(() -> new UnreadablePayloadException(
                        name, "its name tells no series, needed series_id=GDP or series_observations_GDP.json"));
        try (JsonBody json = JsonBody.open(name, body)) {
            new Page(json, id, catalogue.series(id), rows).read();
        }
    }

    /** An answer that may come in pages, which all say this of it. */
    record Answer(String series, String known, long count) {

        @Override
        public String toString() {
            return count + " of " + series + ", known " + known;
        }
    }

    /** Which rows of an answer a page has. */
    record Part(Answer answer, long offset, long rows) {}

    /** What a page says of itself; the values are passed over. */
    static Part part(String name, byte[] body) {
        try (JsonBody json = JsonBody.open(name, body)) {
            json.expect(JsonToken.START_OBJECT, "an object with observations");
            Map<String, String> said = new HashMap<>();
            Map<String, Long> numbers = new HashMap<>();
            for (String field = json.nextField(); field != null; field = json.nextField()) {
                switch (field) {
                    case "realtime_start", "realtime_end" -> said.put(field, json.text(field));
                    case "output_type", "count", "offset", "limit" -> numbers.put(field, json.count(field));
                    default -> json.skip();
                }
            }
            long count = numbers.getOrDefault("count", 0L);
            long offset = numbers.getOrDefault("offset", 0L);
            String known = said.get("realtime_start") + " to " + said.get("realtime_end")
                    + (numbers.getOrDefault("output_type", 1L) == 1
                            ? ""
                            : ", as output type " + numbers.get("output_type"));
            return new Part(
                    new Answer(seriesIn(name).orElse(name), known, count),
                    offset,
                    Math.max(0, Math.min(numbers.getOrDefault("limit", count), count - offset)));
        }
    }

    @Quirk(id = 1, cause = "an answer does not say of which series it is; its address does, or its file's name")
    static Optional<String> seriesIn(String name) {
        Matcher asked = ASKED.matcher(name);
        if (asked.find()) {
            return Optional.of(asked.group("id"));
        }
        Matcher file = FILE.matcher(name);
        return file.matches() ? Optional.of(file.group("id")) : Optional.empty();
    }

    /** What the header of a page says. */
    private static final class Header {
        private @Nullable LocalDate realtimeEnd;
        private @Nullable String units;
        private @Nullable String orderBy;
        private @Nullable String sortOrder;
        private long outputType = 1;
        private long count = -1;
        private long offset = -1;
        private long limit = -1;
    }

    /** One row as written. */
    private record Row(LocalDate start, LocalDate end, String date, String value) {

        String raw() {
            return String.join(" ", start.toString(), end.toString(), date, value);
        }
    }

    private static final class Page {
        private final JsonBody json;
        private final String id;
        private final Optional<Series> series;
        private final Consumer<ParsedRow> rows;
        private final Header header = new Header();
        private String lastDate = "";
        private Optional<Period> lastPeriod = Optional.empty();

        Page(JsonBody json, String id, Optional<Series> series, Consumer<ParsedRow> rows) {
            this.json = json;
            this.id = id;
            this.series = series;
            this.rows = rows;
        }

        void read() {
            json.expect(JsonToken.START_OBJECT, "an object with observations");
            boolean found = false;
            for (String field = json.nextField(); field != null; field = json.nextField()) {
                switch (field) {
                    case "error_message" -> throw json.unreadable("FRED answers with an error: " + json.words());
                    case "realtime_end" -> header.realtimeEnd = json.day(field);
                    case "units" -> header.units = json.text(field);
                    case "order_by" -> header.orderBy = json.text(field);
                    case "sort_order" -> header.sortOrder = json.text(field);
                    case "output_type" -> header.outputType = json.count(field);
                    case "count" -> header.count = json.count(field);
                    case "offset" -> header.offset = json.count(field);
                    case "limit" -> header.limit = json.count(field);
                    case "observations" -> {
                        observations();
                        found = true;
                    }
                    default -> json.skip();
                }
            }
            json.requireEnd();
            if (!found) {
                throw json.unreadable("has no observations");
            }
        }

        private void observations() {
            LocalDate lastKnown = requireHeader();
            json.expect(JsonToken.START_ARRAY, "the list of observations");
            Row before = null;
            long count = 0;
            while (json.nextElement()) {
                Row row = row();
                if (before != null) {
                    requireOrder(before, row);
                    withdrawalAfter(before, before.date().equals(row.date()) ? row.start() : null, lastKnown);
                }
                rows.accept(parsed(row));
                before = row;
                count++;
            }
            if (before != null) {
                withdrawalAfter(before, null, lastKnown);
            }
            long promised = Math.max(0, Math.min(header.limit, header.count - header.offset));
            if (count != promised) {
                throw json.unreadable("has " + count + " observations, its header promises " + promised);
            }
        }

        private LocalDate requireHeader() {
            LocalDate lastKnown = header.realtimeEnd;
            if (lastKnown == null || header.count < 0 || header.offset < 0 || header.limit < 0) {
                throw json.unreadable("its header lacks realtime_end, count, offset or limit");
            }
            if (!"lin".equals(header.units)) {
                throw json.unreadable("has units " + header.units + ", needed lin, the values as they are");
            }
            if (!"observation_date".equals(header.orderBy) || !"asc".equals(header.sortOrder)) {
                throw json.unreadable(
                        "is ordered by " + header.orderBy + " " + header.sortOrder + ", needed observation_date asc");
            }
            if (header.outputType != 1 && header.outputType != 4) {
                throw json.unreadable("has output_type " + header.outputType + ", needed 1 or 4");
            }
            return lastKnown;
        }

        private Row row() {
            json.expect(JsonToken.START_OBJECT, "an observation");
            LocalDate start = null;
            LocalDate end = null;
            String date = null;
            String value = null;
            for (String field = json.nextField(); field != null; field = json.nextField()) {
                switch (field) {
                    case "realtime_start" -> start = json.day(field);
                    case "realtime_end" -> end = json.day(field);
                    case "date" -> date = json.textLike(lastDate, field);
                    case "value" -> value = json.text(field);
                    default -> json.skip();
                }
            }
            if (start == null || end == null || date == null || value == null) {
                throw json.unreadable("an observation lacks realtime_start, realtime_end, date or value");
            }
            return new Row(start, end, date, value);
        }

        private void requireOrder(Row before, Row row) {
            int byDate = before.date().compareTo(row.date());
            if (byDate > 0 || (byDate == 0 && !before.end().isBefore(row.start()))) {
                throw json.unreadable("has " + row.raw() + " after " + before.raw() + ", needed the order it promises");
            }
        }

        @Quirk(id = 2, cause = "a value that is taken back is written as a dot, in an interval of its own")
        private ParsedRow parsed(Row row) {
            Instant knownAt = Vintages.startOf(row.start());
            return row.value().equals(".")
                    ? RowMaker.withdrawn(series, id, period(row.date()), row.date(), knownAt, row::raw)
                    : RowMaker.value(series, id, period(row.date()), row.date(), row.value(), knownAt, row::raw);
        }

        @Quirk(id = 3, cause = "an interval may end without another beginning the next day: the value was taken back")
        private void withdrawalAfter(Row row, @Nullable LocalDate next, LocalDate lastKnown) {
            boolean stands = row.end().equals(FOR_EVER) || !row.end().isBefore(lastKnown) || header.outputType == 4;
            if (stands || row.value().equals(".")) {
                return;
            }
            LocalDate from = row.end().plusDays(1);
            if (!from.equals(next)) {
                Instant knownAt = Vintages.startOf(from);
                rows.accept(RowMaker.withdrawn(series, id, period(row.date()), row.date(), knownAt, row::raw));
            }
        }

        private Optional<Period> period(String date) {
            if (!date.equals(lastDate)) {
                lastDate = date;
                lastPeriod = periodOf(date);
            }
            return lastPeriod;
        }

        @Quirk(id = 4, cause = "a week is dated at its last day, all other periods at their first")
        private Optional<Period> periodOf(String date) {
            try {
                LocalDate day = LocalDate.parse(date);
                Frequency frequency = series.map(Series::frequency).orElse(Frequency.DAILY);
                return Optional.of(frequency == Frequency.WEEKLY ? Period.weekEnding(day) : new Period(frequency, day));
            } catch (DateTimeException | IllegalArgumentException e) {
                return Optional.empty();
            }
        }
    }
}
