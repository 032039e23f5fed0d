package macrocast.ingest.boe;

import java.time.Instant;
import macrocast.ingest.Catalogue;
import macrocast.ingest.RowParser;
import macrocast.ingest.SourceIngest;

/**
 * Loads outturn vintages, and the forecasts of the Bank and its models, from Parquet files.
 *
 * <p>Which rows are which is said by the rows themselves, so that the files may be named anyhow. Loading them again adds
 * nothing.
 */
public final class BoeIngest implements SourceIngest {
    private final Catalogue catalogue = Catalogue.of("boe");

    @Override
    public Catalogue catalogue() {
        return catalogue;
    }

    /** Outturns and forecasts are one edition of the data set: half of it would be judged by the other half of another day. */
    @Override
    public boolean bodiesStandAlone() {
        return false;
    }

    @Override
    public RowParser parser(Instant firstSeen) {
        return new BoeParser(catalogue);
    }
}
