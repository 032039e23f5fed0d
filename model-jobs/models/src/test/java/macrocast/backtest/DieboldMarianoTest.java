package macrocast.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DieboldMarianoTest {

    @Test
    void oneStepAheadItIsTheTTestOfTheLossDifferences() {
        // Squared errors 1, 4, 9, 16 against 0: mean 7.5, variance by n 32.25, so t = 7.5 / sqrt(32.25 / 4) = 2.641;
        // the
        // correction sqrt((n + 1 - 2) / n) = sqrt(3 / 4) makes it the usual one by n - 1.
        DieboldMariano found =
                DieboldMariano.of(new double[] {1, 2, 3, 4}, new double[4], 0).orElseThrow();
        assertThat(found.statistic()).isCloseTo(7.5 / Math.sqrt(32.25 / 4) * Math.sqrt(0.75), within(1e-12));
        // Two-sided with three degrees of freedom: 1 - 2 / pi (atan(u) + u / (1 + u^2)), u = t / sqrt(3).
        assertThat(found.p()).isCloseTo(0.106202, within(1e-6));
        assertThat(found.n()).isEqualTo(4);
    }

    @Test
    void overlappingHorizonsCountAutocovariances() {
        // Differences 1, 1, 4, 4: mean 2.5, g0 = 2.25, g1 = (2.25 - 2.25 + 2.25) / 4 = 0.5625.
        DieboldMariano found =
                DieboldMariano.of(new double[] {1, 1, 2, 2}, new double[4], 1).orElseThrow();
        double variance = (2.25 + 2 * 0.5625) / 4;
        double correction = Math.sqrt((4 + 1 - 4 + 2 / 4.0) / 4);
        assertThat(found.statistic()).isCloseTo(2.5 / Math.sqrt(variance) * correction, within(1e-12));
    }

    @Test
    void bartlettWeightsStepInWhereTheVarianceIsNegative() {
        // Differences 4, 1 in turn: g0 = 2.25, g1 = -2.25 * 5 / 6 = -1.875, so g0 + 2 g1 < 0 and g0 + g1 > 0.
        DieboldMariano found = DieboldMariano.of(new double[] {2, 1, 2, 1, 2, 1}, new double[6], 1)
                .orElseThrow();
        double variance = (2.25 - 1.875) / 6;
        double correction = Math.sqrt((6 + 1 - 4 + 2 / 6.0) / 6);
        assertThat(found.statistic()).isCloseTo(2.5 / Math.sqrt(variance) * correction, within(1e-12));
    }

    @Test
    void changesSignWithTheOrder() {
        double[] first = {1, -2, 0.5, 3, 1};
        double[] second = {0.5, 1, -1, 2, 2};
        DieboldMariano forward = DieboldMariano.of(first, second, 0).orElseThrow();
        DieboldMariano backward = DieboldMariano.of(second, first, 0).orElseThrow();
        assertThat(forward.statistic()).isEqualTo(-backward.statistic());
        assertThat(forward.p()).isEqualTo(backward.p());
    }

    @Test
    void equalOrTooFewErrorsSayNothing() {
        assertThat(DieboldMariano.of(new double[] {1, 2, 3}, new double[] {1, 2, 3}, 0))
                .isEmpty();
        assertThat(DieboldMariano.of(new double[] {1, 2, 3}, new double[] {3, 2, 2}, 2))
                .isEmpty();
        assertThatThrownBy(() -> DieboldMariano.of(new double[2], new double[3], 0))
                .hasMessage("There are 2 and 3 errors, need pairs");
    }

    @Test
    void tailsAreThoseOfTheTables() {
        // Abramowitz and Stegun, table 26.10.
        assertThat(StudentT.twoSided(2.228, 10)).isCloseTo(0.05, within(5e-5));
        assertThat(StudentT.twoSided(-2.776, 4)).isCloseTo(0.05, within(5e-5));
        assertThat(StudentT.twoSided(2.576, 1e6)).isCloseTo(0.01, within(1e-5));
        // One degree of freedom is Cauchy's distribution: half of it lies beyond 1.
        assertThat(StudentT.twoSided(1, 1)).isCloseTo(0.5, within(1e-12));
        assertThat(StudentT.twoSided(0, 7)).isEqualTo(1);
    }
}
