package macrocast.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import macrocast.domain.Frequency;
import macrocast.domain.SeriesKey;
import macrocast.domain.Transform;
import org.junit.jupiter.api.Test;

class StructuralTest implements MethodContract {
    @Override
    public Method method() {
        return new StructuralMethod();
    }

    /** The search stops when the likelihood changes by 1e-7. */
    @Override
    public double precision() {
        return 1e-4;
    }

    @Test
    void aLocalLevelIsForecastBySmoothingWithTheSteadyGain() {
        // With noise 1 and level 0.25 the steady covariance p solves p = p - p^2 / (p + 1) + 0.25.
        double p = 0.125 + StrictMath.sqrt(0.125 * 0.125 + 0.25);
        double gain = p / (p + 1);
        double[] values = new double[200];
        Random random = new Random(2);
        double level = 0;
        for (int t = 0; t < values.length; t++) {
            level += 0.5 * random.nextGaussian();
            values[t] = level + random.nextGaussian();
        }
        double smoothed = values[0];
        for (double value : values) {
            smoothed += gain * (value - smoothed);
        }
        StructuralFilter filter =
                new StructuralFilter(values, new Structure(false, 1), new double[] {1, 0.25, 0, 0}, 1);
        assertThat(filter.state()[0]).isCloseTo(smoothed, within(1e-9));
        assertThat(filter.covariance()[0][0]).isCloseTo(p, within(1e-6));
    }

    @Test
    void aLineAndASeasonGoOn() {
        List<Double> values = new ArrayList<>();
        Random random = new Random(1);
        double[] season = {3, -1, -4, 2};
        for (int t = 0; t < 80; t++) {
            values.add(10 + 0.5 * t + season[t % 4] + 0.05 * random.nextGaussian());
        }
        List<ForecastPoint> points = MethodContract.trained(
                        method(),
                        new TrainingSet(
                                new SeriesKey("test", "line"),
                                MethodContract.origin(Frequency.QUARTERLY),
                                values,
                                Transform.NONE))
                .forecast(8);
        for (int i = 0; i < 8; i++) {
            assertThat(points.get(i).mean()).isCloseTo(10 + 0.5 * (80 + i) + season[i % 4], within(0.3));
        }
    }

    @Test
    void aRandomWalksChangeOverAYearHasTheVarianceOfAYear() {
        StructuralModel walk = new StructuralModel(
                new Basis(
                        "structural",
                        "1",
                        MethodContract.origin(Frequency.QUARTERLY),
                        Transform.NONE,
                        List.of(1., 1., 1., 1.)),
                false,
                1,
                List.of(5.),
                List.of(9.),
                List.of(0., 9., 0., 0.));
        Trajectory path = walk.trajectory(8);
        assertThat(path.sigma(4)).isCloseTo(6, within(1e-12));
        assertThat(path.yearSigma(4)).isCloseTo(6, within(1e-12));
        assertThat(path.sigma(8)).isCloseTo(3 * StrictMath.sqrt(8), within(1e-12));
        assertThat(path.yearSigma(8)).isCloseTo(6, within(1e-12));
    }

    @Test
    void theGoldenModelForecastsAsItDid() throws IOException {
        TrainingSet data = MethodContract.examples().get(6);
        GoldenModels.check("structural-QUARTERLY-LOG", MethodContract.trained(method(), data));
    }
}
