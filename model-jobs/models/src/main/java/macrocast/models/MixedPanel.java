package macrocast.models;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import macrocast.domain.Frequency;
import macrocast.domain.Period;
import macrocast.domain.Transform;

/**
 * A target and its companions on the target's calendar, for methods that read months to forecast quarters.
 *
 * <p>The target and its peers are changes; months are counted from the first month of the target's first quarter. A
 * monthly companion that is not in logarithms and takes both signs is a balance of opinions, a spread or a rate of change: it is
 * heard as it is, every other as levels whose changes count. A season that shows is taken out. Companions that end more than two
 * quarters before the origin are not heard, nor are those that begin later than nine tenths of the others: their first common
 * quarter is where the sample begins.
 */
final class MixedPanel {
    static final int MONTHS = 3;
    private static final double HEARD = 0.9;
    private static final int LATE_QUARTERS = 2;

    /** A value this many interquartile ranges from the median is taken for missing (McCracken and Ng 2016, section 3). */
    private static final double FAR = 10;

    /**
     * Values by period, a month or a quarter, from {@code first} on.
     *
     * @param code of the series
     * @param balance whether the value itself counts, not its change
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Column(String code, int first, double[] values, boolean balance) {
        /** The first period after the last value. */
        int end() {
            return first + values.length;
        }

        double at(int period) {
            return values[period - first];
        }
    }

    private final double[] values;
    private final List<Double> season = new ArrayList<>();
    private final List<Column> months;
    private final List<Column> peers;
    private final int start;

    /** @param leastQuarters how many quarters the sample keeps whatever the companions know */
    MixedPanel(TrainingSet data, int leastQuarters) {
        this(data, leastQuarters, HEARD);
    }

    /** The panel of companions of which each counts: the sample begins where all are known, if that leaves it long enough. */
    static MixedPanel ofAll(TrainingSet data, int leastQuarters) {
        return new MixedPanel(data, leastQuarters, 1);
    }

    private MixedPanel(TrainingSet data, int leastQuarters, double share) {
        values = VectorAutoregressionMethod.withoutSeason(data, season);
        List<Column> monthly = new ArrayList<>();
        List<Column> alike = new ArrayList<>();
        Period firstQuarter = data.origin().plus(1 - values.length);
        for (TrainingSet companion : data.companions()) {
            Frequency frequency = companion.origin().frequency();
            boolean same = frequency == data.origin().frequency();
            boolean finer = data.origin().frequency() == Frequency.QUARTERLY && frequency == Frequency.MONTHLY;
            if ((!same && !finer) || companion.size() < 2 * companion.season()) {
                continue;
            }
            int end = new Period(frequency, firstQuarter.start()).until(companion.origin()) + 1;
            double[] own = VectorAutoregressionMethod.withoutSeason(companion, new ArrayList<>());
            Column column = new Column(companion.series().code(), end - own.length, own, finer && isBalance(companion));
            int quarters = finer ? Math.floorDiv(end, MONTHS) : end;
            if (quarters >= values.length - LATE_QUARTERS && moves(own)) {
                (finer ? monthly : alike).add(column);
            }
        }
        List<Integer> starts = new ArrayList<>();
        monthly.forEach(column -> starts.add(firstQuarterOf(column, true)));
        alike.forEach(column -> starts.add(firstQuarterOf(column, false)));
        starts.sort(null);
        int latest = Math.max(0, values.length - leastQuarters);
        int common = starts.isEmpty() ? 0 : starts.get((int) Math.ceil(share * starts.size()) - 1);
        start = Math.min(latest, Math.max(0, common));
        months = monthly.stream()
                .filter(column -> firstQuarterOf(column, true) <= start)
                .toList();
        peers = alike.stream()
                .filter(column -> firstQuarterOf(column, false) <= start)
                .toList();
    }

    /** The first quarter in which the changes of this quarter and of the one before are known. */
    private static int firstQuarterOf(Column column, boolean monthly) {
        return monthly ? Math.ceilDiv(column.first(), MONTHS) + 2 : column.first() + 2;
    }

    private static boolean isBalance(TrainingSet companion) {
        return companion.transform() == Transform.NONE
                && companion.values().stream().anyMatch(value -> value > 0)
                && companion.values().stream().anyMatch(value -> value < 0);
    }

    private static boolean moves(double[] values) {
        return Arrays.stream(values).anyMatch(value -> value != values[0]);
    }

    /** The target in the scale of its transform, by quarter. */
    double[] values() {
        return values;
    }

    List<Double> season() {
        return season;
    }

    List<Column> months() {
        return months;
    }

    List<Column> peers() {
        return peers;
    }

    /** The first quarter of the sample. */
    int start() {
        return start;
    }

    /** Whether anything but the target itself is heard. */
    boolean isAlone() {
        return months.isEmpty() && peers.isEmpty();
    }

    /**
     * The range of usual values: beyond it lies what no sample of this size should be led by.
     *
     * @return lowest and highest; everything where half of the values are the same
     */
    static double[] usual(double[] sample) {
        double[] sorted = sample.clone();
        Arrays.sort(sorted);
        double median = sorted[sorted.length / 2];
        double range = sorted[3 * sorted.length / 4] - sorted[sorted.length / 4];
        return range > 0
                ? new double[] {median - FAR * range, median + FAR * range}
                : new double[] {Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY};
    }
}
