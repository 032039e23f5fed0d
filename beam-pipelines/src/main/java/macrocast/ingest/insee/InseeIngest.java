package macrocast.ingest.insee;

import java.time.Instant;
import java.util.function.Consumer;
import macrocast.ingest.Body;
import macrocast.ingest.Catalogue;
import macrocast.ingest.LiveSource;
import macrocast.ingest.RowParser;
import macrocast.ingest.SourceIngest;
import macrocast.ingest.sdmx.SdmxParser;
import macrocast.ingest.sdmx.SdmxRequests;

/** Loads series of the macro-economic data bank by their number, as structure-specific SDMX-ML. */
public final class InseeIngest implements SourceIngest {
    private static final SdmxRequests REQUESTS = new SdmxRequests(
            SdmxRequests.STRUCTURE_SPECIFIC, 50, (flow, key) -> "/series/sdmx/data/" + flow.ask() + "/" + key);

    private final Catalogue catalogue = Catalogue.of("insee");

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
