package macrocast.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class DynamicFactorMethodTest implements MethodContract {
    @Override
    public Method method() {
        return new DynamicFactorMethod();
    }

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

    /** A factor with memory 0.8 behind six series of 600 periods, with a fifth of the cells unknown. */
    @Test
    void findsTheFactorBehindCellsThatAreMissing() {
        Random random = new Random(3);
        int periods = 600;
        double[] factor = new double[periods];
        for (int t = 1; t < periods; t++) {
            factor[t] = 0.8 * factor[t - 1] + 0.6 * random.nextGaussian();
        }
        DynamicFactor model = new DynamicFactor(periods);
        double[] first = new double[periods];
        for (int i = 0; i < 6; i++) {
            double[] y = new double[periods];
            double own = 0;
            for (int t = 0; t < periods; t++) {
                own = 0.5 * own + 0.4 * random.nextGaussian();
                y[t] = random.nextInt(5) == 0 ? Double.NaN : factor[t] + own;
                first[t] += Double.isNaN(y[t]) ? 0 : y[t] / 5;
            }
            model.add(y, false);
        }
        model.estimate(first);
        double product = 0;
        double squares = 0;
        double found = 0;
        for (int t = 0; t < periods; t++) {
            product += factor[t] * model.factor(t);
            squares += factor[t] * factor[t];
            found += model.factor(t) * model.factor(t);
        }
        assertThat(product / StrictMath.sqrt(squares * found)).isGreaterThan(0.95);
    }

    /** One series of white noise around nothing: the likelihood of n values is known in closed form where loadings vanish. */
    @Test
    void theLikelihoodOfWhiteNoiseIsThatOfTheNormalDistribution() {
        Random random = new Random(5);
        int periods = 400;
        DynamicFactor model = new DynamicFactor(periods);
        double[][] y = new double[2][periods];
        for (double[] series : y) {
            for (int t = 0; t < periods; t++) {
                series[t] = random.nextGaussian();
            }
            model.add(series, false);
        }
        model.estimate(new double[periods]);
        double expected = 0;
        for (double[] series : y) {
            double squares = 0;
            for (double value : series) {
                squares += value * value;
            }
            expected -= periods / 2.0 * (StrictMath.log(squares / periods) + 1);
        }
        // Two parameters that are nothing in truth are worth about one unit of likelihood each.
        assertThat(model.likelihood()).isCloseTo(expected, within(4.0));
    }
}
