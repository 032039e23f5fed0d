package macrocast.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import macrocast.domain.ForecastByOther;
import macrocast.domain.Frequency;
import macrocast.domain.Measure;
import macrocast.domain.Observation;
import macrocast.domain.Period;
import macrocast.domain.Rejected;
import macrocast.domain.SeriesKey;
import macrocast.domain.SourceRow;
import macrocast.store.StageRow;
import org.junit.jupiter.api.Test;

class StageRowCoderTest {
    private static final SeriesKey SERIES = new SeriesKey("boe", "unemp");
    private static final Period QUARTER = new Period(Frequency.QUARTERLY, LocalDate.of(2025, 7, 1));
    private static final Instant KNOWN_AT = Instant.parse("2025-12-31T00:00:00.000000001Z");

    @Test
    void everyKindOfRowComesBackAsItWas() throws IOException {
        List<SourceRow> rows = List.of(
                new Observation(SERIES, QUARTER, KNOWN_AT, 0.1 + 0.2),
                new Observation(SERIES, QUARTER, KNOWN_AT, null),
                new ForecastByOther(SERIES, "boe-mpr", Measure.LEVEL, QUARTER, 12, KNOWN_AT, -0.0),
                new Rejected("unemp", "2025Q3", "BAD_PERIOD", "a\tb\nc \u20ac"),
                new Rejected(null, null, "UNKNOWN_SERIES", ""));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < rows.size(); i++) {
            StageRowCoder.of().encode(new StageRow("a".repeat(64), i + 1, rows.get(i)), bytes);
        }
        ByteArrayInputStream stream = new ByteArrayInputStream(bytes.toByteArray());
        for (int i = 0; i < rows.size(); i++) {
            assertThat(StageRowCoder.of().decode(stream)).isEqualTo(new StageRow("a".repeat(64), i + 1, rows.get(i)));
        }
        assertThat(stream.available()).isZero();
    }
}
