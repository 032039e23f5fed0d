package macrocast.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import macrocast.domain.Frequency;
import macrocast.domain.Period;
import macrocast.domain.SeriesKey;
import macrocast.domain.Transform;
import org.junit.jupiter.api.Test;

class VectorAutoregressionTest implements MethodContract {
    private static final Period ORIGIN = MethodContract.origin(Frequency.QUARTERLY);

    @Override
    public Method method() {
        return new VectorAutoregressionMethod();
    }

    /** The prior of a level weighs it by its distance from 0. */
    @Override
    public boolean followsShift() {
        return false;
    }

    @Override
    public double precision() {
        return 1e-6;
    }

    /** Follows its leader one quarter later: y[t] = x[t-1], x a random walk. */
    private static List<TrainingSet> leaderAndFollower(long seed) {
        Random random = new Random(seed);
        List<Double> leader = new ArrayList<>();
        List<Double> follower = new ArrayList<>();
        double before = 100;
        double now = 100;
        for (int t = 0; t < 120; t++) {
            follower.add(before + 0.05 * random.nextGaussian());
            leader.add(now);
            before = now;
            now += random.nextGaussian();
        }
        return List.of(set("follower", follower), set("leader", leader));
    }

    private static TrainingSet set(String code, List<Double> values) {
        return new TrainingSet(new SeriesKey("test", code), ORIGIN, values, Transform.NONE);
    }

    @Test
    void listensToACompanionThatLeads() {
        double alone = 0;
        double together = 0;
        for (long seed = 1; seed <= 5; seed++) {
            List<TrainingSet> both = leaderAndFollower(seed);
            TrainingSet follower = both.get(0);
            double next = both.get(1).values().getLast();
            alone += Math.abs(next - first(follower)) / 5;
            together += Math.abs(next - first(follower.with(List.of(both.get(1))))) / 5;
        }
        assertThat(together).isLessThan(0.7 * alone);
    }

    @Test
    void aCompanionThatEndsEarlierOrIsTooShortIsNotHeard() {
        List<TrainingSet> both = leaderAndFollower(1);
        TrainingSet follower = both.get(0);
        TrainingSet leader = both.get(1);
        TrainingSet early = new TrainingSet(
                leader.series(), ORIGIN.minus(1), leader.values().subList(0, 119), leader.transform());
        TrainingSet brief =
                new TrainingSet(leader.series(), ORIGIN, leader.values().subList(90, 120), leader.transform());
        double alone = first(follower);
        assertThat(first(follower.with(List.of(early)))).isEqualTo(alone);
        assertThat(first(follower.with(List.of(brief)))).isEqualTo(alone);
    }

    @Test
    void whatACompanionKnowsBeyondTheOriginIsNotUsed() {
        List<TrainingSet> both = leaderAndFollower(1);
        TrainingSet leader = both.get(1);
        List<Double> longer = new ArrayList<>(leader.values());
        longer.add(1e6);
        TrainingSet ahead = new TrainingSet(leader.series(), ORIGIN.plus(1), longer, leader.transform());
        assertThat(first(both.get(0).with(List.of(ahead))))
                .isEqualTo(first(both.get(0).with(List.of(leader))));
    }

    @Test
    void oneWildQuarterCountsLittle() {
        List<Double> calm = MethodContract.Numbers.economy(100, 1, 3);
        List<Double> wild = new ArrayList<>(calm);
        // A fifth lost for one quarter, three years before the end.
        wild.set(87, 0.8 * wild.get(87));
        TrainingSet before = new TrainingSet(new SeriesKey("test", "calm"), ORIGIN, calm, Transform.LOG);
        TrainingSet after = new TrainingSet(new SeriesKey("test", "wild"), ORIGIN, wild, Transform.LOG);
        List<ForecastPoint> expected = MethodContract.trained(method(), before).forecast(8);
        List<ForecastPoint> found = MethodContract.trained(method(), after).forecast(8);
        for (int i = 0; i < 8; i++) {
            assertThat(found.get(i).mean())
                    .isCloseTo(
                            expected.get(i).mean(),
                            within(0.01 * expected.get(i).mean()));
        }
    }

    @Test
    void aLogarithmHasNoUnit() {
        TrainingSet data = new TrainingSet(
                new SeriesKey("test", "money"), ORIGIN, MethodContract.Numbers.economy(100, 1, 4), Transform.LOG);
        TrainingSet pence = new TrainingSet(
                data.series(),
                ORIGIN,
                data.values().stream().map(value -> 100 * value).toList(),
                Transform.LOG);
        assertThat(first(pence)).isCloseTo(100 * first(data), within(1e-6 * first(pence)));
    }

    /** With the constant 0 and z[t] = 0.5 z[t-1] + e, sigma 2: the path halves, variances are 4 (1 + 1/4 + 1/16 ...). */
    @Test
    void pathsAndSigmasFollowFromTheCoefficients() {
        VectorAutoregression model = new VectorAutoregression(
                new Basis("bvar", "1", ORIGIN, Transform.NONE, List.of(0.0, 0.0, 0.0, 0.0)),
                1,
                10,
                1,
                List.of(8.0),
                List.of(0.5, 0.0),
                List.of(2.0),
                List.of(0.0));
        Trajectory path = model.trajectory(5);
        assertThat(path.means()).containsExactly(14.0, 12.0, 11.0, 10.5, 10.25);
        assertThat(path.sigma(1)).isCloseTo(2, within(1e-12));
        assertThat(path.sigma(3)).isCloseTo(2 * Math.sqrt(1.3125), within(1e-12));
        // The change over a year has the response 0.5^i - 0.5^(i-4) from the fifth step on.
        assertThat(path.yearSigma(5)).isCloseTo(Math.sqrt(4 * (1.328125 + Math.pow(0.0625 - 1, 2))), within(1e-12));
    }

    private double first(TrainingSet data) {
        return MethodContract.trained(method(), data).forecast(1).getFirst().mean();
    }

    private static FittedModel whatIf(TrainingSet data, List<Double> leader) {
        Method assuming = new VectorAutoregressionMethod()
                .given(new TreeMap<>(Map.of(new SeriesKey("test", "leader"), leader)))
                .orElseThrow();
        return MethodContract.trained(assuming, data);
    }

    private static TrainingSet follower() {
        List<TrainingSet> both = leaderAndFollower(1);
        return both.getFirst().with(both.subList(1, 2));
    }

    /** The follower is where its leader was a quarter before. */
    @Test
    void followsTheGivenPathOfItsLeader() {
        TrainingSet data = follower();
        double leader = data.companions().getFirst().values().getLast();
        List<ForecastPoint> points =
                whatIf(data, List.of(leader + 1, leader + 2, leader + 3)).forecast(4);
        for (int step = 2; step <= 4; step++) {
            assertThat(points.get(step - 1).mean()).isCloseTo(leader + step - 1, within(1.0));
        }
        List<ForecastPoint> free = MethodContract.trained(method(), data).forecast(4);
        assertThat(points.get(3).sigma()).isLessThan(0.8 * free.get(3).sigma());
    }

    /** What is expected anyway is no news; only what is not told yet stays uncertain. */
    @Test
    void theExpectedPathChangesNothingButTheUncertainty() {
        TrainingSet data = follower();
        TrainingSet leader = data.companions().getFirst();
        List<Double> expected = MethodContract.trained(method(), leader.with(List.of(data.with(List.of()))))
                .trajectory(3)
                .means();
        Trajectory free = MethodContract.trained(method(), data).trajectory(6);
        Trajectory told = whatIf(data, expected).trajectory(6);
        for (int step = 1; step <= 6; step++) {
            assertThat(told.mean(step)).isCloseTo(free.mean(step), within(1e-6));
            assertThat(told.sigma(step)).isLessThan(free.sigma(step));
        }
    }

    @Test
    void aGivenPathOfItsOwnIsTheForecast() {
        TrainingSet data = follower();
        Method assuming = new VectorAutoregressionMethod()
                .given(new TreeMap<>(Map.of(data.series(), List.of(101.0, 102.0))))
                .orElseThrow();
        List<ForecastPoint> points = MethodContract.trained(assuming, data).forecast(2);
        assertThat(points).extracting(ForecastPoint::mean).allSatisfy(mean -> assertThat(mean)
                .isBetween(101 - 1e-9, 102 + 1e-9));
        assertThat(points.get(1).sigma()).isCloseTo(0, within(1e-6));
    }

    @Test
    void refusesThePathOfAStranger() {
        Method assuming = new VectorAutoregressionMethod()
                .given(new TreeMap<>(Map.of(new SeriesKey("test", "stranger"), List.of(1.0))))
                .orElseThrow();
        assertThat(assuming.fit(follower()))
                .isInstanceOfSatisfying(Training.Refused.class, refused -> assertThat(refused.message())
                        .isEqualTo("test/follower has no companion test/stranger, the path that is given needs it among"
                                + " [test/follower, test/leader]"));
    }
}
