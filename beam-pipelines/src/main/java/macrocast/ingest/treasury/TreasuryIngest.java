package macrocast.ingest.treasury;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.Consumer;
import macrocast.ingest.Body;
import macrocast.ingest.Catalogue;
import macrocast.ingest.LiveSource;
import macrocast.ingest.RowParser;
import macrocast.ingest.SourceIngest;

/** Loads the yields of a year, from either feed; live the current year, and in January the one before as well. */
public final class TreasuryIngest implements SourceIngest {
    private static final String PAGE = "/resource-center/data-chart-center/interest-rates/pages/xml";

    private final Catalogue catalogue = Catalogue.of("us_treasury");

    @Override
    public Catalogue catalogue() {
        return catalogue;
    }

    @Override
    public RowParser parser(Instant firstSeen) {
        return new TreasuryParser(catalogue);
    }

    @Override
    public void fetch(LiveSource live, Consumer<Body> bodies) {
        LocalDate today = live.serverMoment(PAGE).atZone(ZoneOffset.UTC).toLocalDate();
        for (int year = today.minusMonths(1).getYear(); year <= today.getYear(); year++) {
            bodies.accept(live.get(PAGE + "?data=daily_treasury_yield_curve&field_tdr_date_value=" + year));
        }
    }
}
