package macrocast.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import macrocast.domain.Frequency;
import macrocast.domain.SeriesKey;
import macrocast.domain.Transform;
import org.junit.jupiter.api.Test;

class AverageTest implements MethodContract {
    @Override
    public Method method() {
        return new AverageMethod();
    }

    @Test
    void everyPeriodIsTheMeanOfThePast() {
        TrainingSet data = new TrainingSet(
                new SeriesKey("test", "level"),
                MethodContract.origin(Frequency.ANNUAL),
                List.of(1., 3., 2., 6.),
                Transform.NONE);
        List<ForecastPoint> points = MethodContract.trained(method(), data).forecast(3);
        assertThat(points).extracting(ForecastPoint::mean).containsExactly(3., 3., 3.);
        // Distances -2, 0, -1, 3: a variance of 14 / 3, and 5 / 4 of it for one value more.
        assertThat(points)
                .allSatisfy(point -> assertThat(point.sigma()).isCloseTo(Math.sqrt(14.0 / 3 * 1.25), within(1e-12)));
    }
}
