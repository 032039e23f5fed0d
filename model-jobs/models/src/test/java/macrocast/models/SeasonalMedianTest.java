package macrocast.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import macrocast.domain.Frequency;
import macrocast.domain.SeriesKey;
import macrocast.domain.Transform;
import org.junit.jupiter.api.Test;

class SeasonalMedianTest implements MethodContract {
    @Override
    public Method method() {
        return new SeasonalMedianMethod();
    }

    @Test
    void oneOddYearChangesNothing() {
        List<Double> values = List.of(1., 2., 3., 4., 1., 2., 3., 4., 1., 2., 3., 4., 9., 0., 9., 0.);
        TrainingSet data = new TrainingSet(
                new SeriesKey("test", "odd"), MethodContract.origin(Frequency.QUARTERLY), values, Transform.NONE);
        FittedModel model = MethodContract.trained(method(), data);
        assertThat(model.forecast(4)).extracting(ForecastPoint::mean).containsExactly(1., 2., 3., 4.);
        // Errors of the fourth year: 8, -2, 6, -4.
        assertThat(model.forecast(1).getFirst().sigma()).isEqualTo(Math.sqrt(30));
    }
}
