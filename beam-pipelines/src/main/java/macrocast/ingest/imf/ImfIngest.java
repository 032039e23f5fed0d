package macrocast.ingest.imf;

import java.time.Instant;
import java.util.function.Consumer;
import macrocast.ingest.Body;
import macrocast.ingest.Catalogue;
import macrocast.ingest.LiveSource;
import macrocast.ingest.RowParser;
import macrocast.ingest.SourceIngest;
import macrocast.ingest.sdmx.SdmxParser;
import macrocast.ingest.sdmx.SdmxRequests;

/** Loads regional outlooks and the World Economic Outlook, as SDMX-JSON of version 3.0 of the interface. */
public final class ImfIngest implements SourceIngest {
    private static final SdmxRequests REQUESTS = new SdmxRequests(
            "application/json",
            50,
            (flow, key) -> "/external/sdmx/3.0/data/dataflow/" + flow.ask() + "/" + key
                    + "?dimensionAtObservation=TIME_PERIOD&attributes=dsd&measures=all");

    private final Catalogue catalogue = Catalogue.of("imf");

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
