package macrocast.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Ten series of two factors and noise of a tenth: what the components of a panel have to find again. */
class FactorPanelTest {
    private static final int PERIODS = 200;
    private final double[][] factors = new double[2][PERIODS];
    private final double[][] series = new double[10][PERIODS];

    FactorPanelTest() {
        Random random = new Random(4);
        for (int t = 0; t < PERIODS; t++) {
            factors[0][t] = random.nextGaussian();
            factors[1][t] = random.nextGaussian();
            for (int i = 0; i < series.length; i++) {
                series[i][t] = (i < 6 ? factors[0][t] : factors[1][t]) + 0.1 * random.nextGaussian();
            }
        }
    }

    private FactorPanel panel(boolean[][] known) {
        FactorPanel panel = new FactorPanel(PERIODS);
        for (int i = 0; i < series.length; i++) {
            panel.add(series[i], known[i]);
        }
        return panel;
    }

    private boolean[][] everything() {
        boolean[][] known = new boolean[series.length][PERIODS];
        for (boolean[] row : known) {
            Arrays.fill(row, true);
        }
        return known;
    }

    private static double correlation(double[] left, double[] right, int from) {
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (int t = from; t < left.length; t++) {
            xx += left[t] * left[t];
            yy += right[t] * right[t];
            xy += left[t] * right[t];
        }
        return Math.abs(xy) / Math.sqrt(xx * yy);
    }

    @Test
    void theFactorOfMostSeriesComesFirst() {
        double[][] found = panel(everything()).components(2);
        assertThat(correlation(found[0], factors[0], 0)).isGreaterThan(0.95);
        assertThat(correlation(found[1], factors[1], 0)).isGreaterThan(0.95);
        assertThat(correlation(found[0], found[1], 0)).isLessThan(1e-10);
        assertThat(Arrays.stream(found[0]).map(f -> f * f).average().orElseThrow())
                .isBetween(1 - 1e-10, 1 + 1e-10);
    }

    @Test
    void aMissingStartAndARaggedEdgeAreFilled() {
        boolean[][] known = everything();
        for (int i = 0; i < series.length; i += 2) {
            Arrays.fill(known[i], PERIODS - 5, PERIODS, false);
            Arrays.fill(series[i], PERIODS - 5, PERIODS, 1e9);
        }
        Arrays.fill(known[1], 0, 90, false);
        double[][] found = panel(known).components(2);
        assertThat(correlation(found[0], factors[0], PERIODS - 5)).isGreaterThan(0.95);
        assertThat(correlation(found[1], factors[1], PERIODS - 5)).isGreaterThan(0.95);
    }

    @Test
    void aCellFarOffIsTakenForMissing() {
        series[0][100] = 1e6;
        double[][] found = panel(everything()).components(2);
        assertThat(correlation(found[0], factors[0], 0)).isGreaterThan(0.95);
    }

    @Test
    void whatDoesNotMoveIsLeftOut() {
        FactorPanel panel = new FactorPanel(PERIODS);
        boolean[] known = new boolean[PERIODS];
        Arrays.fill(known, true);
        panel.add(new double[PERIODS], known);
        panel.add(series[0], new boolean[PERIODS]);
        assertThat(panel.size()).isZero();
    }
}
