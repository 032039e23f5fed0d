package macrocast.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class BridgeMethodTest implements MethodContract {
    @Override
    public Method method() {
        return new BridgeMethod();
    }

    /** The growth of a quarter has a deviation of about 0.02, of which its own noise of 0.0014 is all that months cannot tell. */
    @Test
    void theMoreMonthsAreKnownTheLessItErrs() {
        double alone = MixedEconomy.error(method(), 0, true);
        double one = MixedEconomy.error(method(), 1, false);
        double all = MixedEconomy.error(method(), 3, false);
        assertThat(one).isLessThan(0.7 * alone);
        assertThat(all).isLessThan(0.4 * alone).isLessThan(one);
    }

    @Test
    void uncertaintyFallsWithWhatIsKnown() {
        assertThat(sigma(3)).isLessThan(0.7 * sigma(0));
    }

    private double sigma(int monthsKnown) {
        return MethodContract.trained(method(), MixedEconomy.of(1, monthsKnown).target())
                .trajectory(1)
                .sigma(1);
    }

    /** Rows of one regressor that tells everything: no penalty is best, and half the rows are judged. */
    @Test
    void theRidgeLeavesALineAlone() {
        double[][] rows = new double[41][1];
        double[] targets = new double[40];
        Random random = new Random(1);
        for (int r = 0; r < 41; r++) {
            rows[r][0] = random.nextGaussian();
            if (r < 40) {
                targets[r] = 3 + 2 * rows[r][0];
            }
        }
        PenalisedRegression.Fit fit = new PenalisedRegression(0, 4).fit(rows, targets, 0);
        assertThat(fit.told()).isCloseTo(3 + 2 * rows[40][0], within(0.2));
        assertThat(fit.errors()).hasSize(20);
    }

    @Test
    void whatIsLeftOutMovesNothing() {
        double[][] rows = {{1}, {2}, {3}, {2}, {1}, {3}, {2}, {1}, {3}, {1}, {2}, {3}, {2}};
        double[] targets = {1, 2, 3, 2, 1, 3, 2, 1, 3, Double.NaN, 2, 3};
        double[] wild = targets.clone();
        wild[9] = 1e9;
        assertThat(new PenalisedRegression(0, 4).fit(rows, targets, 0).told()).isCloseTo(2, within(0.1));
        assertThat(new PenalisedRegression(0, 4).fit(rows, wild, 0).told()).isGreaterThan(1e3);
        assertThat(List.of(new PenalisedRegression(0, 4).fit(rows, targets, 0).firstJudged()))
                .containsExactly(10);
    }
}
