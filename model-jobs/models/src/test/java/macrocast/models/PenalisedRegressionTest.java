package macrocast.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PenalisedRegressionTest {
    /** Twenty regressors of which the first alone says anything: y = 3 + 2 x + noise of size 1. */
    private static double error(double share, long seed) {
        Random random = new Random(seed);
        double[][] rows = new double[81][20];
        double[] targets = new double[80];
        for (int r = 0; r < rows.length; r++) {
            for (int i = 0; i < 20; i++) {
                rows[r][i] = random.nextGaussian();
            }
            if (r < targets.length) {
                targets[r] = 3 + 2 * rows[r][0] + random.nextGaussian();
            }
        }
        return new PenalisedRegression(share, 4).fit(rows, targets, 0).told() - 3 - 2 * rows[80][0];
    }

    private static double meanSquare(double share) {
        double squares = 0;
        for (long seed = 0; seed < 60; seed++) {
            double error = error(share, seed);
            squares += error * error / 60;
        }
        return squares;
    }

    /** 21 coefficients cost 21 / 80 / (1 - 21 / 80) = 0.36 by least squares; two of them 0.026, and their choice a little more. */
    @Test
    void theLassoFindsTheOneThatSpeaks() {
        assertThat(meanSquare(1)).isLessThan(0.15);
        assertThat(meanSquare(0.5)).isBetween(meanSquare(1) / 1.5, meanSquare(0));
        assertThat(meanSquare(0)).isLessThan(0.4);
    }

    /** With one regressor of variance 1, covariance s with the target, the LASSO is s less the penalty (soft threshold). */
    @Test
    void whatIsToldIsTheMeanWhereNothingSpeaks() {
        double[][] rows = new double[41][1];
        double[] targets = new double[40];
        for (int r = 0; r < 41; r++) {
            rows[r][0] = r % 2 == 0 ? 1 : -1;
            if (r < 40) {
                targets[r] = 5 + (r / 2 % 2 == 0 ? 0.1 : -0.1);
            }
        }
        assertThat(new PenalisedRegression(1, 4).fit(rows, targets, 0).told()).isCloseTo(5, within(0.05));
    }

    /** What comes later cannot change an error that was made before it. */
    @Test
    void noRowIsToldByWhatCameAfterIt() {
        Random random = new Random(2);
        double[][] rows = new double[41][3];
        double[] targets = new double[40];
        for (int r = 0; r < 41; r++) {
            for (int i = 0; i < 3; i++) {
                rows[r][i] = random.nextGaussian();
            }
            if (r < 40) {
                targets[r] = rows[r][0] + 0.1 * random.nextGaussian();
            }
        }
        double[] before = new PenalisedRegression(0, 4).fit(rows, targets, 2).errors();
        double[] changed = targets.clone();
        changed[39] += 1e-9;
        double[] after = new PenalisedRegression(0, 4).fit(rows, changed, 2).errors();
        assertThat(Arrays.copyOf(after, 19)).isEqualTo(Arrays.copyOf(before, 19));
    }
}
