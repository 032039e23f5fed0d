package macrocast.ingest.fredqd;

import java.time.Instant;
import macrocast.domain.Frequency;
import macrocast.ingest.Catalogue;
import macrocast.ingest.RowParser;
import macrocast.ingest.SourceIngest;
import macrocast.ingest.Vintages;
import macrocast.ingest.fredmd.FredPanelParser;

/** Loads vintages of FRED-QD; in any order they give the same answers. */
public final class FredQdIngest implements SourceIngest {
    private final Catalogue catalogue = Catalogue.of("fred_qd");

    @Override
    public Catalogue catalogue() {
        return catalogue;
    }

    @Override
    public RowParser parser(Instant firstSeen) {
        return new FredPanelParser(catalogue, Frequency.QUARTERLY, firstSeen);
    }

    /** The month of the vintage. */
    @Override
    public String readOf(String name) {
        return Vintages.monthOf(name).map(String::valueOf).orElse("");
    }
}
