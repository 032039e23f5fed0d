package macrocast.ingest.greenbook;

import java.time.Instant;
import macrocast.ingest.Catalogue;
import macrocast.ingest.RowParser;
import macrocast.ingest.SourceIngest;

/** Loads the forecasts of the Board's staff. */
public final class GreenbookIngest implements SourceIngest {
    private final Catalogue catalogue = Catalogue.of("greenbook");

    @Override
    public Catalogue catalogue() {
        return catalogue;
    }

    @Override
    public RowParser parser(Instant firstSeen) {
        return new GreenbookParser(catalogue);
    }
}
