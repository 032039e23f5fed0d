package macrocast.models;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * A forecast in the scale of the transform, one entry per step, the first for step 1.
 *
 * @param means point forecasts
 * @param sigmas standard deviation of each value
 * @param yearSigmas standard deviation of each value's change over a year, whose base is known up to step s and is a
 *     forecast of the same path after it: equal to sigmas up to step s
 */
public record Trajectory(List<Double> means, List<Double> sigmas, List<Double> yearSigmas) {

    public Trajectory {
        means = List.copyOf(means);
        sigmas = List.copyOf(sigmas);
        yearSigmas = List.copyOf(yearSigmas);
    }

    /**
     * The trajectory of a linear model with the given responses to a unit shock.
     *
     * <p>With {@code y[n+h] - mean[h] = sum over i < h of c[i] e[n+h-i]}, {@code c[0] = 1}, the variance is
     * {@code sigma^2 sum c[i]^2} (Hyndman, Koehler, Ord and Snyder, Forecasting with Exponential Smoothing, 2008,
     * section 6.1), and that of the change over s periods {@code sigma^2 sum (c[i] - c[i-s])^2} with
     * {@code c[i] = 0} for {@code i < 0}: exact for growth in logs, whatever part of the base is itself a forecast.
     *
     * @param means one per step
     * @param responses c[0], c[1], ... at least as many as there are steps
     */
    public static Trajectory ofResponses(double[] means, double[] responses, double sigma, int season) {
        int steps = means.length;
        Double[] mean = new Double[steps];
        Double[] sigmas = new Double[steps];
        Double[] yearSigmas = new Double[steps];
        double sum = 0;
        double yearSum = 0;
        for (int i = 0; i < steps; i++) {
            sum += responses[i] * responses[i];
            double change = i < season ? responses[i] : responses[i] - responses[i - season];
            yearSum += change * change;
            mean[i] = means[i];
            sigmas[i] = sigma * StrictMath.sqrt(sum);
            yearSigmas[i] = sigma * StrictMath.sqrt(yearSum);
        }
        return new Trajectory(List.of(mean), List.of(sigmas), List.of(yearSigmas));
    }

    /**
     * The trajectory of a model that is linear in its errors, but answers to them otherwise from step to step.
     *
     * @param means one per step
     * @param responses by the step of a unit shock, then by step: what it adds to the value
     */
    public static Trajectory ofShocks(double[] means, double[][] responses, double sigma, int season) {
        int steps = means.length;
        double[] sigmas = new double[steps];
        double[] yearSigmas = new double[steps];
        for (int step = 0; step < steps; step++) {
            double sum = 0;
            double yearSum = 0;
            for (int shock = 0; shock <= step; shock++) {
                double response = responses[shock][step];
                double change = step < season ? response : response - responses[shock][step - season];
                sum += response * response;
                yearSum += change * change;
            }
            sigmas[step] = sigma * StrictMath.sqrt(sum);
            yearSigmas[step] = sigma * StrictMath.sqrt(yearSum);
        }
        return of(steps, step -> means[step - 1], step -> sigmas[step - 1], step -> yearSigmas[step - 1]);
    }

    /** The trajectory of a model that knows its numbers at each step, from 1. */
    public static Trajectory of(
            int steps, IntToDoubleFunction mean, IntToDoubleFunction sigma, IntToDoubleFunction yearSigma) {
        return new Trajectory(each(steps, mean), each(steps, sigma), each(steps, yearSigma));
    }

    private static List<Double> each(int steps, IntToDoubleFunction number) {
        return IntStream.rangeClosed(1, steps).mapToObj(number::applyAsDouble).toList();
    }

    public double mean(int step) {
        return means.get(step - 1);
    }

    public double sigma(int step) {
        return sigmas.get(step - 1);
    }

    public double yearSigma(int step) {
        return yearSigmas.get(step - 1);
    }
}
