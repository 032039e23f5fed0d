package macrocast.ingest.philadelphia;

import java.time.Instant;
import macrocast.ingest.Catalogue;
import macrocast.ingest.RowParser;
import macrocast.ingest.SourceIngest;

/** Loads the real-time matrices, each with all vintages of one series. */
public final class PhiladelphiaIngest implements SourceIngest {
    private final Catalogue catalogue = Catalogue.of("philadelphia_fed");

    @Override
    public Catalogue catalogue() {
        return catalogue;
    }

    @Override
    public RowParser parser(Instant firstSeen) {
        return new RealTimeMatrixParser(catalogue);
    }
}
