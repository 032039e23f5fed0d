package macrocast.ingest.boe;

import macrocast.ingest.Catalogue;
import macrocast.ingest.RowParser;
import macrocast.ingest.SourceIngest;
import macrocast.store.LoadRequest.Precision;
import macrocast.store.LoadRequest.Quality;

/**
 * Loads outturn vintages, and the forecasts of the Bank and its models, from Parquet files.
 *
 * <p>Which rows are which is said by the rows themselves, so that the files may be named anyhow. Loading them again adds
 * nothing.
 */
public final class BoeIngest implements SourceIngest {
    private final Catalogue catalogue = Catalogue.of("boe");

    @Override
    public String parserVersion() {
        return "1";
    }

    @Override
    public Quality knownQuality() {
        return Quality.NATIVE;
    }

    @Override
    public Precision knownPrecision() {
        return Precision.DAY;
    }

    @Override
    public Catalogue catalogue() {
        return catalogue;
    }

    @Override
    public RowParser parser() {
        return new BoeParser(catalogue);
    }
}
