package macrocast.ingest.boe;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import macrocast.ingest.Body;
import macrocast.ingest.Catalogue;
import macrocast.ingest.LiveSource;
import macrocast.ingest.RowParser;
import macrocast.ingest.SourceIngest;
import macrocast.ingest.wire.Zip;

/**
 * Loads outturn vintages, and the forecasts of the Bank and its models, from Parquet files; live from those in the newest
 * release of the package.
 *
 * <p>Which rows are which is said by the rows themselves, so that the files may be named anyhow. Loading them again adds
 * nothing, and a release whose files are those of the one before is the same load.
 */
public final class BoeIngest implements SourceIngest {
    private static final String PARQUET = "application/vnd.apache.parquet";
    private static final List<String> FILES = List.of(
            "forecast_evaluation/data/files/fer_outturns.parquet",
            "forecast_evaluation/data/files/fer_forecasts.parquet");

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

    @Override
    public void fetch(LiveSource live, Consumer<Body> bodies) {
        for (String request : catalogue.requests()) {
            Body index = live.get(request);
            Wheel newest = Wheel.newest(index);
            Body wheel = live.follow(index, newest.address(), newest.sha256());
            List<byte[]> files = Zip.files(wheel.name(), wheel.bytes(), FILES);
            for (int i = 0; i < FILES.size(); i++) {
                bodies.accept(new Body(wheel.name() + "!/" + FILES.get(i), PARQUET, files.get(i)));
            }
        }
    }
}
