package macrocast.models;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import macrocast.domain.Frequency;

/**
 * One model for many series: a ridge regression per step whose rows are those of all series, each divided by its own usual change
 * (Montero-Manso and Hyndman, Principles and algorithms for forecasting groups of time series: locality and globality,
 * International Journal of Forecasting 37, 2021): {@code global}.
 *
 * <p>A row holds a year of the last changes of one series. What all series have in common is learned from all of their
 * history, so that a short series forecasts as well as a long one; only its own scale and mean change are its own. Companions of the same
 * frequency are heard up to the origin. Without companions this is a direct autoregression.
 */
public final class GlobalMethod implements Method {
    @Override
    public String name() {
        return "global";
    }

    @Override
    public String version() {
        return "2";
    }

    @Override
    public String title() {
        return "Global ridge regression";
    }

    @Override
    public boolean isBenchmark() {
        return false;
    }

    @Override
    public boolean readsCompanions() {
        return true;
    }

    @Override
    public SortedMap<String, String> settings() {
        return new TreeMap<>(Map.of(
                "penalty",
                "ridge, forecasting the second half of the sample",
                "steps",
                Integer.toString(Features.STEPS)));
    }

    @Override
    public int minimumLength(Frequency frequency) {
        return Features.minimumLength(frequency.periodsPerYear());
    }

    /** One series with the mean and the deviation of its changes, without companions. */
    private record Member(Features features, double mean, double unit, int late) {}

    @Override
    public Training fitChecked(TrainingSet data) {
        List<Member> members = new ArrayList<>();
        members.add(member(data, data));
        for (TrainingSet peer : data.peers()) {
            int beyond = data.origin().until(peer.origin());
            if (peer.size() - Math.max(0, beyond) >= minimumLength(data.origin().frequency())) {
                members.add(member(data, beyond > 0 ? peer.until(data.origin()) : peer));
            }
        }
        Member own = members.getFirst();
        int width = own.features().rows()[0].length;
        members.removeIf(member -> member.features().rows()[0].length != width);
        int steps = own.features().steps();
        double[] told = new double[steps];
        double[][] errors = new double[steps][];
        int[] firstJudged = new int[steps];
        int season = data.season() == 1 ? 2 : data.season();
        for (int step = 1; step <= steps; step++) {
            Pool pool = new Pool(members, step);
            PenalisedRegression.Fit fit = new PenalisedRegression(0, season * members.size())
                    .fit(pool.rows, pool.targets, (step - 1) * members.size());
            told[step - 1] = fit.told() * own.unit() + step * own.mean();
            List<Double> judged = new ArrayList<>();
            int first = -1;
            for (int i = 0; i < fit.errors().length; i++) {
                if (pool.member[fit.firstJudged() + i] == 0) {
                    first = first < 0 ? pool.row[fit.firstJudged() + i] : first;
                    judged.add(fit.errors()[i] * own.unit());
                }
            }
            errors[step - 1] = judged.stream().mapToDouble(Double::doubleValue).toArray();
            firstJudged[step - 1] = Math.max(0, first);
        }
        return new Training.Trained(own.features().path(this, data, told, errors, firstJudged));
    }

    private static Member member(TrainingSet data, TrainingSet series) {
        Features features = Features.of(series.with(List.of()));
        double[] changes = Arrays.stream(features.targets(1))
                .filter(change -> !Double.isNaN(change))
                .toArray();
        double mean = Arrays.stream(changes).average().orElse(0);
        double variance = Arrays.stream(changes)
                .map(change -> (change - mean) * (change - mean))
                .average()
                .orElse(0);
        return new Member(
                features,
                mean,
                variance > 0 ? StrictMath.sqrt(variance) : 1,
                series.origin().until(data.origin()));
    }

    /** The rows of all members in the order of time, those of one period in the order of members; the last one is now. */
    private static final class Pool {
        private final double[][] rows;
        private final double[] targets;
        private final int[] member;
        private final int[] row;

        Pool(List<Member> members, int step) {
            List<int[]> order = new ArrayList<>();
            for (int m = 0; m < members.size(); m++) {
                int count = members.get(m).features().rows().length - step;
                int who = m;
                IntStream.range(0, Math.max(0, count)).forEach(r -> order.add(new int[] {who, r}));
            }
            order.sort((left, right) -> {
                int time = Integer.compare(timeOf(members, left), timeOf(members, right));
                return time != 0 ? time : Integer.compare(left[0], right[0]);
            });
            rows = new double[order.size() + 1][];
            targets = new double[order.size()];
            member = new int[order.size()];
            row = new int[order.size()];
            double[][] all = new double[members.size()][];
            for (int m = 0; m < all.length; m++) {
                all[m] = members.get(m).features().targets(step);
            }
            for (int i = 0; i < targets.length; i++) {
                int[] at = order.get(i);
                rows[i] = members.get(at[0]).features().rows()[at[1]];
                Member whose = members.get(at[0]);
                targets[i] = (all[at[0]][at[1]] - step * whose.mean()) / whose.unit();
                member[i] = at[0];
                row[i] = at[1];
            }
            double[][] own = members.getFirst().features().rows();
            rows[targets.length] = own[own.length - 1];
        }

        /** Periods before the origin of the target's series. */
        private static int timeOf(List<Member> members, int[] at) {
            Member member = members.get(at[0]);
            return at[1] - member.features().rows().length - member.late();
        }
    }
}
