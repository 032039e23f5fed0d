package macrocast.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import macrocast.domain.Frequency;
import macrocast.domain.SeriesKey;
import macrocast.domain.Transform;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class CalibratedTest implements MethodContract {
    @Override
    public Method method() {
        return CalibratedMethod.smoothMean();
    }

    // A season of ratios knows a zero.
    @Override
    public boolean followsShift() {
        return false;
    }

    /** Four methods at nine origins: twenty thousand values take minutes, and show no more. */
    @Override
    public Map<Frequency, Integer> manyValues() {
        return Map.of(Frequency.WEEKLY, 120, Frequency.QUARTERLY, 1_000);
    }

    @Test
    void aMethodThatIsRightHalfTheTimeWidensItsIntervals() {
        // The naive method knows the size of single steps; of steps that go on it knows too little.
        Random random = new Random(3);
        List<Double> calm = new ArrayList<>();
        List<Double> drifting = new ArrayList<>();
        double wander = 100;
        for (int t = 0; t < 80; t++) {
            wander += random.nextGaussian();
            calm.add(wander);
            drifting.add(100 + 2.0 * t + 0.1 * random.nextGaussian());
        }
        assertThat(factor(calm)).isBetween(0.9, 1.6);
        // Errors of h steps are h drifts, said to be sqrt(h): a mean square of (1 + ... + 8) / 8 = 4.5 where 8 are
        // known.
        assertThat(factor(drifting)).isBetween(1.7, 2.2);
    }

    @Test
    void withoutEarlierOriginsTheFactorIsThePriorOne() {
        assertThat(factor(List.of(1., 3., 2., 5., 4.))).isCloseTo(1.5, within(1e-12));
    }

    @Test
    void meansStayAsTheyWere() {
        for (TrainingSet data : MethodContract.examples()) {
            Rescaled model = (Rescaled) MethodContract.trained(method(), data);
            Trajectory own = model.trajectory(STEPS);
            assertThat(own.means()).isEqualTo(model.inner().trajectory(STEPS).means());
            assertThat(own.sigma(3))
                    .isEqualTo(model.factor() * model.inner().trajectory(STEPS).sigma(3));
        }
    }

    private static double factor(List<Double> values) {
        Method calibrated = new CalibratedMethod("calibrated", "Calibrated", RandomWalkMethod.naive());
        return ((Rescaled) MethodContract.trained(
                        calibrated,
                        new TrainingSet(
                                new SeriesKey("test", "made"),
                                MethodContract.origin(Frequency.QUARTERLY),
                                values,
                                Transform.NONE)))
                .factor();
    }
}
