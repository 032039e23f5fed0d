package macrocast.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BoxCoxMethodTest {
    @Test
    void spreadInProportionToTheLevelAsksForLogarithmsAndAnEqualOneForNothing() {
        double[] proportional = new double[40];
        double[] equal = new double[40];
        for (int t = 0; t < 40; t++) {
            double level = 10 + 5 * (t / 4);
            proportional[t] = level * (t % 2 == 0 ? 1.1 : 0.9);
            equal[t] = level + (t % 2 == 0 ? 1 : -1);
        }
        assertThat(BoxCoxMethod.power(proportional, 4)).isCloseTo(0, within(1e-5));
        assertThat(BoxCoxMethod.power(equal, 4)).isCloseTo(1, within(1e-5));
    }

    @Test
    void theTransformHasAnInverse() {
        for (double lambda : new double[] {0, 0.25, 1}) {
            assertThat(BoxCoxed.outOf(lambda, BoxCoxed.into(lambda, 7))).isCloseTo(7, within(1e-12));
        }
        assertThat(BoxCoxed.outOf(0.5, -5)).isZero();
    }
}
