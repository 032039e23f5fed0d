package macrocast.ingest.bis;

import java.time.Instant;
import java.util.function.Consumer;
import macrocast.ingest.Body;
import macrocast.ingest.Catalogue;
import macrocast.ingest.LiveSource;
import macrocast.ingest.RowParser;
import macrocast.ingest.SourceIngest;
import macrocast.ingest.sdmx.SdmxParser;
import macrocast.ingest.sdmx.SdmxRequests;

/** Loads policy rates, effective exchange rates and property prices, as generic SDMX-ML. */
public final class BisIngest implements SourceIngest {
    private static final SdmxRequests REQUESTS = new SdmxRequests(
            SdmxRequests.GENERIC, 50, (flow, key) -> "/api/v1/data/" + flow.ask() + "/" + key + "?detail=full");

    private final Catalogue catalogue = Catalogue.of("bis");

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
