package macrocast.ingest.boe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import macrocast.domain.ForecastByOther;
import macrocast.ingest.Catalogue;
import macrocast.ingest.ParsedRow;
import macrocast.ingest.ParsedRow.Accepted;
import macrocast.ingest.ParsedRow.Skipped;
import macrocast.ingest.SkipReason;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * The files of package forecast_evaluation 0.1.13 themselves. MACROCAST_FORECAST_EVALUATION names their folder; without it
 * these tests are skipped, and say so.
 */
class BoeFilesTest {
    private final BoeParser parser = new BoeParser(Catalogue.of("boe"));

    private List<ParsedRow> rows(String name) throws IOException {
        String folder = System.getenv("MACROCAST_FORECAST_EVALUATION");
        Assumptions.assumeTrue(
                folder != null && !folder.isEmpty(),
                "NOT TESTED: MACROCAST_FORECAST_EVALUATION does not name the folder of fer_outturns.parquet");
        return parser.rows(
                name, Files.readAllBytes(Path.of(String.valueOf(folder)).resolve(name)));
    }

    @Test
    void everyOutturnIsAccepted() throws IOException {
        assertThat(rows("fer_outturns.parquet")).hasSize(34_692).allMatch(Accepted.class::isInstance);
    }

    @Test
    void everyForecastIsAcceptedButTheOutturnsThatItRestates() throws IOException {
        List<ParsedRow> rows = rows("fer_forecasts.parquet");
        assertThat(rows).hasSize(21_356);
        assertThat(rows.stream().filter(new Skipped(SkipReason.RESTATES_OUTTURN)::equals))
                .hasSize(881);
        assertThat(rows.stream()
                        .filter(row -> row instanceof Accepted accepted && accepted.row() instanceof ForecastByOther))
                .hasSize(21_356 - 881);
    }
}
