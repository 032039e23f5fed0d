package macrocast.models;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import macrocast.domain.Period;

/**
 * How far an interval at one step has to reach, in units of the model's sigma, learnt from past errors in their order.
 *
 * <p>Split conformal prediction by the scores {@code |error| / sigma}, moved by a quantile tracker (Angelopoulos, Candès and
 * Tibshirani, Conformal PID Control for Time Series Prediction, NeurIPS 36, 2023, sections 2.2 and 3.1): each miss widens the
 * next interval, each hit narrows it a little, so that in the long run as many fall inside as promised, also where errors come
 * in runs and are not exchangeable. An error moves the tracker once its target lies at or before the origin of a later
 * forecast, not before.
 *
 * <p>The learning rate is a tenth of the reach by split conformal prediction alone. Its authors take a tenth of the largest
 * score; after one quarter of 2020, twenty-five times sigma, every miss would then add two sigmas for ever after.
 */
final class QuantileTracker {
    private static final double RATE = 0.1;
    private static final double LEAST = 0.05;

    private QuantileTracker() {}

    /**
     * The reach of the next interval.
     *
     * @param errors of one step with a sigma above 0, in any order
     * @param coverage of the central interval
     * @param normal the reach of the normal distribution, which holds until there are {@code minimum} errors
     */
    static double reach(List<PastError> errors, int step, double coverage, double normal, int minimum) {
        List<PastError> ordered =
                errors.stream().sorted(Comparator.comparing(PastError::origin)).toList();
        double[] reached = new double[ordered.size()];
        double[] known = new double[ordered.size()];
        int count = 0;
        double offset = 0;
        for (int i = 0; i <= ordered.size(); i++) {
            while (count < i
                    && (i == ordered.size()
                            || isKnown(ordered.get(count), step, ordered.get(i).origin()))) {
                double score = ordered.get(count).score();
                double unmoved = unmoved(known, count, coverage, normal, minimum);
                offset += RATE * unmoved * ((score > reached[count] ? 1 : 0) - (1 - coverage));
                insert(known, count, score);
                count++;
            }
            double reach = Math.max(LEAST, unmoved(known, count, coverage, normal, minimum) + offset);
            if (i == ordered.size()) {
                return reach;
            }
            reached[i] = reach;
        }
        throw new IllegalStateException("The last round returns");
    }

    /** The reach by split conformal prediction alone. */
    private static double unmoved(double[] sorted, int count, double coverage, double normal, int minimum) {
        return count < minimum ? normal : sorted[place(count, coverage) - 1];
    }

    private static boolean isKnown(PastError error, int step, Period origin) {
        return error.origin().until(origin) >= step;
    }

    private static void insert(double[] sorted, int count, double score) {
        int at = Arrays.binarySearch(sorted, 0, count, score);
        int place = at < 0 ? -at - 1 : at;
        System.arraycopy(sorted, place, sorted, place + 1, count - place);
        sorted[place] = score;
    }

    /** Which of the sorted scores reaches far enough, from 1. */
    static int place(int count, double coverage) {
        // Less a hair, so that 20 * 0.95 = 19.000000000000004 is the 19th and not the 20th.
        return Math.min((int) Math.ceil((count + 1) * coverage - 1e-9), count);
    }
}
