package macrocast.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import macrocast.backtest.Panel;
import macrocast.domain.Frequency;
import macrocast.domain.Period;
import macrocast.domain.PeriodValue;
import macrocast.domain.SeriesKey;
import macrocast.domain.Transform;
import macrocast.domain.Vintage;
import org.junit.jupiter.api.Test;

class TwinTest {
    @Test
    void theWorstQuartersBecomeAStraightLine() {
        // 2020-Q1 is 10 and 2021-Q1 is 14; what lies between is wild.
        double[] values = {9, 10, 0, 99, -7, 14};
        Vintage vintage = new Vintage(
                new SeriesKey("test", "wild"),
                Frequency.QUARTERLY,
                Instant.parse("2021-06-30T00:00:00Z"),
                IntStream.range(0, values.length)
                        .mapToObj(i -> new PeriodValue(Period.parse("2019-Q4").plus(i), values[i]))
                        .toList());
        Panel twin = Twin.of(Panel.alone(Transform.NONE, List.of(vintage)));
        assertThat(twin.series().vintages()).singleElement().satisfies(found -> assertThat(found.values())
                .extracting(PeriodValue::value)
                .containsExactly(9.0, 10.0, 11.0, 12.0, 13.0, 14.0));
    }
}
