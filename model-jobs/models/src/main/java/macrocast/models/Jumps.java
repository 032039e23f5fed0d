package macrocast.models;

import java.util.Arrays;

/**
 * Changes far beyond the usual ones, taken out of a series so that they move its level but not its trend.
 *
 * <p>A change further from the median change than some multiples of the usual distance (1.4826 times the median
 * absolute deviation, which estimates the standard deviation of normal changes: Rousseeuw and Croux, Journal of the
 * American Statistical Association 88, 1993) is cut to that limit, and the rest becomes a level shift that is put back
 * after the last value. So a lockdown and the reopening are two shifts that nearly cancel, and neither says that output
 * will go on falling or rising by a fifth each quarter. The rule knows no dates.
 *
 * <p>Where the changes have a season, usual is what is usual at that time of the year.
 */
public final class Jumps {
    /** How many usual distances methods allow; of normal changes chance makes one in 16,000 larger. */
    static final double LIMIT = 4;

    /** Fewer changes do not tell what is usual. */
    private static final int LEAST_CHANGES = 20;

    /** What happens more often than once in ten changes is no jump. */
    private static final double MOST_SHARE = 0.1;

    private final double[] values;
    private final double total;
    private final double share;

    private Jumps(double[] values, double total, double share) {
        this.values = values;
        this.total = total;
        this.share = share;
    }

    /** The same where jumps are rare; where they are not, the changes have two usual sizes, and nothing is taken out. */
    public static Jumps rare(double[] values, int season, double multiples) {
        Jumps jumps = in(values, season, multiples);
        return jumps.share <= MOST_SHARE ? jumps : new Jumps(values.clone(), 0, 0);
    }

    /**
     * The same after spikes are taken out: single values that lie off both their neighbours.
     *
     * <p>Of a random walk with changes d and deviation s, the spike at t is estimated by {@code (d[t] - d[t+1]) / 2}, with
     * deviation {@code s / sqrt(2)}, and one of a shift by {@code d[t]} with deviation s (Chen and Liu, Joint estimation of model
     * parameters and outlier effects in time series, Journal of the American Statistical Association 88, 1993, section 2.2).
     * The largest spike beyond the multiples that beats both shifts goes first, until there is none.
     */
    public static Jumps andSpikes(double[] values, int season, double multiples) {
        return rare(withoutSpikes(values, season, multiples), season, multiples);
    }

    private static double[] withoutSpikes(double[] values, int season, double multiples) {
        double[] changes = changes(values);
        double[] usual = usual(changes, season);
        double deviation = deviation(changes, usual);
        if (changes.length < LEAST_CHANGES || !(deviation > 0)) {
            return values;
        }
        double[] distances = new double[changes.length];
        for (int t = 0; t < distances.length; t++) {
            distances[t] = changes[t] - usual[t];
        }
        double[] cleaned = values.clone();
        for (int found = 0; found <= MOST_SHARE * changes.length; found++) {
            int place = -1;
            double largest = multiples * deviation;
            for (int t = 1; t < distances.length; t++) {
                double spike = Math.abs(distances[t - 1] - distances[t]) / StrictMath.sqrt(2);
                double shift = Math.max(Math.abs(distances[t - 1]), Math.abs(distances[t]));
                if (spike > largest && spike > shift) {
                    largest = spike;
                    place = t;
                }
            }
            if (place < 0) {
                return cleaned;
            }
            double spike = (distances[place - 1] - distances[place]) / 2;
            distances[place - 1] -= spike;
            distances[place] += spike;
            cleaned[place] -= spike;
        }
        return values;
    }

    private static double[] changes(double[] values) {
        double[] changes = new double[values.length - 1];
        for (int t = 0; t < changes.length; t++) {
            changes[t] = values[t + 1] - values[t];
        }
        return changes;
    }

    /** The usual distance of changes from what is usual, which estimates their standard deviation. */
    private static double deviation(double[] changes, double[] usual) {
        double[] distances = new double[changes.length];
        for (int t = 0; t < changes.length; t++) {
            distances[t] = Math.abs(changes[t] - usual[t]);
        }
        return 1.4826 * median(distances);
    }

    /**
     * Takes the jumps out.
     *
     * @param season periods in a year
     * @param multiples how many usual distances a change may lie from the median
     */
    static Jumps in(double[] values, int season, double multiples) {
        int n = values.length - 1;
        double[] changes = changes(values);
        double[] usual = usual(changes, season);
        double limit = multiples * deviation(changes, usual);
        double[] cleaned = values.clone();
        if (n < LEAST_CHANGES || !(limit > 0)) {
            return new Jumps(cleaned, 0, 0);
        }
        double total = 0;
        int cut = 0;
        for (int t = 0; t < n; t++) {
            double distance = changes[t] - usual[t];
            cut += Math.abs(distance) > limit ? 1 : 0;
            total += distance - Math.min(limit, Math.max(-limit, distance));
            cleaned[t + 1] -= total;
        }
        return new Jumps(cleaned, total, (double) cut / n);
    }

    /** The median change at each time, of all times or of the same time of the year. */
    private static double[] usual(double[] changes, int season) {
        int every = Seasonality.shows(changes, season) ? season : 1;
        double[] usual = new double[changes.length];
        for (int first = 0; first < every; first++) {
            double[] same = new double[(changes.length - first + every - 1) / every];
            for (int i = 0; i < same.length; i++) {
                same[i] = changes[first + i * every];
            }
            double median = median(same);
            for (int i = 0; i < same.length; i++) {
                usual[first + i * every] = median;
            }
        }
        return usual;
    }

    private static double median(double[] numbers) {
        double[] sorted = numbers.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    /** The series without its jumps, which begins as it did. */
    public double[] values() {
        return values.clone();
    }

    /** By how much the series has jumped in all: what its last value has more than the one without jumps. */
    public double total() {
        return total;
    }

    boolean found() {
        return total != 0;
    }
}
