package macrocast.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import macrocast.domain.Frequency;
import macrocast.domain.Period;
import macrocast.domain.SeriesKey;
import macrocast.domain.Transform;
import org.junit.jupiter.api.Test;

class ThetaTest implements MethodContract {
    private static final Period ORIGIN = new Period(Frequency.QUARTERLY, LocalDate.of(2025, 10, 1));

    @Override
    public Method method() {
        return new ThetaMethod();
    }

    // A season of ratios knows a zero.
    @Override
    public boolean followsShift() {
        return false;
    }

    // The search for alpha stops early.
    @Override
    public double precision() {
        return 1e-6;
    }

    @Test
    void isTheMeanOfALineAndTheSmoothedSecondThetaLine() {
        // Hyndman and Billah (2003) show that the drift form equals the original recipe: half the trend line, half
        // simple
        // smoothing of the line with twice the curvature, begun where theirs begins, at its first value.
        double alpha = 0.3;
        List<Double> values = List.of(3., 5., 4., 6., 9., 8., 11., 10., 13., 12.);
        int n = values.size();
        double middle = (n - 1) / 2.0;
        double mean = values.stream().mapToDouble(v -> v).average().orElseThrow();
        double slope = 0;
        double weight = 0;
        for (int t = 0; t < n; t++) {
            slope += (t - middle) * values.get(t);
            weight += (t - middle) * (t - middle);
        }
        double line = slope / weight;
        double second = Double.NaN;
        double plain = Double.NaN;
        for (int t = 0; t < n; t++) {
            double bent = 2 * values.get(t) - (mean + line * (t - middle));
            second = t == 0 ? bent : alpha * bent + (1 - alpha) * second;
            plain = t == 0 ? values.get(t) : alpha * values.get(t) + (1 - alpha) * plain;
        }
        int step = 3;
        double recipe = ((mean + line * (n - 1 + step - middle)) + second) / 2;
        // Smoothing begun at the first value has forgotten it after n - 1 updates.
        double shift = (1 - Math.pow(1 - alpha, n)) / alpha - 1;
        Theta model = new Theta(
                new Basis("theta", "1", ORIGIN, Transform.NONE, List.of(1., 1., 1., 1.)),
                alpha,
                plain,
                line / 2,
                shift,
                false,
                List.of(),
                1);
        assertThat(model.forecast(step).getLast().mean()).isCloseTo(recipe, within(1e-9));
    }

    @Test
    void takesASeasonOutAndPutsItBack() {
        List<Double> values = new ArrayList<>();
        for (int t = 0; t < 60; t++) {
            values.add((100 + t) * (t % 4 == 3 ? 1.3 : 0.9));
        }
        Theta model = (Theta) MethodContract.trained(
                method(), new TrainingSet(new SeriesKey("test", "seasonal"), ORIGIN, values, Transform.NONE));
        assertThat(model.ratios()).isTrue();
        List<Double> means = model.forecast(4).stream().map(ForecastPoint::mean).toList();
        assertThat(means.get(3) / means.get(2)).isCloseTo(1.3 / 0.9, within(0.02));
        assertThat(means.get(1) / means.get(0)).isCloseTo(1, within(0.02));
    }

    @Test
    void seasonIndicesAreThoseOfTheNextPeriods() {
        double[] values = IntStream.range(0, 22)
                .mapToDouble(t -> t + new double[] {3, -1, -1, -1}[t % 4])
                .toArray();
        // 22 values end in the second quarter, so the third one comes next.
        assertThat(Seasonality.next(values, 4, false)).containsExactly(-1., -1., 3., -1.);
    }
}
