package macrocast.ingest.boj;

import java.time.Instant;
import macrocast.ingest.Catalogue;
import macrocast.ingest.RowParser;
import macrocast.ingest.SourceIngest;

/** Loads series of the Bank of Japan, one answer each. */
public final class BojIngest implements SourceIngest {
    private final Catalogue catalogue = Catalogue.of("boj");

    @Override
    public Catalogue catalogue() {
        return catalogue;
    }

    @Override
    public RowParser parser(Instant firstSeen) {
        return new BojParser(catalogue);
    }
}
