package macrocast.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import macrocast.domain.Frequency;
import macrocast.domain.SeriesKey;
import macrocast.domain.Transform;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class GlobalMethodTest implements MethodContract {
    @Override
    public Method method() {
        return new GlobalMethod();
    }

    @Override
    public double precision() {
        return 1e-6;
    }

    /** Changes that remember 0.8 of the last one, in a unit of their own. */
    private static TrainingSet series(Random random, int length, double unit) {
        double change = 0;
        double level = 0;
        List<Double> values = new ArrayList<>();
        for (int t = 0; t < length; t++) {
            change = 0.8 * change + random.nextGaussian();
            level += change;
            values.add(unit * level);
        }
        return new TrainingSet(
                new SeriesKey("test", "like"), MethodContract.origin(Frequency.QUARTERLY), values, Transform.NONE);
    }

    /** A short series learns from long ones how its changes go on. */
    @Test
    void aShortSeriesLearnsFromLongOnesInOtherUnits() {
        double alone = 0;
        double together = 0;
        for (long seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            TrainingSet whole = series(random, 31, 1);
            TrainingSet own = whole.until(whole.origin().minus(1));
            List<TrainingSet> others = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                others.add(series(random, 150, Math.pow(10, i)).until(own.origin()));
            }
            double truth = whole.values().getLast();
            alone += square(MethodContract.trained(method(), own), truth);
            together += square(MethodContract.trained(method(), own.with(others)), truth);
        }
        assertThat(together).isLessThan(0.97 * alone);
        // The innovations have variance 1, so no forecast does better than 40 on the average.
        assertThat(together / 40).isLessThan(1.2);
    }

    private static double square(FittedModel model, double truth) {
        double error = truth - model.trajectory(1).mean(1);
        return error * error;
    }
}
