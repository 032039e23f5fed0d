package macrocast.ingest.fred;

import com.fasterxml.jackson.core.JsonToken;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import macrocast.ingest.Body;
import macrocast.ingest.Catalogue;
import macrocast.ingest.LiveSource;
import macrocast.ingest.RowParser;
import macrocast.ingest.SourceIngest;
import macrocast.ingest.wire.JsonBody;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads the catalogue's series with all their vintages.
 *
 * <p>First it asks which series changed, newest first, down to the newest change that it saw the time before; of the others
 * it takes the answers that are archived. Series of every day are asked for as they stand: FRED keeps thousands of vintages
 * of them that change nothing.
 */
public final class FredIngest implements SourceIngest {
    private static final Logger LOG = LoggerFactory.getLogger(FredIngest.class);

    private static final String ALL_VINTAGES = "all-vintages";
    private static final String FIRST_DAY = "1776-07-04";
    private static final String LAST_DAY = "9999-12-31";

    /** Most rows that FRED sends at once. */
    private static final int ROWS_A_PAGE = 100_000;

    /** Most vintages that FRED looks through for one answer. */
    private static final int VINTAGES_AN_ANSWER = 2_000;

    private static final int UPDATES_A_PAGE = 1_000;

    /** Where so much has changed, asking for every series is cheaper than reading on. */
    private static final int MOST_PAGES_OF_UPDATES = 20;

    private static final String NEWEST_CHANGE = "newest change";

    private final Catalogue catalogue = Catalogue.of("fred");

    @Override
    public Catalogue catalogue() {
        return catalogue;
    }

    @Override
    public RowParser parser(Instant firstSeen) {
        return new FredParser(catalogue);
    }

    /** The series. */
    @Override
    public String readOf(String name) {
        return FredParser.seriesIn(name).orElse("");
    }

    /** Pages kept as files are loaded as they are given. */
    @Override
    public List<String> lacks(Iterable<Body> bodies) {
        Map<FredParser.Answer, SortedMap<Long, FredParser.Part>> given = new LinkedHashMap<>();
        for (Body body : bodies) {
            FredParser.Part part = FredParser.part(body.name(), body.bytes());
            given.computeIfAbsent(part.answer(), answer -> new TreeMap<>())
                    .merge(part.offset(), part, FredIngest::longer);
        }
        List<String> lacks = new ArrayList<>();
        given.forEach((answer, parts) -> {
            long next = 0;
            for (FredParser.Part part : parts.values()) {
                if (part.offset() > next) {
                    lacks.add("rows " + next + " to " + (part.offset() - 1) + " of " + answer);
                }
                next = Math.max(next, part.offset() + part.rows());
            }
            if (next < answer.count()) {
                lacks.add("rows " + next + " to " + (answer.count() - 1) + " of " + answer);
            }
        });
        return lacks;
    }

    private static FredParser.Part longer(FredParser.Part one, FredParser.Part other) {
        return one.rows() < other.rows() ? other : one;
    }

    @Override
    public void fetch(LiveSource live, Consumer<Body> bodies) {
        Changes changes = changes(live);
        List<String> codes =
                catalogue.series().stream().map(one -> one.key().code()).toList();
        int[] kept = new int[1];
        boolean complete = live.each(codes, code -> {
            Optional<List<Body>> before =
                    changes.ids().contains(code) || !changes.complete() ? Optional.empty() : archived(live, code);
            kept[0] += before.isPresent() ? 1 : 0;
            before.orElseGet(() -> fetch(live, code)).forEach(bodies);
        });
        LOG.info("{} of {} series have not changed since they were last asked for", kept[0], codes.size());
        // A series that did not answer is among the changed ones the next time too.
        if (complete) {
            live.note(NEWEST_CHANGE, changes.newest());
        }
    }

    @Override
    public void fetchSeries(String code, LiveSource live, Consumer<Body> bodies) {
        fetch(live, code).forEach(bodies);
    }

    /**
     * Which series changed since the last time.
     *
     * @param complete whether all were seen that changed; else every series may have
     * @param newest when the newest change was made, as FRED writes it
     */
    record Changes(Set<String> ids, boolean complete, String newest) {}

    private static Changes changes(LiveSource live) {
        Optional<String> seen = live.noted(NEWEST_CHANGE);
        Set<String> ids = new HashSet<>();
        String newest = "";
        for (int page = 0; page < MOST_PAGES_OF_UPDATES; page++) {
            Body body = live.getAnew(
                    "/fred/series/updates?file_type=json&limit=" + UPDATES_A_PAGE + "&offset=" + page * UPDATES_A_PAGE);
            List<Update> updates = updates(body);
            for (Update update : updates) {
                newest = newest.isEmpty() ? update.at() : newest;
                if (seen.isPresent() && update.at().equals(seen.get())) {
                    return new Changes(ids, true, newest);
                }
                ids.add(update.id());
            }
            if (seen.isEmpty() || updates.size() < UPDATES_A_PAGE) {
                break;
            }
        }
        return new Changes(ids, false, newest);
    }

    record Update(String id, String at) {}

    /** The series of one page of {@code series/updates}, newest first. */
    static List<Update> updates(Body body) {
        List<Update> updates = new ArrayList<>();
        try (JsonBody json = JsonBody.open(body.name(), body.bytes())) {
            json.expect(JsonToken.START_OBJECT, "an object with series");
            for (String field = json.nextField(); field != null; field = json.nextField()) {
                if (!field.equals("seriess")) {
                    json.skip();
                    continue;
                }
                json.expect(JsonToken.START_ARRAY, "the list of series");
                while (json.nextElement()) {
                    updates.add(update(json));
                }
            }
        }
        return updates;
    }

    private static Update update(JsonBody json) {
        json.expect(JsonToken.START_OBJECT, "a series");
        String id = null;
        String at = null;
        for (String field = json.nextField(); field != null; field = json.nextField()) {
            switch (field) {
                case "id" -> id = json.text(field);
                case "last_updated" -> at = json.text(field);
                default -> json.skip();
            }
        }
        if (id == null || at == null) {
            throw json.unreadable("a series lacks id or last_updated");
        }
        return new Update(id, at);
    }

    /** All pages of a series, or none: a part of its vintages would look like the whole. */
    private List<Body> fetch(LiveSource live, String code) {
        List<Body> bodies = new ArrayList<>();
        pages(code, request -> Optional.of(live.get(request)), bodies::add);
        return bodies;
    }

    /** What was answered the last time, when all of it is archived. */
    private Optional<List<Body>> archived(LiveSource live, String code) {
        List<Body> bodies = new ArrayList<>();
        return pages(code, live::archived, bodies::add) ? Optional.of(bodies) : Optional.empty();
    }

    /** Hands over all pages of a series, and says whether all were had. */
    private boolean pages(String code, Function<String, Optional<Body>> ask, Consumer<Body> bodies) {
        Optional<List<String>> ranges = ranges(code, ask);
        for (String range : ranges.orElse(List.of())) {
            long count = 1;
            for (long offset = 0; offset < count; offset += ROWS_A_PAGE) {
                Optional<Body> body = ask.apply(observations(code, range, offset));
                if (body.isEmpty()) {
                    return false;
                }
                bodies.accept(body.get());
                count = count(body.get());
            }
        }
        return ranges.isPresent();
    }

    private static String observations(String code, String range, long offset) {
        return "/fred/series/observations?series_id=" + code + "&file_type=json" + range + "&limit=" + ROWS_A_PAGE
                + "&offset=" + offset;
    }

    /** Intervals of real time to ask for, so that none has more vintages than FRED looks through. */
    private Optional<List<String>> ranges(String code, Function<String, Optional<Body>> ask) {
        if (!catalogue.request(code).equals(Optional.of(ALL_VINTAGES))) {
            return Optional.of(List.of(""));
        }
        return ask.apply("/fred/series/vintagedates?series_id=" + code + "&file_type=json&limit=10000")
                .map(body -> ranges(vintages(body)));
    }

    private static List<String> ranges(List<String> vintages) {
        List<String> ranges = new ArrayList<>();
        String from = FIRST_DAY;
        for (int first = VINTAGES_AN_ANSWER; first < vintages.size(); first += VINTAGES_AN_ANSWER) {
            ranges.add(range(from, vintages.get(first - 1)));
            from = vintages.get(first);
        }
        ranges.add(range(from, LAST_DAY));
        return ranges;
    }

    private static String range(String from, String to) {
        return "&realtime_start=" + from + "&realtime_end=" + to;
    }

    static List<String> vintages(Body body) {
        List<String> vintages = new ArrayList<>();
        try (JsonBody json = JsonBody.open(body.name(), body.bytes())) {
            json.expect(JsonToken.START_OBJECT, "an object with vintage_dates");
            for (String field = json.nextField(); field != null; field = json.nextField()) {
                if (!field.equals("vintage_dates")) {
                    json.skip();
                    continue;
                }
                json.expect(JsonToken.START_ARRAY, "the list of vintage dates");
                while (json.nextElement()) {
                    vintages.add(json.text("a vintage date"));
                }
            }
        }
        return vintages;
    }

    /** How many rows all pages have together. */
    private static long count(Body body) {
        try (JsonBody json = JsonBody.open(body.name(), body.bytes())) {
            json.expect(JsonToken.START_OBJECT, "an object with observations");
            for (String field = json.nextField(); field != null; field = json.nextField()) {
                if (field.equals("count")) {
                    return json.count(field);
                }
                json.skip();
            }
            throw json.unreadable("its header lacks count");
        }
    }
}
