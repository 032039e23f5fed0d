package macrocast.ingest.worldbank;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import macrocast.ingest.Body;
import macrocast.ingest.Catalogue;
import macrocast.ingest.LiveSource;
import macrocast.ingest.RowParser;
import macrocast.ingest.SourceIngest;
import macrocast.ingest.UnreadablePayloadException;
import macrocast.ingest.worldbank.WorldBankParser.PageHeader;
import macrocast.ingest.worldbank.WorldBankParser.Part;
import org.jspecify.annotations.Nullable;

/**
 * Loads the catalogue's indicators for all economies, from the live interface or from pages kept as files.
 *
 * <p>Loading again what has not changed adds nothing.
 */
public final class WorldBankIngest implements SourceIngest {
    /** An indicator of all economies since 1960 has about 17,000 rows: one page. */
    private static final int ROWS_A_PAGE = 20_000;

    private static final int MOST_PAGES = 100;

    private final Catalogue catalogue = Catalogue.of("world_bank");

    @Override
    public Catalogue catalogue() {
        return catalogue;
    }

    /** 2: a body in another unit is refused. */
    @Override
    public String parserVersion() {
        return "2";
    }

    @Override
    public RowParser parser(Instant firstSeen) {
        return new WorldBankParser(catalogue);
    }

    /** The pages of an answer belong together: without one of them the others may be of another day. */
    @Override
    public boolean bodiesStandAlone() {
        return false;
    }

    /** Pages kept as files are loaded as they are given. */
    @Override
    public List<String> lacks(Iterable<Body> bodies) {
        Map<Answer, SortedMap<Long, String>> given = new LinkedHashMap<>();
        for (Body body : bodies) {
            Part part = WorldBankParser.part(body.name(), body.bytes());
            given.computeIfAbsent(Answer.of(part), answer -> new TreeMap<>())
                    .put(part.header().page(), body.name());
        }
        List<String> lacks = new ArrayList<>();
        given.forEach((answer, pages) -> {
            List<String> absent = LongStream.rangeClosed(1, answer.pages())
                    .filter(page -> !pages.containsKey(page))
                    .limit(MOST_PAGES)
                    .mapToObj(String::valueOf)
                    .toList();
            if (!absent.isEmpty()) {
                lacks.add(String.join(", ", pages.values()) + ": page " + words(pages.keySet()) + " of "
                        + answer.pages() + " of " + answer.indicator() + ", " + String.join(", ", absent)
                        + " not given");
            }
        });
        return lacks;
    }

    private static String words(Set<Long> pages) {
        return pages.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    /** The pages of one answer say all of this alike. */
    private record Answer(
            String indicator,
            long pages,
            long perPage,
            long total,
            @Nullable LocalDate lastUpdated) {

        static Answer of(Part part) {
            PageHeader header = part.header();
            return new Answer(part.indicator(), header.pages(), header.perPage(), header.total(), header.lastUpdated());
        }
    }

    @Override
    public void fetch(LiveSource live, Consumer<Body> bodies) {
        catalogue.indicators().forEach(indicator -> fetchPages(live, indicator, bodies));
    }

    @Override
    public void fetchSeries(String code, LiveSource live, Consumer<Body> bodies) {
        fetchPages(live, code.substring(code.indexOf('.') + 1), bodies);
    }

    private static void fetchPages(LiveSource live, String indicator, Consumer<Body> bodies) {
        long pages = 1;
        for (long page = 1; page <= pages; page++) {
            Body body = live.get("/v2/country/all/indicator/" + indicator + "?format=json&per_page=" + ROWS_A_PAGE
                    + "&page=" + page);
            bodies.accept(body);
            PageHeader header = WorldBankParser.header(body.name(), body.bytes());
            boolean empty = header.total() == 0;
            if (header.pages() > MOST_PAGES || (header.page() != page && !empty)) {
                throw new UnreadablePayloadException(
                        body.name(),
                        "says that it is page " + header.page() + " of " + header.pages() + ", needed page " + page
                                + " of at most " + MOST_PAGES);
            }
            pages = header.pages();
        }
    }
}
