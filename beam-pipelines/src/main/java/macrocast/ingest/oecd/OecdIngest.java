package macrocast.ingest.oecd;

import java.time.Instant;
import java.util.function.Consumer;
import macrocast.ingest.Body;
import macrocast.ingest.Catalogue;
import macrocast.ingest.LiveSource;
import macrocast.ingest.RowParser;
import macrocast.ingest.SourceIngest;
import macrocast.ingest.sdmx.SdmxParser;
import macrocast.ingest.sdmx.SdmxRequests;

/** Loads reference series, leading indicators, house prices and long-term scenarios, as SDMX-CSV. */
public final class OecdIngest implements SourceIngest {
    private static final SdmxRequests REQUESTS = new SdmxRequests(
            "text/csv",
            200,
            (flow, key) -> "/" + flow.ask() + "/" + key + "?dimensionAtObservation=AllDimensions&format=csv");

    private final Catalogue catalogue = Catalogue.of("oecd");

    @Override
    public Catalogue catalogue() {
        return catalogue;
    }

    @Override
    public RowParser parser(Instant firstSeen) {
        return new SdmxParser(catalogue, firstSeen);
    }

    @Override
    public void fetch(LiveSource live, Consumer<Body> bodies) {
        REQUESTS.ask(catalogue, live, bodies);
    }

    @Override
    public void fetchSeries(String code, LiveSource live, Consumer<Body> bodies) {
        REQUESTS.askSeries(catalogue, code, live, bodies);
    }
}
