package macrocast.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import macrocast.domain.Frequency;
import macrocast.domain.SeriesKey;
import macrocast.domain.Transform;
import macrocast.models.ComplexSmoothing.Form;
import org.junit.jupiter.api.Test;

class ComplexSmoothingTest implements MethodContract {
    @Override
    public Method method() {
        return new ComplexSmoothingMethod();
    }

    // The first states of the hidden part are a share of the values.
    @Override
    public boolean followsShift() {
        return false;
    }

    @Test
    void forecastsByTheEquationsOfThePaper() {
        // a0 1.2, a1 0.9, l 10, c 2: means 10, then 10 - 0.1 * 2 = 9.8, with c 10 - 0.2 * 2 = 9.6, then 9.8 - 0.96.
        ComplexSmoothing model = new ComplexSmoothing(
                basis(), Form.NONE, 1.2, 0.9, 0, 0, 0, List.of(10.), List.of(2.), List.of(), List.of(), 1);
        List<ForecastPoint> points = model.forecast(3);
        assertThat(points).extracting(ForecastPoint::mean).satisfies(means -> {
            assertThat(means.get(0)).isCloseTo(10, within(1e-12));
            assertThat(means.get(1)).isCloseTo(9.8, within(1e-12));
            assertThat(means.get(2)).isCloseTo(8.84, within(1e-12));
        });
        // A unit error adds 0.3 to l and 2.1 to c: 0.3 in the next mean, 0.3 - 0.1 * 2.1 = 0.09 in the one after it.
        assertThat(points.get(1).sigma()).isCloseTo(Math.sqrt(1 + 0.09), within(1e-12));
        assertThat(points.get(2).sigma()).isCloseTo(Math.sqrt(1 + 0.09 + 0.0081), within(1e-12));
    }

    @Test
    void aSimpleSeasonRepeatsEachQuarterOnItsOwn() {
        ComplexSmoothing model = new ComplexSmoothing(
                basis(),
                Form.SIMPLE,
                1.2,
                1,
                0,
                0,
                0,
                List.of(1., 2., 3., 4.),
                List.of(0., 0., 0., 0.),
                List.of(),
                List.of(),
                1);
        assertThat(model.forecast(8)).extracting(ForecastPoint::mean).containsExactly(1., 2., 3., 4., 1., 2., 3., 4.);
        // An error answers a year later, by a0 - a1.
        assertThat(model.forecast(4).getLast().sigma()).isEqualTo(1);
        assertThat(model.forecast(5).getLast().sigma()).isCloseTo(Math.sqrt(1.04), within(1e-12));
    }

    @Test
    void choosesASeasonOfItsOwnWhereThereIsOne() {
        Random random = new Random(4);
        List<Double> values = new ArrayList<>();
        double level = 100;
        for (int t = 0; t < 80; t++) {
            level += random.nextGaussian();
            values.add(level + 20 * (t % 4));
        }
        ComplexSmoothing model = (ComplexSmoothing) MethodContract.trained(
                method(), new TrainingSet(new SeriesKey("test", "seasonal"), basis().origin(), values, Transform.NONE));
        assertThat(model.form()).isIn(Form.PARTIAL, Form.FULL);
        List<Double> means = model.forecast(4).stream().map(ForecastPoint::mean).toList();
        assertThat(means.get(3) - means.get(0)).isCloseTo(60, within(5.));
    }

    private static Basis basis() {
        return new Basis(
                "ces", "1", MethodContract.origin(Frequency.QUARTERLY), Transform.NONE, List.of(1., 1., 1., 1.));
    }
}
