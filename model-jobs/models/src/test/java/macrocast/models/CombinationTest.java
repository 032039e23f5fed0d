package macrocast.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.List;
import macrocast.domain.Frequency;
import macrocast.domain.Period;
import macrocast.domain.Transform;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class CombinationTest implements MethodContract {
    private static final Period ORIGIN = new Period(Frequency.ANNUAL, LocalDate.of(2025, 1, 1));

    @Override
    public Method method() {
        return CombinationMethod.standard();
    }

    // As little as its members.
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
        return 1e-6;
    }

    @Test
    void aMemberThatReadsCompanionsMakesTheMeanReadThem() {
        assertThat(CombinationMethod.families().readsCompanions()).isTrue();
        assertThat(CombinationMethod.standard().readsCompanions()).isFalse();
        TrainingSet data = MethodContract.examples().getFirst();
        double alone = MethodContract.trained(CombinationMethod.families(), data)
                .forecast(1)
                .getFirst()
                .mean();
        TrainingSet other = MethodContract.examples().get(1);
        double together = MethodContract.trained(CombinationMethod.families(), data.with(List.of(other)))
                .forecast(1)
                .getFirst()
                .mean();
        assertThat(together).isNotEqualTo(alone);
    }

    @Test
    void isInTheMiddleOfItsMembers() {
        Combination mean = new Combination(basis(ORIGIN), List.of(walk(ORIGIN, 2, 1), walk(ORIGIN, 4, 3)));
        assertThat(mean.forecast(1).getFirst().mean()).isCloseTo(3, within(1e-12));
        assertThat(mean.forecast(4).getLast().sigma()).isCloseTo(4, within(1e-12));
    }

    @Test
    void membersMustStandAtTheSameOrigin() {
        assertThatThrownBy(() -> new Combination(basis(ORIGIN), List.of(walk(ORIGIN.plus(1), 2, 1))))
                .hasMessage("Member naive of mean stands at 2026 in NONE, needs 2025 in NONE");
    }

    @Test
    void versionChangesWithAMembers() {
        assertThat(method().version())
                .isEqualTo("1:ar-" + AutoregressionMethod.benchmark().version()
                        + "+theta-" + new ThetaMethod().version()
                        + "+ets-" + EtsMethod.standard().version());
    }

    private static RandomWalk walk(Period origin, double last, double sigma) {
        return new RandomWalk(new Basis("naive", "1", origin, Transform.NONE, List.of(1.)), last, 0, 0, sigma);
    }

    private static Basis basis(Period origin) {
        return new Basis("mean", "1", origin, Transform.NONE, List.of(1.));
    }
}
