package macrocast.ingest.dbnomics;

import java.time.Instant;
import macrocast.ingest.Catalogue;
import macrocast.ingest.RowParser;
import macrocast.ingest.SourceIngest;

/** Loads series that DBnomics collects from others. */
public final class DbnomicsIngest implements SourceIngest {
    private final Catalogue catalogue = Catalogue.of("dbnomics");

    @Override
    public Catalogue catalogue() {
        return catalogue;
    }

    @Override
    public RowParser parser(Instant firstSeen) {
        return new DbnomicsParser(catalogue, firstSeen);
    }
}
