package macrocast.backtest;

import static macrocast.backtest.Examples.quarter;
import static macrocast.backtest.Examples.vintage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import macrocast.domain.Measure;
import macrocast.domain.Truth;
import macrocast.domain.Vintage;
import org.junit.jupiter.api.Test;

class OutturnsTest {

    @Test
    void aTruthIsTakenByItsMaturity() {
        // Quarter 0 is published at the end of quarter 1 (k = 0) and revised by 1 in each later one up to k = 15.
        List<Vintage> vintages = new ArrayList<>();
        for (int k = 0; k <= 15; k++) {
            double[] values = new double[k + 1];
            values[0] = 100 + k;
            vintages.add(vintage(k + 1, 0, values));
        }
        Outturns outturns = new Outturns(vintages);
        assertThat(value(outturns, 0, Truth.FIRST)).isEqualTo(100);
        assertThat(value(outturns, 0, Truth.K12)).isEqualTo(112);
        assertThat(value(outturns, 0, Truth.LATEST)).isEqualTo(115);
        assertThat(outturns.actual(quarter(0), Measure.LEVEL, Truth.K12)
                        .orElseThrow()
                        .maturity())
                .isEqualTo(12);
        assertThat(outturns.actual(quarter(99), Measure.LEVEL, Truth.K12)).isEmpty();
    }

    @Test
    void withoutAYoungVintageTheNextOlderTellsTheTruth() {
        double[] early = new double[20];
        early[0] = 7;
        double[] late = new double[21];
        late[0] = 8;
        assertThat(value(new Outturns(List.of(vintage(21, 0, late), vintage(20, 0, early))), 0, Truth.K12))
                .isEqualTo(7);
    }

    @Test
    void growthStaysInsideOneVintage() {
        // The second vintage has another base year: all values are ten times as large.
        Outturns outturns = new Outturns(
                List.of(vintage(5, 0, 100, 100, 100, 100, 102), vintage(6, 0, 1000, 1000, 1000, 1000, 1030, 1040)));
        assertThat(outturns.actual(quarter(4), Measure.GROWTH, Truth.FIRST)
                        .orElseThrow()
                        .value())
                .isCloseTo(0.02, within(1e-15));
        assertThat(outturns.actual(quarter(4), Measure.GROWTH, Truth.LATEST)
                        .orElseThrow()
                        .value())
                .isCloseTo(0.03, within(1e-15));
        assertThat(outturns.actual(quarter(2), Measure.GROWTH, Truth.LATEST)).isEmpty();
    }

    @Test
    void growthOnABaseOfNothingIsNone() {
        assertThat(new Outturns(List.of(vintage(5, 0, 0, 1, 1, 1, 2))).actual(quarter(4), Measure.GROWTH, Truth.FIRST))
                .isEmpty();
    }

    private static double value(Outturns outturns, int quarter, Truth truth) {
        return outturns.actual(quarter(quarter), Measure.LEVEL, truth)
                .orElseThrow()
                .value();
    }
}
