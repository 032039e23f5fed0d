package macrocast.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import macrocast.domain.Frequency;
import macrocast.domain.Period;
import macrocast.domain.SeriesKey;
import macrocast.domain.Transform;
import org.junit.jupiter.api.Test;

class AutoregressionTest implements MethodContract {
    private static final Period ORIGIN = new Period(Frequency.QUARTERLY, LocalDate.of(2025, 10, 1));

    @Override
    public Method method() {
        return AutoregressionMethod.benchmark();
    }

    // The Bank's criterion compares samples of different length, so the choice of the order depends on the unit.
    @Override
    public boolean followsScale(Transform transform) {
        return transform == Transform.LOG;
    }

    @Test
    void addsUpIteratedChanges() {
        Autoregression model = new Autoregression(
                new Basis("ar", "1", ORIGIN, Transform.NONE, List.of(1., 1., 1., 10.)),
                10,
                List.of(2.),
                1,
                List.of(.5),
                3);
        List<ForecastPoint> points = model.forecast(3);
        // Changes 1 + 2 / 2 = 2 for ever; responses 1, 1.5, 1.75.
        assertThat(points).extracting(ForecastPoint::mean).containsExactly(12., 14., 16.);
        assertThat(points.get(2).sigma()).isCloseTo(3 * Math.sqrt(1 + 1.5 * 1.5 + 1.75 * 1.75), within(1e-12));
    }

    @Test
    void findsTheCoefficientsThatMadeTheSeries() {
        Autoregression model = fit(2000, 0, 0.3, 0.6);
        assertThat(model.coefficients().getFirst()).isCloseTo(0.6, within(0.05));
        assertThat(model.constant()).isCloseTo(0.3, within(0.06));
        assertThat(model.sigma()).isCloseTo(1, within(0.15));
    }

    @Test
    void oneCrisisBendsLittle() {
        double undisturbed = fit(200, 0, 0.3, 0.6).coefficients().getFirst();
        double disturbed = fit(200, -50, 0.3, 0.6).coefficients().getFirst();
        assertThat(disturbed).isCloseTo(undisturbed, within(0.1));
    }

    @Test
    void doesNotLearnFromBefore1997WhereThereIsEnoughAfter() {
        List<Double> values = new ArrayList<>();
        Random random = new Random(1);
        double level = 0;
        for (int t = 0; t < 200; t++) {
            level += (t < 80 ? 50 : 1) + random.nextGaussian();
            values.add(level);
        }
        // The last 114 quarters are those from July 1997 on; change 80 lies in 1995.
        List<ForecastPoint> points = MethodContract.trained(
                        method(), new TrainingSet(new SeriesKey("test", "break"), ORIGIN, values, Transform.NONE))
                .forecast(4);
        assertThat(points.getLast().mean() - level).isCloseTo(4, within(3.0));
    }

    private static Autoregression fit(int length, double shock, double constant, double coefficient) {
        List<Double> values = new ArrayList<>();
        Random random = new Random(11);
        double level = 0;
        double change = 0;
        for (int t = 0; t < length; t++) {
            change = constant + coefficient * change + random.nextGaussian();
            // Down and up again, outside of what the changes remember.
            level += change + (t == length - 40 ? shock : 0) - (t == length - 39 ? shock : 0);
            values.add(level);
        }
        return (Autoregression) MethodContract.trained(
                AutoregressionMethod.benchmark(),
                new TrainingSet(
                        new SeriesKey("test", "made"),
                        new Period(Frequency.QUARTERLY, LocalDate.of(2495, 10, 1)),
                        values,
                        Transform.NONE));
    }
}
