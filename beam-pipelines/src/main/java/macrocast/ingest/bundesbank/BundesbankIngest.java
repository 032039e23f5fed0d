package macrocast.ingest.bundesbank;

import java.time.Instant;
import java.util.function.Consumer;
import macrocast.ingest.Body;
import macrocast.ingest.Catalogue;
import macrocast.ingest.LiveSource;
import macrocast.ingest.RowParser;
import macrocast.ingest.SourceIngest;
import macrocast.ingest.sdmx.SdmxParser;
import macrocast.ingest.sdmx.SdmxRequests;

/** Loads yields of Federal securities for each residual maturity, as generic SDMX-ML. */
public final class BundesbankIngest implements SourceIngest {
    private static final SdmxRequests REQUESTS =
            new SdmxRequests(SdmxRequests.GENERIC, 50, (flow, key) -> "/rest/data/" + flow.ask() + "/" + key);

    private final Catalogue catalogue = Catalogue.of("bundesbank");

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
