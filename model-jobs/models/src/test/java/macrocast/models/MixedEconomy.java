package macrocast.models;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import macrocast.domain.Frequency;
import macrocast.domain.Period;
import macrocast.domain.SeriesKey;
import macrocast.domain.Transform;

/** Quarters whose growth is that of their months' common factor: 120 of them, and months of the one after them. */
final class MixedEconomy {
    static final int QUARTERS = 120;
    static final Period ORIGIN = new Period(
            Frequency.QUARTERLY, MethodContract.origin(Frequency.QUARTERLY).start());

    private MixedEconomy() {}

    /** A target with its companions, and the growth of the first quarter after the origin. */
    record Sample(TrainingSet target, double next) {}

    /**
     * A target with eight monthly companions and one quarterly.
     *
     * @param monthsKnown how many months of that quarter the companions know
     */
    static Sample of(long seed, int monthsKnown) {
        Random random = new Random(seed);
        int months = 3 * (QUARTERS + 1);
        double[] factor = new double[months];
        double[] level = new double[months];
        for (int t = 1; t < months; t++) {
            factor[t] = 0.7 * factor[t - 1] + 0.003 * random.nextGaussian();
            level[t] = level[t - 1] + 0.002 + factor[t];
        }
        double[] quarters = new double[QUARTERS + 1];
        for (int q = 0; q <= QUARTERS; q++) {
            quarters[q] = (level[3 * q] + level[3 * q + 1] + level[3 * q + 2]) / 3
                    + (q > 0 ? 0.001 * random.nextGaussian() : 0);
        }
        List<TrainingSet> companions = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            double loading = 0.5 + i / 8.0;
            double noise = 0;
            List<Double> values = new ArrayList<>();
            for (int t = 0; t < 3 * QUARTERS + monthsKnown; t++) {
                noise = 0.5 * noise + 0.002 * random.nextGaussian();
                values.add(
                        i == 0
                                ? 1000 * factor[t] + 0.5 * random.nextGaussian()
                                : StrictMath.exp(4 + loading * level[t] + noise));
            }
            companions.add(new TrainingSet(
                    new SeriesKey("test", "month" + i),
                    new Period(Frequency.MONTHLY, ORIGIN.plus(1).start()).plus(monthsKnown - 1),
                    values,
                    i == 0 ? Transform.NONE : Transform.LOG));
        }
        companions.add(new TrainingSet(
                new SeriesKey("test", "peer"),
                ORIGIN,
                IntStream.range(0, QUARTERS)
                        .mapToObj(q -> StrictMath.exp(quarters[q] + 0.002 * random.nextGaussian()))
                        .toList(),
                Transform.LOG));
        TrainingSet target = new TrainingSet(
                new SeriesKey("test", "quarters"),
                ORIGIN,
                IntStream.range(0, QUARTERS)
                        .mapToObj(q -> StrictMath.exp(quarters[q]))
                        .toList(),
                Transform.LOG);
        return new Sample(target.with(companions), quarters[QUARTERS] - quarters[QUARTERS - 1]);
    }

    /** The root mean square of the errors that a method makes in the first step's change over 30 economies. */
    static double error(Method method, int monthsKnown, boolean alone) {
        double squares = 0;
        for (long seed = 1; seed <= 30; seed++) {
            Sample sample = of(seed, monthsKnown);
            TrainingSet data = alone ? sample.target().with(List.of()) : sample.target();
            double last = data.transformed()[data.size() - 1];
            double told = MethodContract.trained(method, data).trajectory(1).mean(1) - last;
            squares += (told - sample.next()) * (told - sample.next()) / 30;
        }
        return StrictMath.sqrt(squares);
    }
}
