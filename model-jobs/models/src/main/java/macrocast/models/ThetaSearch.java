package macrocast.models;

/** The inner loop of {@link DynamicThetaMethod}: the best first level, weight and alpha for one series. */
final class ThetaSearch {
    private final double[] values;
    private final boolean dynamic;
    private final int leftOut;
    private final double mostWeight;

    private final double intercept;
    private final double slope;

    private double alpha;
    private double firstLevel;
    private double weight;

    /**
     * A search.
     *
     * @param values the first of them 0
     */
    ThetaSearch(double[] values, boolean dynamic, double mostWeight) {
        this.values = values;
        this.dynamic = dynamic;
        this.leftOut = dynamic ? 3 : 1;
        this.mostWeight = mostWeight;
        int n = values.length;
        double mean = 0;
        for (double value : values) {
            mean += value / n;
        }
        double middle = (n + 1) / 2.0;
        double products = 0;
        double weights = 0;
        for (int t = 1; t <= n; t++) {
            products += (t - middle) * (values[t - 1] - mean);
            weights += (t - middle) * (t - middle);
        }
        this.slope = products / weights;
        this.intercept = mean - slope * middle;
    }

    void run(double leastAlpha, double mostAlpha) {
        alpha = LineSearch.minimise(this::squares, leastAlpha, mostAlpha, 12, 1e-4);
        squares(alpha);
    }

    /**
     * The smallest sum of squared errors for an alpha, by regression of {@code y - level from 0} on what a unit of the
     * first level and of the weight add to the mean.
     */
    private double squares(double smoothing) {
        int n = values.length;
        double ll = 0;
        double lw = 0;
        double ww = 0;
        double ly = 0;
        double wy = 0;
        double yy = 0;
        double level = smoothing * values[0];
        double power = 1 - smoothing;
        double average = values[0];
        double a = dynamic ? values[0] : intercept;
        double b = dynamic ? 0 : slope;
        double inverse = 1 / smoothing;
        for (int t = 1; t < n; t++) {
            // After t values the first level has kept the share (1 - alpha)^t.
            double ofLevel = power;
            double next = power * (1 - smoothing);
            double ofWeight = power * a + (1 - next) * inverse * b;
            double value = values[t];
            double rest = value - level;
            if (t >= leftOut) {
                ll += ofLevel * ofLevel;
                lw += ofLevel * ofWeight;
                ww += ofWeight * ofWeight;
                ly += ofLevel * rest;
                wy += ofWeight * rest;
                yy += rest * rest;
            }
            level += smoothing * rest;
            power = next;
            if (dynamic) {
                double before = average;
                average = (t * average + value) / (t + 1);
                b = ((t - 1) * b + 6 * (value - before) / (t + 1)) / (t + 2);
                a = average - b * (t + 2) / 2;
            }
        }
        double determinant = ll * ww - lw * lw;
        boolean levelEstimated = !dynamic && determinant > 1e-12 * ll * ww;
        double w = levelEstimated ? (ll * wy - lw * ly) / determinant : ww > 0 ? wy / ww : 0;
        weight = Math.min(mostWeight, Math.max(0, w));
        // The first value is 0: with a level of 0 so is its mean in the dynamic model.
        firstLevel = dynamic || ll == 0 ? 0 : (ly - weight * lw) / ll;
        double sum = yy
                - 2 * (firstLevel * ly + weight * wy)
                + firstLevel * firstLevel * ll
                + 2 * firstLevel * weight * lw
                + weight * weight * ww;
        return Math.max(0, sum);
    }

    /**
     * The model at the end of the series.
     *
     * @param zero where the zero point of the values here lies in the scale of the transform
     */
    DynamicTheta model(Basis basis, double zero) {
        int n = values.length;
        double level = firstLevel;
        double average = 0;
        double a = dynamic ? values[0] : intercept;
        double b = dynamic ? 0 : slope;
        double power = 1;
        double sum = 0;
        for (int t = 0; t < n; t++) {
            double value = values[t];
            double error = value - level - weight * (power * a + (1 - power * (1 - alpha)) / alpha * b);
            sum += t < leftOut ? 0 : error * error;
            level += alpha * (value - level);
            double before = average;
            average = (t * average + value) / (t + 1);
            if (dynamic && t > 0) {
                b = ((t - 1) * b + 6 * (value - before) / (t + 1)) / (t + 2);
                a = average - b * (t + 2) / 2;
            }
            power *= 1 - alpha;
        }
        double sigma = StrictMath.sqrt(sum / Math.max(1, n - leftOut - 3));
        // Values moved by zero move the line by as much, and the level by what the line's share leaves over.
        return new DynamicTheta(
                basis,
                dynamic,
                alpha,
                weight,
                n,
                level + zero * (1 - weight * power),
                average + zero,
                a + zero,
                b,
                sigma);
    }
}
