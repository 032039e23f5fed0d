package macrocast.ingest.boe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import macrocast.domain.ForecastByOther;
import macrocast.domain.Frequency;
import macrocast.domain.Measure;
import macrocast.domain.Observation;
import macrocast.domain.Period;
import macrocast.domain.SeriesKey;
import macrocast.ingest.Catalogue;
import macrocast.ingest.ParsedRow;
import macrocast.ingest.ParsedRow.Accepted;
import macrocast.ingest.ParsedRow.Rejected;
import macrocast.ingest.ParsedRow.Skipped;
import macrocast.ingest.RejectReason;
import macrocast.ingest.SkipReason;
import macrocast.ingest.UnreadablePayloadException;
import macrocast.ingest.parquet.ParquetFile;
import org.apache.parquet.example.data.Group;
import org.junit.jupiter.api.Test;

class BoeParserTest {
    private static final SeriesKey UNEMPLOYMENT = new SeriesKey("boe", "unemp");
    private static final Period Q3 = new Period(Frequency.QUARTERLY, LocalDate.of(2025, 7, 1));
    private static final Instant KNOWN_AT = Instant.parse("2025-12-31T00:00:00Z");

    private final BoeParser parser = new BoeParser(Catalogue.of("boe"));

    private ParsedRow parse(Consumer<Group> row) {
        List<ParsedRow> rows =
                parser.rows("small.parquet", BoeFile.empty().row(row).bytes());
        assertThat(rows).hasSize(1);
        return rows.get(0);
    }

    private static Group outturn(Group row) {
        return BoeFile.row(row, "2025-09-30", "2025-12-31", "unemp", "ons", -1, 0.0487);
    }

    private static Group forecast(Group row, String target, int horizon) {
        return BoeFile.row(row, target, "2025-12-31", "unemp", "mpr", horizon, 0.05)
                .append("metric", "levels");
    }

    private void assertRejected(RejectReason reason, Consumer<Group> row) {
        assertThat(parse(row)).isInstanceOfSatisfying(Rejected.class, rejected -> {
            assertThat(rejected.reason()).isEqualTo(reason);
            assertThat(rejected.rawText()).contains("variable=", "value=");
        });
    }

    /** Quirk 1: a quarter is written as its last day. */
    @Test
    void quirk1AnOutturnBelongsToTheQuarterThatEndsOnItsDate() {
        assertThat(parse(BoeParserTest::outturn))
                .isEqualTo(new Accepted(new Observation(UNEMPLOYMENT, Q3, KNOWN_AT, 0.0487)));
    }

    @Test
    void quirk1AnyOtherDayIsNoQuarter() {
        for (String day : List.of("2025-09-29", "2025-10-01", "2025-08-31")) {
            assertRejected(
                    RejectReason.BAD_PERIOD, row -> BoeFile.row(row, day, "2025-12-31", "unemp", "ons", -1, 0.05));
        }
        assertRejected(
                RejectReason.BAD_KNOWN_AT,
                row -> BoeFile.row(row, "2025-09-30", "2025-12-30", "unemp", "ons", -1, 0.05));
    }

    @Test
    void aForecastKeepsItsMakerHorizonAndVintage() {
        Period nowcast = Q3.plus(1);
        assertThat(parse(row -> forecast(row, "2025-12-31", 0)))
                .isEqualTo(new Accepted(
                        new ForecastByOther(UNEMPLOYMENT, "boe-mpr", Measure.LEVEL, nowcast, 0, KNOWN_AT, 0.05)));
    }

    @Test
    void quirk2TheRestatedOutturnOfAForecastIsSkipped() {
        assertThat(parse(row -> forecast(row, "2025-09-30", -1))).isEqualTo(new Skipped(SkipReason.RESTATES_OUTTURN));
        assertRejected(RejectReason.BAD_HORIZON, row -> forecast(row, "2025-06-30", -2));
    }

    @Test
    void quirk3AForecastWithoutMetricIsALevelAndAnotherMetricIsNone() {
        assertThat(parse(row -> BoeFile.row(row, "2025-12-31", "2025-12-31", "unemp", "mpr", 0, 0.05)))
                .isInstanceOf(Accepted.class);
        assertRejected(
                RejectReason.BAD_UNIT, row -> BoeFile.row(row, "2025-12-31", "2025-12-31", "unemp", "mpr", 0, 0.05)
                        .append("metric", "yoy"));
    }

    @Test
    void whatTheCatalogueDoesNotKnowIsRejected() {
        assertRejected(
                RejectReason.UNKNOWN_SERIES, row -> BoeFile.row(row, "2025-09-30", "2025-12-31", "rpi", "ons", -1, 1));
        assertRejected(
                RejectReason.UNKNOWN_PUBLISHER,
                row -> BoeFile.row(row, "2025-09-30", "2025-12-31", "unemp", "obr", -1, 1));
    }

    @Test
    void aHorizonThatDoesNotLeadToItsTargetIsRejected() {
        assertRejected(RejectReason.BAD_HORIZON, row -> forecast(row, "2026-03-31", 3));
    }

    @Test
    void anOutturnOfAQuarterThatIsNotOverIsRejected() {
        assertRejected(
                RejectReason.PERIOD_NOT_BEGUN,
                row -> BoeFile.row(row, "2025-12-31", "2025-12-31", "unemp", "ons", 0, 0.05));
    }

    @Test
    void aValueThatIsNoFiniteNumberIsRejectedAndNoneIsSkipped() {
        for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            assertRejected(
                    RejectReason.NOT_FINITE,
                    row -> BoeFile.row(row, "2025-09-30", "2025-12-31", "unemp", "ons", -1, value));
        }
        assertThat(parse(row -> BoeFile.key(row, "2025-09-30", "2025-12-31", "unemp", "ons", -1)))
                .isEqualTo(new Skipped(SkipReason.MISSING));
    }

    @Test
    void aRowOfNothingButNullsIsOneReject() {
        assertRejected(RejectReason.UNKNOWN_SERIES, row -> {});
    }

    @Test
    void aFileWithoutItsColumnsIsRefusedByName() {
        byte[] bytes = ParquetFile.of("optional binary variable (STRING);").bytes();
        assertThatThrownBy(() -> parser.rows("fer_outturns.parquet", bytes))
                .isInstanceOf(UnreadablePayloadException.class)
                .hasMessageStartingWith("fer_outturns.parquet: has no column date");
    }
}
