package macrocast.models;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import macrocast.domain.Calibration;
import macrocast.domain.Measure;
import macrocast.domain.Quantiles;
import macrocast.domain.Transform;

/**
 * Turns point forecasts into quantiles by the method's own past errors at the same step.
 *
 * <p>Split conformal prediction with the absolute error as score (Vovk, Gammerman and Shafer, Algorithmic Learning in a
 * Random World, 2005; Lei, G'Sell, Rinaldo, Tibshirani and Wasserman, Journal of the American Statistical Association
 * 113, 2018): the central interval of coverage c reaches {@code k = ceil((n + 1) c)} places up the n sorted absolute
 * errors to either side. Were past and coming errors exchangeable, it would cover c or more, whatever their
 * distribution. Symmetric on purpose: the sign of a few dozen overlapping errors says more about those years than about
 * the next ones. Errors are shifts in the scale of the transform (see {@link Scale#shift}), so quantiles of a
 * logarithmic series are never negative.
 *
 * <p>Errors of macroeconomic forecasts are not exchangeable: they overlap, and come in runs. So where the model told a
 * sigma with each of them, the errors count in units of it, and {@link QuantileTracker} moves the limits by how often the
 * intervals of the past, made in the same way, were missed. Without sigmas the plain rule above holds. A step's reach is the mean of its
 * own and of those up to {@value #WINDOW} steps before and after it, as many on each side, that have errors enough: steps share
 * most of their targets, and whether the few large errors of a crisis lie just within or just beyond a quantile is chance.
 *
 * <p>A step with fewer than {@value #MINIMUM} errors is parametric; with {@value #MINIMUM} the 95 % interval is the
 * widest error seen. After conformal steps it takes the shifts of the last of them and widens them as the model's own
 * sigma grows; before them, or without any, it is the normal distribution of that sigma,
 * moved by the tracker. For growth the normal one is
 * exact only for a linear model in logs; otherwise the base is taken as known in its unit
 * ({@link FittedModel#forecast(int, Measure)}).
 *
 * <p>No shift is smaller than at the step before: that a few errors further ahead happened to be small does not make the
 * further future surer, and reaching further never covers less.
 */
public final class ConformalQuantiles {
    /** The least number of errors at a step; 19 is what the 95 % interval needs, since 20 * 0.95 = 19. */
    public static final int MINIMUM = 20;

    private static final int WINDOW = 2;

    private final Map<Integer, List<PastError>> pastErrors = new TreeMap<>();
    private final Map<Integer, double[]> sortedErrors = new TreeMap<>();

    /**
     * A calibrator.
     *
     * @param errors by step, in any order; a sigma of 0 says that the model had none
     */
    public ConformalQuantiles(Map<Integer, List<PastError>> errors) {
        errors.forEach((step, list) -> {
            double[] absolute = list.stream()
                    .mapToDouble(past -> Math.abs(past.error()))
                    .sorted()
                    .toArray();
            for (double error : absolute) {
                if (!Double.isFinite(error)) {
                    throw new IllegalArgumentException(
                            "Step " + step + " has the error " + error + ", needs finite ones");
                }
            }
            pastErrors.put(step, List.copyOf(list));
            sortedErrors.put(step, absolute);
        });
    }

    /** A calibrator without errors: every quantile is parametric. */
    public static ConformalQuantiles none() {
        return new ConformalQuantiles(Map.of());
    }

    /**
     * The points with quantiles.
     *
     * @param points with increasing steps, as {@link FittedModel#forecast(int, Measure)} gives them
     */
    public List<ForecastDistribution> of(List<ForecastPoint> points, Measure measure, Transform transform) {
        List<ForecastDistribution> distributions = new ArrayList<>(points.size());
        double[] reached = new double[Quantiles.PROBABILITIES.size()];
        // Of the last conformal step; a sigma of 0 means that there was none to go on from.
        double sigma = 0;
        double[] shiftsThere = reached;
        for (ForecastPoint point : points) {
            double[] errors = sortedErrors.getOrDefault(point.step(), new double[0]);
            boolean conformal = errors.length >= MINIMUM;
            double[] shifts;
            List<PastError> past = pastErrors.getOrDefault(point.step(), List.of());
            boolean tracked =
                    point.sigma() > 0 && !past.isEmpty() && past.stream().allMatch(e -> e.sigma() > 0);
            if (conformal) {
                shifts = shifts(level -> tracked ? smoothAt(point, level) : errorAt(errors, level));
            } else if (sigma > 0) {
                double growth = point.sigma() / sigma;
                shifts = Arrays.stream(shiftsThere).map(shift -> shift * growth).toArray();
            } else {
                shifts = shifts(
                        level -> tracked ? trackedAt(past, point, level) : point.sigma() * Normal.quantile(level));
            }
            Double[] quantiles = new Double[shifts.length];
            for (int i = 0; i < quantiles.length; i++) {
                double level = Quantiles.PROBABILITIES.get(i);
                reached[i] = level < 0.5 ? Math.min(reached[i], shifts[i]) : Math.max(reached[i], shifts[i]);
                quantiles[i] = level == 0.5 ? point.mean() : Scale.shift(transform, measure, point.mean(), reached[i]);
            }
            if (conformal) {
                sigma = point.sigma();
                shiftsThere = reached.clone();
            }
            // Far out exp may round to one and the same number; sorting costs nothing and keeps the promise.
            Arrays.sort(quantiles);
            distributions.add(new ForecastDistribution(
                    point.target(),
                    point.step(),
                    measure,
                    point.mean(),
                    new Quantiles(List.of(quantiles)),
                    conformal ? Calibration.CONFORMAL : Calibration.PARAMETRIC));
        }
        return distributions;
    }

    private static double[] shifts(DoubleUnaryOperator atLevel) {
        return Quantiles.PROBABILITIES.stream()
                .mapToDouble(atLevel::applyAsDouble)
                .toArray();
    }

    /** By the mean reach of the steps around the point's. */
    private double smoothAt(ForecastPoint point, double level) {
        int width = 0;
        while (width < WINDOW && isTracked(point.step() - width - 1) && isTracked(point.step() + width + 1)) {
            width++;
        }
        double sum = 0;
        for (int step = point.step() - width; step <= point.step() + width; step++) {
            sum += reach(pastErrors.getOrDefault(step, List.of()), step, level);
        }
        return point.sigma() * sum / (2 * width + 1);
    }

    private boolean isTracked(int step) {
        List<PastError> past = pastErrors.getOrDefault(step, List.of());
        return past.size() >= MINIMUM && past.stream().allMatch(error -> error.sigma() > 0);
    }

    private static double trackedAt(List<PastError> past, ForecastPoint point, double level) {
        return point.sigma() * reach(past, point.step(), level);
    }

    /** In units of sigma, below 0 for the lower half. */
    private static double reach(List<PastError> past, int step, double level) {
        if (level == 0.5) {
            return 0;
        }
        double normal = Math.abs(Normal.quantile(level));
        double reach = QuantileTracker.reach(past, step, Math.abs(2 * level - 1), normal, MINIMUM);
        return level < 0.5 ? -reach : reach;
    }

    private static double errorAt(double[] sorted, double level) {
        if (level == 0.5) {
            return 0;
        }
        double error = sorted[QuantileTracker.place(sorted.length, Math.abs(2 * level - 1)) - 1];
        return level < 0.5 ? -error : error;
    }
}
