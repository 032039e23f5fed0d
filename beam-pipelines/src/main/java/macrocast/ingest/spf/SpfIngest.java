package macrocast.ingest.spf;

import java.time.Instant;
import macrocast.ingest.Catalogue;
import macrocast.ingest.RowParser;
import macrocast.ingest.SourceIngest;

/** Loads the medians of the survey. */
public final class SpfIngest implements SourceIngest {
    private final Catalogue catalogue = Catalogue.of("spf");

    @Override
    public Catalogue catalogue() {
        return catalogue;
    }

    /** 2: the growth of employment in percent is read. */
    @Override
    public String parserVersion() {
        return "2";
    }

    @Override
    public RowParser parser(Instant firstSeen) {
        return new SpfParser(catalogue);
    }
}
