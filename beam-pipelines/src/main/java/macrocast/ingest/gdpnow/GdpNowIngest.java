package macrocast.ingest.gdpnow;

import java.time.Instant;
import macrocast.ingest.Catalogue;
import macrocast.ingest.RowParser;
import macrocast.ingest.SourceIngest;

/** Loads the nowcasts of the model. */
public final class GdpNowIngest implements SourceIngest {
    private final Catalogue catalogue = Catalogue.of("gdpnow");

    @Override
    public Catalogue catalogue() {
        return catalogue;
    }

    /** 2: a cell without a nowcast is missing, not refused. */
    @Override
    public String parserVersion() {
        return "2";
    }

    @Override
    public RowParser parser(Instant firstSeen) {
        return new GdpNowParser(catalogue);
    }
}
