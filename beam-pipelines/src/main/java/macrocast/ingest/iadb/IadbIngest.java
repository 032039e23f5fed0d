package macrocast.ingest.iadb;

import java.time.Instant;
import macrocast.ingest.Catalogue;
import macrocast.ingest.RowParser;
import macrocast.ingest.SourceIngest;

/** Loads series of the Bank's interactive database. */
public final class IadbIngest implements SourceIngest {
    private final Catalogue catalogue = Catalogue.of("boe_iadb");

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
        return new IadbParser(catalogue);
    }
}
