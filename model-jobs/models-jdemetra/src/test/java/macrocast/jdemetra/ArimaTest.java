package macrocast.jdemetra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import macrocast.domain.Frequency;
import macrocast.domain.SeriesKey;
import macrocast.domain.Transform;
import macrocast.models.Arima;
import macrocast.models.BoxCoxed;
import macrocast.models.FittedModel;
import macrocast.models.ForecastPoint;
import macrocast.models.GoldenModels;
import macrocast.models.Method;
import macrocast.models.MethodContract;
import macrocast.models.TrainingSet;
import org.junit.jupiter.api.Test;

class ArimaTest implements MethodContract {
    @Override
    public Method method() {
        return new ArimaMethod();
    }

    /** The likelihood is searched until it changes by 1e-7. */
    @Override
    public double precision() {
        return 1e-5;
    }

    /** Months may be modelled in logarithms, whose zero point matters. */
    @Override
    public boolean followsShift() {
        return false;
    }

    @Test
    void findsAnOutlierAndAShiftAndForecastsAsIfTheFirstHadNotBeen() {
        Random random = new Random(7);
        List<Double> values = new ArrayList<>();
        double level = 100;
        for (int t = 0; t < 100; t++) {
            level += random.nextGaussian() + (t == 60 ? 25 : 0);
            values.add(level + (t == 80 ? -30 : 0));
        }
        FittedModel model = fitted(values, Frequency.QUARTERLY);
        assertThat(model).isInstanceOfSatisfying(Arima.class, arima -> {
            // 100 values until 2025Q1: value 60 is 2015Q2, value 80 is 2020Q2.
            assertThat(arima.outliers().keySet()).contains("LS.2015-04-01", "AO.2020-04-01");
            assertThat(arima.outliers().get("AO.2020-04-01")).isCloseTo(-30, within(3.0));
            assertThat(arima.sigma()).isBetween(0.7, 1.3);
        });
    }

    @Test
    void goesOnWithTheSeason() {
        List<Double> values = new ArrayList<>();
        Random random = new Random(3);
        for (int t = 0; t < 120; t++) {
            values.add(50 + 0.2 * t + 10 * StrictMath.sin(2 * Math.PI * t / 12) + 0.3 * random.nextGaussian());
        }
        List<ForecastPoint> points = fitted(values, Frequency.MONTHLY).forecast(24);
        for (int i = 0; i < 24; i++) {
            double truth = 50 + 0.2 * (120 + i) + 10 * StrictMath.sin(2 * Math.PI * (120 + i) / 12);
            assertThat(points.get(i).mean()).isCloseTo(truth, within(1.5));
        }
    }

    @Test
    void takesLogarithmsOfMonthsThatGrowInProportion() {
        List<Double> values = new ArrayList<>();
        Random random = new Random(5);
        for (int t = 0; t < 120; t++) {
            values.add(StrictMath.exp(3 + 0.03 * t + 0.05 * random.nextGaussian()));
        }
        assertThat(fitted(values, Frequency.MONTHLY))
                .isInstanceOfSatisfying(
                        BoxCoxed.class, model -> assertThat(model.lambda()).isZero());
    }

    @Test
    void theGoldenModelForecastsAsItDid() throws IOException {
        TrainingSet data = MethodContract.examples().get(6);
        GoldenModels.check("arima-QUARTERLY-LOG", MethodContract.trained(method(), data));
    }

    private FittedModel fitted(List<Double> values, Frequency frequency) {
        return MethodContract.trained(
                method(),
                new TrainingSet(
                        new SeriesKey("test", "made"), MethodContract.origin(frequency), values, Transform.NONE));
    }
}
