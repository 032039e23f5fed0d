package macrocast.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.List;
import macrocast.domain.Frequency;
import macrocast.domain.Measure;
import macrocast.domain.Period;
import macrocast.domain.Transform;
import org.junit.jupiter.api.Test;

class FittedModelTest {
    private static final Period ORIGIN = new Period(Frequency.QUARTERLY, LocalDate.of(2025, 10, 1));

    @Test
    void growthTakesItsBaseFromTheLastYearAndThenFromThePath() {
        RandomWalk model = walk(Transform.NONE, List.of(100., 101., 102., 104.), 104, 1);
        List<ForecastPoint> growth = model.forecast(5, Measure.GROWTH);
        assertThat(growth.get(0).mean()).isCloseTo(105 / 100. - 1, within(1e-15));
        assertThat(growth.get(3).mean()).isCloseTo(108 / 104. - 1, within(1e-15));
        assertThat(growth.get(4).mean()).isCloseTo(109 / 105. - 1, within(1e-15));
    }

    @Test
    void growthOfAWalkIsNoLessCertainInTheSecondYear() {
        List<ForecastPoint> growth =
                walk(Transform.LOG, List.of(1., 1., 1., 1.), 0, 0.01).forecast(8, Measure.GROWTH);
        // Four independent steps of 0.5 each lie between a value and its base, known or not.
        assertThat(growth.get(3).sigma()).isCloseTo(1, within(1e-12));
        assertThat(growth.get(7).sigma()).isCloseTo(1, within(1e-12));
        assertThat(growth.get(1).sigma()).isCloseTo(0.5 * Math.sqrt(2), within(1e-12));
    }

    @Test
    void sigmaOfGrowthInPublishedUnitsIsRelativeToTheBase() {
        List<ForecastPoint> growth =
                walk(Transform.NONE, List.of(50., 50., 50., 50.), 50, 0).forecast(1, Measure.GROWTH);
        assertThat(growth.getFirst().sigma()).isCloseTo(0.5 / 50, within(1e-15));
    }

    @Test
    void growthEndsWhereItsBaseIsNotAboveZero() {
        assertThat(walk(Transform.NONE, List.of(2., 1., 0., 1.), 1, 1).forecast(8, Measure.GROWTH))
                .hasSize(2);
    }

    @Test
    void refusesAForecastOfNoSteps() {
        assertThatThrownBy(() ->
                        walk(Transform.NONE, List.of(1., 1., 1., 1.), 1, 0).forecast(0))
                .hasMessage("A forecast has 0 steps, needs at least 1");
    }

    private static RandomWalk walk(Transform transform, List<Double> lastYear, double last, double drift) {
        return new RandomWalk(new Basis("drift", "1", ORIGIN, transform, lastYear), last, drift, 0, 0.5);
    }
}
