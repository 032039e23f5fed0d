package macrocast.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ArithmeticTest {

    @Test
    void leastSquaresSolvesNormalEquations() {
        // 4x + 2y = 10, 2x + 3y = 9 has x = 1.5, y = 2.
        double[][] matrix = {{4, 2}, {2, 3}};
        double[] right = {10, 9};
        LeastSquares.solve(matrix, right);
        assertThat(right).containsExactly(new double[] {1.5, 2}, within(1e-12));
    }

    @Test
    void leastSquaresLeavesOutADependentColumn() {
        // The second column is twice the first.
        double[][] matrix = {{1, 2, 0}, {2, 4, 0}, {0, 0, 1}};
        double[] right = {3, 6, 5};
        LeastSquares.solve(matrix, right);
        assertThat(right).containsExactly(new double[] {3, 0, 5}, within(1e-12));
    }

    @Test
    void nelderMeadFindsTheBottomOfRosenbrocksValley() {
        NelderMead search = new NelderMead(new double[] {-5, -5}, new double[] {5, 5}, 1e-14, 2000);
        double[] found = search.minimise(
                at -> 100 * Math.pow(at[1] - at[0] * at[0], 2) + Math.pow(1 - at[0], 2),
                new double[] {-1.2, 1},
                new double[] {0.5, 0.5});
        assertThat(found).containsExactly(new double[] {1, 1}, within(1e-5));
    }

    @Test
    void nelderMeadStaysInsideItsBounds() {
        NelderMead search = new NelderMead(new double[] {0.5}, new double[] {2}, 1e-12, 500);
        assertThat(search.minimise(at -> at[0], new double[] {1}, new double[] {0.3}))
                .containsExactly(new double[] {0.5}, within(1e-6));
    }

    @Test
    void stabilityIsThatOfTheTransitionMatrix() {
        Random random = new Random(3);
        int stable = 0;
        for (int trial = 0; trial < 300; trial++) {
            double alpha = 2.2 * random.nextDouble() - 0.1;
            double beta = 0.5 * random.nextDouble();
            double gamma = 1.5 * random.nextDouble();
            double phi = 0.8 + 0.18 * random.nextDouble();
            boolean forgets = forgets(alpha, beta, gamma, phi, 4);
            assertThat(new Stability(4, true).holds(alpha, beta, gamma, phi))
                    .as(alpha + " " + beta + " " + gamma + " " + phi)
                    .isEqualTo(forgets);
            stable += forgets ? 1 : 0;
        }
        assertThat(stable).isBetween(20, 280);
    }

    /** Whether a unit of level dies out in the errors when the recursion runs on zeros. */
    private static boolean forgets(double alpha, double beta, double gamma, double phi, int season) {
        double level = 1;
        double trend = 0.5;
        double[] seasons = {0.3, -0.2, 0.7, 0.1};
        double error = 0;
        for (int t = 0; t < 400_000; t++) {
            double q = level + phi * trend;
            error = -(q + seasons[t % season]);
            level = q + alpha * error;
            trend = phi * trend + beta * error;
            seasons[t % season] += gamma * error;
            if (!(Math.abs(error) < 1e100)) {
                return false;
            }
        }
        return Math.abs(error) < 1e-3;
    }

    @Test
    void jumpsMoveTheLevelAndNotTheTrend() {
        double[] values = new double[60];
        for (int t = 1; t < values.length; t++) {
            // Steps of 1, 2 and 3 in turn: median 2, distances mostly 1, so the limit is 4 * 1.4826.
            values[t] = values[t - 1] + 1 + t % 3 - (t == 50 ? 100 : 0);
        }
        Jumps jumps = Jumps.in(values, 1, 4);
        double cut = -97 - (2 - 4 * 1.4826);
        assertThat(jumps.total()).isCloseTo(cut, within(1e-9));
        assertThat(jumps.values()[59]).isCloseTo(values[59] - cut, within(1e-9));
        assertThat(jumps.values()[49]).isEqualTo(values[49]);
    }

    @Test
    void aSeasonIsNoJump() {
        double[] values = new double[60];
        for (int t = 1; t < values.length; t++) {
            values[t] = values[t - 1] + (t % 4 == 0 ? -30 : 10) + 0.1 * (t % 3);
        }
        assertThat(Jumps.in(values, 4, 4).found()).isFalse();
        values[59] += 20;
        assertThat(Jumps.in(values, 4, 4).total()).isBetween(18.0, 20.0);
    }

    @Test
    void aSpikeGoesAndAShiftStays() {
        double[] values = new double[60];
        for (int t = 1; t < values.length; t++) {
            values[t] = values[t - 1] + 1 + t % 3 + (t == 40 ? 20 : 0);
        }
        double[] spiked = values.clone();
        // Not far enough for two jumps, whose limit is 4 * 1.4826: as one spike it counts sqrt(2) times as much.
        spiked[20] -= 5.5;
        Jumps jumps = Jumps.andSpikes(spiked, 1, 4);
        assertThat(Jumps.rare(spiked, 1, 4).values()[20]).isEqualTo(spiked[20]);
        // Steps of 3 and 1 beside it are 1 and -1 off the median: 20 would have been halfway, one above.
        assertThat(jumps.values()[20]).isCloseTo((values[19] + values[21]) / 2, within(1e-9));
        assertThat(jumps.total()).isCloseTo(Jumps.rare(values, 1, 4).total(), within(1e-9));
        assertThat(jumps.total()).isBetween(14.0, 20.0);
    }

    @Test
    void aSeriesWithoutUsualChangesHasNoJumps() {
        double[] values = new double[60];
        values[30] = 5;
        assertThat(Jumps.in(values, 1, 4).found()).isFalse();
    }
}
