package macrocast.ingest.eurostat;

import java.time.Instant;
import java.util.function.Consumer;
import macrocast.ingest.Body;
import macrocast.ingest.Catalogue;
import macrocast.ingest.Flow;
import macrocast.ingest.LiveSource;
import macrocast.ingest.RowParser;
import macrocast.ingest.SourceIngest;
import macrocast.ingest.sdmx.EurostatTable;
import macrocast.ingest.sdmx.SdmxParser;
import macrocast.ingest.sdmx.SdmxRequests;

/** Loads national accounts, prices, unemployment and sentiment of the Union, as SDMX-CSV. */
public final class EurostatIngest implements SourceIngest {
    private static final SdmxRequests REQUESTS = new SdmxRequests(
            "text/csv",
            50,
            (flow, key) -> "/eurostat/api/dissemination/sdmx/2.1/data/" + flow.ask() + "/" + key
                    + "?format=SDMX-CSV&compressed=false");

    private final Catalogue catalogue = Catalogue.of("eurostat");

    @Override
    public Catalogue catalogue() {
        return catalogue;
    }

    @Override
    public RowParser parser(Instant firstSeen) {
        return new SdmxParser(catalogue, firstSeen);
    }

    /** The flow of a table in TSV, which does not say it itself. */
    @Override
    public String readOf(String name) {
        return EurostatTable.isCalled(name)
                ? catalogue.flow(EurostatTable.flows(name)).map(Flow::code).orElse("")
                : "";
    }

    @Override
    public void fetch(LiveSource live, Consumer<Body> bodies) {
        REQUESTS.ask(catalogue, live, body -> bodies.accept(EurostatQueue.whenThere(live, body)));
    }

    @Override
    public void fetchSeries(String code, LiveSource live, Consumer<Body> bodies) {
        REQUESTS.askSeries(catalogue, code, live, body -> bodies.accept(EurostatQueue.whenThere(live, body)));
    }
}
