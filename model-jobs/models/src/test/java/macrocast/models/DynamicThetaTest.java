package macrocast.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import macrocast.domain.Frequency;
import macrocast.domain.SeriesKey;
import macrocast.domain.Transform;
import org.junit.jupiter.api.Test;

class DynamicThetaTest implements MethodContract {
    @Override
    public Method method() {
        return DynamicThetaMethod.dynamic();
    }

    // A season of ratios knows a zero.
    @Override
    public boolean followsShift() {
        return false;
    }

    @Test
    void forecastsByTheEquationsOfThePaper() {
        // l 10, alpha 0.5, theta 2, t 4, mean 8, A 3, B 2: mu 10 + (0.5^4 * 3 + (1 - 0.5^5) / 0.5 * 2) / 2 = 12.03125.
        DynamicTheta model = new DynamicTheta(basis(), true, 0.5, 0.5, 4, 10, 8, 3, 2, 1);
        List<ForecastPoint> points = model.forecast(2);
        assertThat(points.get(0).mean()).isCloseTo(12.03125, within(1e-12));
        // With that as the fifth value: l 11.015625, mean (4 * 8 + 12.03125) / 5 = 8.80625,
        // B ((4 - 1) * 2 + 6 / 5 * (12.03125 - 8)) / 6 = 1.80625, A 8.80625 - 3 * 1.80625 = 3.3875 and
        // mu 11.015625 + (0.5^5 * 3.3875 + (1 - 0.5^6) / 0.5 * 1.80625) / 2 = 12.846581...
        double mean = 11.015625 + (3.3875 / 32 + (1 - 1.0 / 64) * 2 * 1.80625) / 2;
        assertThat(points.get(1).mean()).isCloseTo(mean, within(1e-12));
        // One more in the fifth value moves l by 0.5, the mean by 0.2, B by 0.2 and A by 0.2 - 0.6 = -0.4.
        double response = 0.5 + (-0.4 / 32 + (1 - 1.0 / 64) * 2 * 0.2) / 2;
        assertThat(points.get(1).sigma()).isCloseTo(Math.sqrt(1 + response * response), within(1e-12));
    }

    @Test
    void theLineThatStaysDoesNotAnswerToErrors() {
        DynamicTheta model = new DynamicTheta(basis(), false, 0.5, 0.5, 4, 10, 8, 3, 2, 1);
        assertThat(model.forecast(3).getLast().sigma()).isCloseTo(Math.sqrt(1 + 0.25 + 0.25), within(1e-12));
    }

    @Test
    void aLineGoesOnNearlyAsStraight() {
        List<Double> values = new ArrayList<>();
        for (int t = 0; t < 40; t++) {
            values.add(10. + 2 * t);
        }
        SeasonallyAdjusted model = (SeasonallyAdjusted) MethodContract.trained(
                method(), new TrainingSet(new SeriesKey("test", "line"), basis().origin(), values, Transform.NONE));
        assertThat(model.forecast(4).getLast().mean()).isCloseTo(10 + 2 * 43, within(0.5));
    }

    private static Basis basis() {
        return new Basis(
                "dotm", "1", MethodContract.origin(Frequency.QUARTERLY), Transform.NONE, List.of(1., 1., 1., 1.));
    }
}
