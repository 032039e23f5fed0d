package macrocast.ingest.fredmd;

import java.time.Instant;
import macrocast.domain.Frequency;
import macrocast.ingest.Catalogue;
import macrocast.ingest.RowParser;
import macrocast.ingest.SourceIngest;
import macrocast.ingest.Vintages;

/** Loads vintages of FRED-MD; in any order they give the same answers. */
public final class FredMdIngest implements SourceIngest {
    private final Catalogue catalogue = Catalogue.of("fred_md");

    @Override
    public Catalogue catalogue() {
        return catalogue;
    }

    @Override
    public RowParser parser(Instant firstSeen) {
        return new FredPanelParser(catalogue, Frequency.MONTHLY, firstSeen);
    }

    /** The month of the vintage. */
    @Override
    public String readOf(String name) {
        return Vintages.monthOf(name).map(String::valueOf).orElse("");
    }
}
