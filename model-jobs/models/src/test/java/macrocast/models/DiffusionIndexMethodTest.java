package macrocast.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import macrocast.domain.Frequency;
import macrocast.domain.Period;
import macrocast.domain.SeriesKey;
import macrocast.domain.Transform;
import org.junit.jupiter.api.Test;

class DiffusionIndexMethodTest implements MethodContract {
    private static final Period ORIGIN = MethodContract.origin(Frequency.MONTHLY);

    @Override
    public Method method() {
        return new DiffusionIndexMethod();
    }

    @Override
    public double precision() {
        return 1e-7;
    }

    /** The change of the target is the last change of a common factor, which ten others show through noise. */
    private static List<TrainingSet> factorEconomy(long seed) {
        Random random = new Random(seed);
        int length = 240;
        double[] target = new double[length];
        double[][] others = new double[10][length];
        double factor = 0;
        for (int t = 1; t < length; t++) {
            target[t] = target[t - 1] + factor + 0.3 * random.nextGaussian();
            factor = random.nextGaussian();
            for (double[] other : others) {
                other[t] = other[t - 1] + factor + random.nextGaussian();
            }
        }
        List<TrainingSet> sets = new ArrayList<>();
        sets.add(set("target", target, ORIGIN));
        for (double[] other : others) {
            sets.add(set("other", other, ORIGIN));
        }
        return sets;
    }

    private static TrainingSet set(String code, double[] values, Period origin) {
        List<Double> list = new ArrayList<>();
        for (double value : values) {
            list.add(value);
        }
        return new TrainingSet(new SeriesKey("test", code), origin, list, Transform.NONE);
    }

    private FittedModel fitted(TrainingSet data) {
        return MethodContract.trained(method(), data);
    }

    /** The factor's variance of 1 is told but for the noise of ten series, what stays is 0.09: sigma falls to a third. */
    @Test
    void hearsWhatManySeriesShare() {
        List<TrainingSet> all = factorEconomy(1);
        TrainingSet target = all.getFirst();
        TrainingSet together = target.with(all.subList(1, all.size()));
        assertThat(fitted(together).trajectory(1).sigma(1))
                .isLessThan(0.6 * fitted(target).trajectory(1).sigma(1));
    }

    @Test
    void whatACompanionKnowsBeyondTheOriginIsNotUsed() {
        List<TrainingSet> all = factorEconomy(2);
        TrainingSet target = all.getFirst();
        List<TrainingSet> ahead = new ArrayList<>();
        for (TrainingSet companion : all.subList(1, all.size())) {
            List<Double> longer = new ArrayList<>(companion.values());
            longer.add(1e6);
            ahead.add(new TrainingSet(companion.series(), ORIGIN.plus(1), longer, Transform.NONE));
        }
        assertThat(fitted(target.with(ahead)).forecast(13))
                .isEqualTo(fitted(target.with(all.subList(1, all.size()))).forecast(13));
    }

    @Test
    void aCompanionMayEndEarlier() {
        List<TrainingSet> all = factorEconomy(3);
        TrainingSet target = all.getFirst();
        List<TrainingSet> ragged = new ArrayList<>(all.subList(1, all.size()));
        TrainingSet late = ragged.getFirst();
        ragged.set(0, late.until(ORIGIN.minus(2)));
        double expected =
                fitted(target.with(all.subList(1, all.size()))).trajectory(1).mean(1);
        assertThat(fitted(target.with(ragged)).trajectory(1).mean(1)).isCloseTo(expected, within(0.5));
        assertThat(fitted(target.with(ragged)).trajectory(1).sigma(1))
                .isLessThan(0.6 * fitted(target).trajectory(1).sigma(1));
    }

    /** Changes of 2 beyond two steps: 1 a step; a season of +1, -1 alternates from the period after the origin. */
    @Test
    void aDirectPathGoesOnAtItsPace() {
        DirectPath path = new DirectPath(
                new Basis("direct", "1", MethodContract.origin(Frequency.ANNUAL), Transform.NONE, List.of(10.0)),
                10,
                List.of(0.5, 2.0),
                List.of(1.0, 2.0),
                List.of(1.0, 1.5),
                List.of(1.0, -1.0));
        Trajectory found = path.trajectory(8);
        assertThat(found.means().subList(0, 4)).containsExactly(11.5, 11.0, 14.0, 13.0);
        assertThat(found.sigma(8)).isEqualTo(4);
        assertThat(found.yearSigma(8)).isEqualTo(1.5);
    }
}
