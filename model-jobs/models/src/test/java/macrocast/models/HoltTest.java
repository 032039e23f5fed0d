package macrocast.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import macrocast.domain.Frequency;
import macrocast.domain.SeriesKey;
import macrocast.domain.Transform;
import org.junit.jupiter.api.Test;

class HoltTest implements MethodContract {
    @Override
    public Method method() {
        return EtsMethod.holt();
    }

    // A season of ratios knows a zero.
    @Override
    public boolean followsShift() {
        return false;
    }

    @Test
    void followsALineForEver() {
        List<ForecastPoint> points = MethodContract.trained(
                        method(),
                        new TrainingSet(
                                new SeriesKey("test", "line"),
                                MethodContract.origin(Frequency.ANNUAL),
                                Numbers.trend(30),
                                Transform.NONE))
                .forecast(20);
        // 10, 11, ... 39: twenty years on it is 59.
        assertThat(points.getLast().mean()).isCloseTo(59, within(1e-6));
    }
}
