package macrocast.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import macrocast.domain.Frequency;
import macrocast.domain.Period;
import macrocast.domain.SeriesKey;
import macrocast.domain.Transform;
import org.junit.jupiter.api.Test;

class EtsTest implements MethodContract {
    private static final Period ORIGIN = new Period(Frequency.QUARTERLY, LocalDate.of(2025, 10, 1));
    private static final Basis BASIS = new Basis("ets", "1", ORIGIN, Transform.NONE, List.of(1., 1., 1., 1.));

    @Override
    public Method method() {
        return EtsMethod.standard();
    }

    // Multiplicative forms know a zero, so AICc may choose another form after a shift.
    @Override
    public boolean followsShift() {
        return false;
    }

    @Test
    void choosesASeasonWhereThereIsOne() {
        ExponentialSmoothing model = fit(EtsMethod.standard(), t -> 100 + 10 * (t % 4), 0.5);
        assertThat(model.form().hasSeason()).isTrue();
        assertThat(model.forecast(4)).extracting(ForecastPoint::mean).satisfies(means -> {
            assertThat(means.get(0)).isCloseTo(100, within(1.0));
            assertThat(means.get(3)).isCloseTo(130, within(1.0));
        });
    }

    @Test
    void choosesNoSeasonAndNoTrendForNoise() {
        assertThat(fit(EtsMethod.standard(), t -> 100, 1).form().toString()).matches("[AM],N,N");
    }

    @Test
    void theTextbookFollowsALine() {
        List<ForecastPoint> points =
                fit(EtsMethod.textbook(), t -> 100 + 2 * t, 0.1).forecast(8);
        assertThat(points.getLast().mean()).isCloseTo(100 + 2 * 107, within(1.5));
    }

    @Test
    void aJumpDoesNotBecomeATrend() {
        Random random = new Random(5);
        List<Double> values = new ArrayList<>();
        double level = 100;
        for (int t = 0; t < 100; t++) {
            level += 0.5 + 0.3 * random.nextGaussian() - (t == 99 ? 20 : 0);
            values.add(level);
        }
        List<ForecastPoint> points = MethodContract.trained(
                        EtsMethod.standard(),
                        new TrainingSet(new SeriesKey("test", "jump"), ORIGIN, values, Transform.NONE))
                .forecast(4);
        assertThat(points.getLast().mean()).isBetween(level - 2, level + 4);
    }

    @Test
    void simulatedDeviationsAgreeWithExactOnes() {
        // With errors relative to a level of 100 both forms move alike while the level hardly moves.
        ExponentialSmoothing additive =
                new ExponentialSmoothing(BASIS, SmoothingForm.of("A,N,N"), 0.4, 0, 0, 1, 100, 0, List.of(), 1);
        ExponentialSmoothing multiplicative =
                new ExponentialSmoothing(BASIS, SmoothingForm.of("M,N,N"), 0.4, 0, 0, 1, 100, 0, List.of(), 0.01);
        for (int step : new int[] {1, 4, 8}) {
            double exact = additive.trajectory(8).sigma(step);
            // 2,000 paths leave 1.6 % of doubt.
            assertThat(multiplicative.trajectory(8).sigma(step)).isCloseTo(exact, within(0.06 * exact));
            assertThat(multiplicative.trajectory(8).yearSigma(step))
                    .isCloseTo(additive.trajectory(8).yearSigma(step), within(0.06 * exact));
        }
    }

    @Test
    void dampedTrendsFade() {
        ExponentialSmoothing model = new ExponentialSmoothing(
                BASIS, SmoothingForm.of("A,Ad,A"), 0.5, 0.2, 0.1, 0.9, 10, 1, List.of(1., 0., -1., 0.), 2);
        List<ForecastPoint> points = model.forecast(5);
        // Levels 10.9, 11.71, 12.439, 13.0951, 13.68559 and the season on top.
        assertThat(points.get(0).mean()).isCloseTo(11.9, within(1e-12));
        assertThat(points.get(2).mean()).isCloseTo(11.439, within(1e-12));
        assertThat(points.get(4).mean()).isCloseTo(14.68559, within(1e-12));
        // Responses 1, 0.5 + 0.2 * 0.9 = 0.68.
        assertThat(points.get(1).sigma()).isCloseTo(2 * Math.sqrt(1 + 0.68 * 0.68), within(1e-12));
    }

    @Test
    void thereAreFifteenAdmissibleForms() {
        assertThat(SmoothingForm.admissible(true, true)).hasSize(15);
        assertThat(SmoothingForm.admissible(true, false)).hasSize(6);
        assertThat(SmoothingForm.admissible(false, true)).hasSize(6);
        assertThatThrownBy(() -> SmoothingForm.of("A,N,M")).hasMessageContaining("A,N,M");
    }

    private static ExponentialSmoothing fit(Method method, IntToDoubleFunction value, double noise) {
        Random random = new Random(2);
        List<Double> values = new ArrayList<>();
        for (int t = 0; t < 100; t++) {
            values.add(value.applyAsDouble(t) + noise * random.nextGaussian());
        }
        return (ExponentialSmoothing) MethodContract.trained(
                method, new TrainingSet(new SeriesKey("test", "made"), ORIGIN, values, Transform.NONE));
    }
}
