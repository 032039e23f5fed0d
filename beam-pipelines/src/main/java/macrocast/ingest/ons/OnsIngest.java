package macrocast.ingest.ons;

import java.time.Instant;
import macrocast.ingest.Catalogue;
import macrocast.ingest.RowParser;
import macrocast.ingest.SourceIngest;

/** Loads time series of the statistics office, each with its years, quarters and months. */
public final class OnsIngest implements SourceIngest {
    private final Catalogue catalogue = Catalogue.of("ons");

    @Override
    public Catalogue catalogue() {
        return catalogue;
    }

    /** 2: a body in another unit is refused. */
    @Override
    public String parserVersion() {
        return "2";
    }

    @Override
    public RowParser parser(Instant firstSeen) {
        return new OnsParser(catalogue);
    }
}
