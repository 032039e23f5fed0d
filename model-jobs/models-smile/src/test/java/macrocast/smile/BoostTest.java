package macrocast.smile;

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
import macrocast.models.ForecastPoint;
import macrocast.models.Method;
import macrocast.models.MethodContract;
import macrocast.models.TrainingSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class BoostTest implements MethodContract {
    @Override
    public Method method() {
        return new BoostMethod();
    }

    /** A tree splits at a value: where a regressor lies on the border, rounding decides. */
    @Override
    public double precision() {
        return 1e-6;
    }

    /** Up by 3 and down by 2 in turn: the next change follows from the last one by its sign, and two periods bring 1. */
    @Test
    void learnsThatChangesTurn() {
        List<Double> values = new ArrayList<>();
        Random random = new Random(1);
        double level = 100;
        for (int t = 0; t < 120; t++) {
            level += (t % 2 == 0 ? 3 : -2) + 0.1 * random.nextGaussian();
            values.add(level);
        }
        Period origin = new Period(Frequency.ANNUAL, LocalDate.of(2025, 1, 1));
        List<ForecastPoint> points = MethodContract.trained(
                        method(), new TrainingSet(new SeriesKey("test", "turning"), origin, values, Transform.NONE))
                .forecast(2);
        assertThat(points.get(0).mean() - level).isCloseTo(3, within(0.3));
        assertThat(points.get(1).mean() - level).isCloseTo(1, within(0.5));
        assertThat(points.get(0).sigma()).isLessThan(0.3);
    }
}
