package macrocast.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import macrocast.domain.Calibration;
import macrocast.domain.Frequency;
import macrocast.domain.Measure;
import macrocast.domain.Period;
import macrocast.domain.Transform;
import org.junit.jupiter.api.Test;

class ConformalQuantilesTest {
    private static final ForecastPoint POINT =
            new ForecastPoint(new Period(Frequency.QUARTERLY, LocalDate.of(2026, 1, 1)), 1, 10, 2);

    // Absolute errors 1 to 39; 40 * c = 38, 36, 32, 20 are their places for coverages of 95, 90, 80 and 50 %.
    private static final List<Double> ERRORS = IntStream.rangeClosed(1, 39)
            .mapToObj(i -> i % 2 == 0 ? (double) i : (double) -i)
            .toList();

    @Test
    void reachesAsFarAsPastErrorsDid() {
        ForecastDistribution found =
                only(new ConformalQuantiles(Map.of(1, plain(ERRORS))), Measure.LEVEL, Transform.NONE);
        assertThat(found.calibration()).isEqualTo(Calibration.CONFORMAL);
        assertThat(found.quantiles().values()).containsExactly(-28., -26., -22., -10., 10., 30., 42., 46., 48.);
    }

    @Test
    void oneErrorTooFewLeavesTheNormalDistribution() {
        ForecastDistribution found =
                only(new ConformalQuantiles(Map.of(1, plain(ERRORS.subList(0, 19)))), Measure.LEVEL, Transform.NONE);
        assertThat(found.calibration()).isEqualTo(Calibration.PARAMETRIC);
        assertThat(found.quantiles().at(0.975)).isCloseTo(10 + 2 * 1.959963984540054, within(1e-12));
        assertThat(found.quantiles().at(0.10)).isCloseTo(10 - 2 * 1.2815515655446004, within(1e-12));
    }

    @Test
    void twentyErrorsMakeTheWidestOneTheLimitOf95Percent() {
        ForecastDistribution found =
                only(new ConformalQuantiles(Map.of(1, plain(ERRORS.subList(0, 20)))), Measure.LEVEL, Transform.NONE);
        // 21 * 0.95 = 19.95: the 20th of 20.
        assertThat(found.quantiles().at(0.975)).isEqualTo(30);
    }

    @Test
    void errorsOfAnotherStepDoNotCount() {
        assertThat(only(new ConformalQuantiles(Map.of(2, plain(ERRORS))), Measure.LEVEL, Transform.NONE)
                        .calibration())
                .isEqualTo(Calibration.PARAMETRIC);
    }

    @Test
    void aStepWithTooFewErrorsGoesOnFromTheLastWithEnough() {
        // Twice the sigma of the step before: twice its shifts, which are those of reachesAsFarAsPastErrorsDid.
        List<ForecastDistribution> found = new ConformalQuantiles(
                        Map.of(1, plain(ERRORS), 2, plain(ERRORS.subList(0, 19))))
                .of(List.of(POINT, pointAt(2, 4)), Measure.LEVEL, Transform.NONE);
        assertThat(found.getLast().calibration()).isEqualTo(Calibration.PARAMETRIC);
        assertThat(found.getLast().quantiles().values())
                .containsExactly(-66., -62., -54., -30., 10., 50., 74., 82., 86.);
    }

    @Test
    void noStepIsSurerThanTheOneBeforeIt() {
        List<Double> small = ERRORS.stream().map(error -> error / 2).toList();
        List<ForecastDistribution> found = new ConformalQuantiles(Map.of(1, plain(ERRORS), 2, plain(small)))
                .of(List.of(POINT, pointAt(2, 2), pointAt(3, 1)), Measure.LEVEL, Transform.NONE);
        assertThat(found)
                .extracting(ForecastDistribution::quantiles)
                .containsOnly(found.getFirst().quantiles());
        assertThat(found)
                .extracting(ForecastDistribution::calibration)
                .containsExactly(Calibration.CONFORMAL, Calibration.CONFORMAL, Calibration.PARAMETRIC);
    }

    private static ForecastPoint pointAt(int step, double sigma) {
        return new ForecastPoint(POINT.target().plus(step - 1), step, POINT.mean(), sigma);
    }

    @Test
    void logarithmicLevelsAreMultipliedAndStayPositive() {
        ForecastDistribution found =
                only(new ConformalQuantiles(Map.of(1, plain(ERRORS))), Measure.LEVEL, Transform.LOG);
        assertThat(found.quantiles().at(0.75)).isCloseTo(10 * Math.exp(20), within(1e-3));
        assertThat(found.quantiles().at(0.025)).isPositive();
    }

    @Test
    void logarithmicGrowthMovesByTheGrossRate() {
        List<Double> errors = Stream.generate(() -> 0.02).limit(20).toList();
        ForecastDistribution found = new ConformalQuantiles(Map.of(1, plain(errors)))
                .of(List.of(new ForecastPoint(POINT.target(), 1, 0.03, 0.01)), Measure.GROWTH, Transform.LOG)
                .getFirst();
        assertThat(found.quantiles().at(0.9)).isCloseTo(1.03 * Math.exp(0.02) - 1, within(1e-15));
    }

    @Test
    void coversAsPromisedWhateverTheDistribution() {
        Random random = new Random(7);
        int inside = 0;
        int trials = 4000;
        for (int trial = 0; trial < trials; trial++) {
            List<Double> errors =
                    IntStream.range(0, 59).mapToObj(i -> lopsided(random)).toList();
            double actual = 10 + lopsided(random);
            ForecastDistribution found =
                    only(new ConformalQuantiles(Map.of(1, plain(errors))), Measure.LEVEL, Transform.NONE);
            inside += actual >= found.quantiles().at(0.10)
                            && actual <= found.quantiles().at(0.90)
                    ? 1
                    : 0;
        }
        // 60 * 0.8 = 48 exactly, so coverage is 0.8; its standard error is 0.0063.
        assertThat((double) inside / trials).isCloseTo(0.8, within(0.02));
    }

    private static double lopsided(Random random) {
        double normal = random.nextGaussian();
        return normal * normal * normal + 1;
    }

    @Test
    void refusesAnErrorThatIsNone() {
        assertThatThrownBy(() -> new ConformalQuantiles(Map.of(3, plain(List.of(Double.NaN)))))
                .hasMessage("Step 3 has the error NaN, needs finite ones");
    }

    /** Errors of a model that told no sigma with them. */
    private static List<PastError> plain(List<Double> errors) {
        return IntStream.range(0, errors.size())
                .mapToObj(i -> new PastError(POINT.target().plus(i), errors.get(i), 0))
                .toList();
    }

    @Test
    void errorsCountInUnitsOfWhatTheModelExpected() {
        // Forty errors as large as sigma was, which now is 2: the tracker has nothing to mend where nothing was missed.
        List<PastError> even = IntStream.range(0, 40)
                .mapToObj(i -> new PastError(POINT.target().plus(i - 41), i + 1.0, i + 1.0))
                .toList();
        ForecastDistribution found = only(new ConformalQuantiles(Map.of(1, even)), Measure.LEVEL, Transform.NONE);
        assertThat(found.calibration()).isEqualTo(Calibration.CONFORMAL);
        assertThat(found.quantiles().at(0.9)).isBetween(10.1, 12.6);
    }

    @Test
    void aStepReachesAsFarAsThoseAroundItDoOnTheAverage() {
        Map<Integer, List<PastError>> errors = Map.of(1, scores(1), 2, scores(2), 3, scores(4));
        double sum = 0;
        for (int step = 1; step <= 3; step++) {
            ForecastDistribution alone = new ConformalQuantiles(Map.of(step, errors.getOrDefault(step, List.of())))
                    .of(List.of(pointAt(step, 2)), Measure.LEVEL, Transform.NONE)
                    .getFirst();
            sum += alone.quantiles().at(0.9) - POINT.mean();
        }
        List<ForecastDistribution> together = new ConformalQuantiles(errors)
                .of(List.of(POINT, pointAt(2, 2), pointAt(3, 2)), Measure.LEVEL, Transform.NONE);
        assertThat(together.get(1).quantiles().at(0.9)).isCloseTo(POINT.mean() + sum / 3, within(1e-9));
    }

    /** Forty errors around a score, of a sigma of 1. */
    private static List<PastError> scores(double score) {
        return IntStream.range(0, 40)
                .mapToObj(i -> new PastError(POINT.target().plus(i - 50), score * (0.9 + 0.005 * i), 1))
                .toList();
    }

    private static ForecastDistribution only(ConformalQuantiles quantiles, Measure measure, Transform transform) {
        return quantiles.of(List.of(POINT), measure, transform).getFirst();
    }
}
