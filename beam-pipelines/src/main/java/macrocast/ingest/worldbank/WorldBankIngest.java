package macrocast.ingest.worldbank;

import java.util.Set;
import java.util.function.Consumer;
import macrocast.ingest.Body;
import macrocast.ingest.Catalogue;
import macrocast.ingest.HttpFetch;
import macrocast.ingest.RowParser;
import macrocast.ingest.SourceIngest;
import macrocast.ingest.UnreadablePayloadException;
import macrocast.ingest.WholeFiles;
import macrocast.ingest.worldbank.WorldBankParser.PageHeader;
import macrocast.store.LoadRequest.Precision;
import macrocast.store.LoadRequest.Quality;

/**
 * Loads the catalogue's indicators for all economies, from the live interface or from pages kept as files.
 *
 * <p>Loading again what has not changed adds nothing.
 */
public final class WorldBankIngest implements SourceIngest {
    private static final String LIVE = "live";
    private static final String ADDRESS = "https://api.worldbank.org";

    /** An indicator of all economies since 1960 has about 17,000 rows: one page. */
    private static final int ROWS_A_PAGE = 20_000;

    private static final int MOST_PAGES = 100;

    private final Catalogue catalogue = Catalogue.of("world_bank");
    private final HttpFetch http;
    private final String address;

    public WorldBankIngest() {
        this(HttpFetch.from(HttpFetch.Rules.of(Set.of("api.worldbank.org"))), ADDRESS);
    }

    WorldBankIngest(HttpFetch http, String address) {
        this.http = http;
        this.address = address;
    }

    @Override
    public String parserVersion() {
        return "1";
    }

    @Override
    public Quality knownQuality() {
        return Quality.NATIVE;
    }

    @Override
    public Precision knownPrecision() {
        return Precision.DAY;
    }

    @Override
    public Catalogue catalogue() {
        return catalogue;
    }

    @Override
    public RowParser parser() {
        return new WorldBankParser(catalogue);
    }

    @Override
    public void fetch(String input, Consumer<Body> bodies) {
        if (input.equals(LIVE)) {
            catalogue.indicators().forEach(indicator -> fetchPages(indicator, bodies));
        } else {
            WholeFiles.matching(input).forEach(bodies);
        }
    }

    private void fetchPages(String indicator, Consumer<Body> bodies) {
        long pages = 1;
        for (long page = 1; page <= pages; page++) {
            Body body = http.get(address + "/v2/country/all/indicator/" + indicator + "?format=json&per_page="
                    + ROWS_A_PAGE + "&page=" + page);
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
