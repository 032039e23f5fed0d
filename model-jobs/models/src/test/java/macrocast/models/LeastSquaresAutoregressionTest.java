package macrocast.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import macrocast.domain.Frequency;
import macrocast.domain.SeriesKey;
import macrocast.domain.Transform;
import org.junit.jupiter.api.Test;

class LeastSquaresAutoregressionTest implements MethodContract {
    @Override
    public Method method() {
        return new LeastSquaresAutoregressionMethod();
    }

    @Test
    void findsOrderAndCoefficients() {
        Autoregression model = fit(0);
        assertThat(model.coefficients()).hasSize(2);
        assertThat(model.coefficients().get(0)).isCloseTo(0.5, within(0.05));
        assertThat(model.coefficients().get(1)).isCloseTo(-0.3, within(0.05));
        assertThat(model.constant()).isCloseTo(1, within(0.1));
        assertThat(model.sigma()).isCloseTo(1, within(0.05));
    }

    @Test
    void aSpikeTeachesNothing() {
        Autoregression model = fit(60);
        assertThat(model.coefficients()).hasSize(2);
        assertThat(model.coefficients().get(0)).isCloseTo(0.5, within(0.05));
        assertThat(model.coefficients().get(1)).isCloseTo(-0.3, within(0.05));
    }

    /** Changes 1 + 0.5 and -0.3 of those before, with errors of one, and one value of them all moved. */
    private Autoregression fit(double spike) {
        Random random = new Random(5);
        List<Double> values = new ArrayList<>();
        double level = 0;
        double last = 0;
        double before = 0;
        for (int t = 0; t < 1500; t++) {
            double change = 1 + 0.5 * last - 0.3 * before + random.nextGaussian();
            before = last;
            last = change;
            level += change;
            values.add(level + (t == 900 ? spike : 0));
        }
        TrainingSet data = new TrainingSet(
                new SeriesKey("test", "made"), MethodContract.origin(Frequency.ANNUAL), values, Transform.NONE);
        return (Autoregression) MethodContract.trained(method(), data);
    }
}
