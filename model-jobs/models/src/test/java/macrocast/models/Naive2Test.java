package macrocast.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import macrocast.domain.Frequency;
import macrocast.domain.SeriesKey;
import macrocast.domain.Transform;
import org.junit.jupiter.api.Test;

class Naive2Test implements MethodContract {
    @Override
    public Method method() {
        return SeasonallyAdjustedMethod.naive2();
    }

    // A season of ratios knows a zero.
    @Override
    public boolean followsShift() {
        return false;
    }

    @Test
    void repeatsTheLastAdjustedValueInEachSeason() {
        // 48 quarters at 100 with ratios 1.2, 0.8, 1.1, 0.9 to their mean: the adjusted series is the constant 100.
        List<Double> ratios = List.of(1.2, 0.8, 1.1, 0.9);
        List<Double> values = new ArrayList<>();
        for (int t = 0; t < 50; t++) {
            values.add(100 * ratios.get(t % 4));
        }
        SeasonallyAdjusted model = (SeasonallyAdjusted) MethodContract.trained(
                method(),
                new TrainingSet(
                        new SeriesKey("test", "seasonal"),
                        MethodContract.origin(Frequency.QUARTERLY),
                        values,
                        Transform.NONE));
        assertThat(model.ratios()).isTrue();
        List<Double> means = model.forecast(5).stream().map(ForecastPoint::mean).toList();
        // 50 values end in the second place of the year.
        List<Double> expected = List.of(110., 90., 120., 80., 110.);
        for (int i = 0; i < 5; i++) {
            assertThat(means.get(i)).isCloseTo(expected.get(i), within(1e-9));
        }
    }

    @Test
    void withoutASeasonItIsTheNaiveMethod() {
        for (TrainingSet data : MethodContract.examples()) {
            if (data.season() == 1) {
                assertThat(MethodContract.trained(method(), data).forecast(STEPS))
                        .isEqualTo(MethodContract.trained(RandomWalkMethod.naive(), data)
                                .forecast(STEPS));
            }
        }
    }

    @Test
    void aRatioNearZeroGivesWayToDifferences() {
        List<Double> values = new ArrayList<>();
        for (int t = 0; t < 60; t++) {
            values.add(t % 4 == 0 ? 0.001 : 100. + t);
        }
        SeasonallyAdjusted model = (SeasonallyAdjusted) MethodContract.trained(
                method(),
                new TrainingSet(
                        new SeriesKey("test", "nearly zero"),
                        MethodContract.origin(Frequency.QUARTERLY),
                        values,
                        Transform.NONE));
        assertThat(model.ratios()).isFalse();
    }
}
