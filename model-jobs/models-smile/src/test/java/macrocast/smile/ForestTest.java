package macrocast.smile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import macrocast.domain.Frequency;
import macrocast.domain.Period;
import macrocast.domain.SeriesKey;
import macrocast.domain.Transform;
import macrocast.models.Basis;
import macrocast.models.ForecastPoint;
import macrocast.models.GoldenModels;
import macrocast.models.LagForest;
import macrocast.models.Method;
import macrocast.models.MethodContract;
import macrocast.models.TrainingSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import smile.data.DataFrame;
import smile.data.vector.ValueVector;
import smile.math.MathEx;
import smile.model.cart.CART;
import smile.model.cart.Loss;
import smile.regression.RegressionTree;

@Tag("slow")
class ForestTest implements MethodContract {
    private static final Basis BASIS = new Basis(
            "forest", "1", new Period(Frequency.ANNUAL, LocalDate.of(2025, 1, 1)), Transform.NONE, List.of(100.));

    @Override
    public Method method() {
        return new ForestMethod();
    }

    @Test
    void learnsThatChangesTurn() {
        // Up after down and down after up: no line through lags is needed to see it.
        List<Double> values = new ArrayList<>();
        Random random = new Random(1);
        double level = 100;
        for (int t = 0; t < 80; t++) {
            level += (t % 2 == 0 ? 3 : -2) + 0.1 * random.nextGaussian();
            values.add(level);
        }
        List<ForecastPoint> points = MethodContract.trained(
                        method(),
                        new TrainingSet(new SeriesKey("test", "turning"), BASIS.origin(), values, Transform.NONE))
                .forecast(2);
        assertThat(points.get(0).mean() - level).isCloseTo(3, within(0.3));
        assertThat(points.get(1).mean() - level).isCloseTo(1, within(0.5));
    }

    @Test
    void flatTreesSayWhatSmilesTreesSay() {
        Random random = new Random(4);
        double[][] rows = new double[200][3];
        double[] targets = new double[200];
        int[] samples = new int[200];
        for (int i = 0; i < rows.length; i++) {
            for (int lag = 0; lag < 3; lag++) {
                rows[i][lag] = random.nextGaussian();
            }
            targets[i] = rows[i][0] * rows[i][1] + random.nextGaussian();
            samples[i] = 1;
        }
        DataFrame frame = DataFrame.of(rows, "lag1", "lag2", "lag3");
        MathEx.setSeed(9);
        RegressionTree tree = new RegressionTree(
                frame,
                Loss.ls(targets),
                ValueVector.of("change", targets).field(),
                20,
                200,
                5,
                2,
                samples,
                CART.order(frame));
        FlatTrees flat = new FlatTrees(rows);
        flat.add(tree.root(), frame.schema());
        for (int i = 0; i < rows.length; i++) {
            assertThat(flat.say(0, rows[i])).isEqualTo(tree.predict(frame.get(i)));
        }
    }

    @Test
    void forecastsByHandGrownTreesWithoutSmile() {
        // One tree: a change up to 0 is followed by 2, a larger one by -1. The other always says 1.
        LagForest forest = new LagForest(
                BASIS,
                100,
                List.of(0.5),
                List.of(0, 3),
                List.of(0, -1, -1, -1),
                List.of(0., 2., -1., 1.),
                List.of(2, -1, -1, -1),
                0.25);
        // (-1 + 1) / 2 = 0, then (2 + 1) / 2 = 1.5, then 0 again.
        assertThat(forest.forecast(3)).extracting(ForecastPoint::mean).containsExactly(100., 101.5, 101.5);
        assertThat(forest.forecast(1).getFirst().sigma()).isEqualTo(0.25);
    }

    @Test
    void refusesTreesThatLeadNowhere() {
        assertThatThrownBy(() -> new LagForest(
                        BASIS, 100, List.of(0.5), List.of(0), List.of(0, -1), List.of(0., 2.), List.of(0, -1), 1))
                .hasMessage(
                        "forest has at node 0 of 2 the lag 0 and the second child 0, needs a leaf or a lag and a later"
                                + " node");
    }

    @Test
    void theGoldenForestForecastsAsItDid() throws IOException {
        TrainingSet data = MethodContract.examples().get(6);
        GoldenModels.check("forest-QUARTERLY-LOG", MethodContract.trained(method(), data));
    }
}
