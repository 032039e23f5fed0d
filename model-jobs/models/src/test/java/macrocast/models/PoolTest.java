package macrocast.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import macrocast.domain.Frequency;
import macrocast.domain.SeriesKey;
import macrocast.domain.Transform;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class PoolTest implements MethodContract {
    @Override
    public Method method() {
        return PoolMethod.weighted();
    }

    @Override
    public boolean followsScale(Transform transform) {
        return transform == Transform.LOG;
    }

    @Override
    public boolean followsShift() {
        return false;
    }

    @Override
    public double precision() {
        return 1e-4;
    }

    private static RandomWalk walk(double last) {
        return new RandomWalk(
                new Basis("w", "1", MethodContract.origin(Frequency.ANNUAL), Transform.NONE, List.of(1.0)),
                last,
                0,
                0,
                1);
    }

    private static Pool pool(int trimmed, List<Double> weights) {
        return new Pool(
                new Basis("p", "1", MethodContract.origin(Frequency.ANNUAL), Transform.NONE, List.of(1.0)),
                List.of(walk(1), walk(2), walk(30)),
                weights,
                trimmed);
    }

    @Test
    void aPoolOfThreeWithoutTheOuterTwoIsTheirMedian() {
        assertThat(pool(1, List.of(1.0, 1.0, 1.0)).trajectory(2).means()).containsExactly(2.0, 2.0);
        assertThat(pool(0, List.of(1.0, 1.0, 0.0)).trajectory(1).mean(1)).isEqualTo(1.5);
        assertThat(pool(0, List.of(0.5, 0.25, 0.25)).trajectory(1).mean(1)).isCloseTo(8.5, within(1e-12));
    }

    @Test
    void refusesToLeaveOutEverything() {
        assertThatThrownBy(() -> pool(2, List.of(1.0, 1.0, 1.0)))
                .hasMessage("p has 3 members, 3 weights with the sum 3.0 and leaves out 4, needs as many weights with a"
                        + " sum above 0 and a member that is left");
    }

    /** A straight line: drift has no error at any origin, naive errs by a step and more. */
    @Test
    void weighsByEarlierErrors() {
        List<Double> values = new ArrayList<>();
        for (int t = 0; t < 60; t++) {
            values.add(t + (t % 2 == 0 ? 0.01 : -0.01));
        }
        TrainingSet line = new TrainingSet(
                new SeriesKey("test", "line"), MethodContract.origin(Frequency.QUARTERLY), values, Transform.NONE);
        PoolMethod method = new PoolMethod(
                "two",
                "Two",
                List.of(RandomWalkMethod.naive(), RandomWalkMethod.drift()),
                new PoolMethod.Recipe(0, 5, 2, 0, 0.5));
        Pool pool = (Pool) MethodContract.trained(method, line);
        assertThat(pool.weights().get(0)).isCloseTo(0.25, within(0.01));
        assertThat(pool.weights().get(1)).isCloseTo(0.75, within(0.01));
    }
}
