package macrocast.models;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * Minimises a function of a few bounded variables without derivatives (Nelder and Mead, A Simplex Method for Function
 * Minimization, Computer Journal 7, 1965). A point outside the bounds is moved onto them.
 *
 * <p>Deterministic: equal functions and starts give equal answers.
 */
final class NelderMead {
    private final double[] lower;
    private final double[] upper;
    private final double precision;
    private final int evaluations;

    /**
     * A minimiser.
     *
     * @param precision stop when the values at all corners lie this close together
     * @param evaluations stop after about this many
     */
    NelderMead(double[] lower, double[] upper, double precision, int evaluations) {
        this.lower = lower.clone();
        this.upper = upper.clone();
        this.precision = precision;
        this.evaluations = evaluations;
    }

    /**
     * The best point found, and not a worse one than the start.
     *
     * @param function finite or positive infinity
     * @param sides how far the corners of the first simplex lie from the start
     */
    double[] minimise(ToDoubleFunction<double[]> function, double[] start, double[] sides) {
        int size = start.length;
        double[][] corners = new double[size + 1][];
        double[] values = new double[size + 1];
        for (int i = 0; i <= size; i++) {
            corners[i] = start.clone();
            if (i > 0) {
                int axis = i - 1;
                double side = start[axis] + sides[axis] > upper[axis] ? -sides[axis] : sides[axis];
                corners[i][axis] += side;
            }
            values[i] = at(function, corners[i]);
        }
        int used = size + 1;
        double[] centre = new double[size];
        // Two points on trial; the one that is taken changes places with the corner that it drives out.
        double[] first = new double[size];
        double[] second = new double[size];
        while (true) {
            sort(corners, values);
            if (used >= evaluations || values[size] - values[0] <= precision) {
                return corners[0];
            }
            Arrays.fill(centre, 0);
            for (int i = 0; i < size; i++) {
                double[] corner = corners[i];
                for (int j = 0; j < size; j++) {
                    centre[j] += corner[j];
                }
            }
            for (int j = 0; j < size; j++) {
                centre[j] /= size;
            }
            double[] worst = corners[size];
            double atReflected = at(function, beyond(centre, worst, 1, first));
            used++;
            if (atReflected < values[0]) {
                double atExpanded = at(function, beyond(centre, worst, 2, second));
                used++;
                boolean further = atExpanded < atReflected;
                corners[size] = further ? second : first;
                values[size] = further ? atExpanded : atReflected;
                if (further) {
                    second = worst;
                } else {
                    first = worst;
                }
            } else if (atReflected < values[size - 1]) {
                corners[size] = first;
                values[size] = atReflected;
                first = worst;
            } else {
                boolean outside = atReflected < values[size];
                double atContracted = at(function, beyond(centre, worst, outside ? 0.5 : -0.5, second));
                used++;
                if (atContracted < Math.min(atReflected, values[size])) {
                    corners[size] = second;
                    values[size] = atContracted;
                    second = worst;
                } else {
                    for (int i = 1; i <= size; i++) {
                        for (int j = 0; j < size; j++) {
                            corners[i][j] = (corners[0][j] + corners[i][j]) / 2;
                        }
                        values[i] = at(function, corners[i]);
                    }
                    used += size;
                }
            }
        }
    }

    private double at(ToDoubleFunction<double[]> function, double[] point) {
        for (int i = 0; i < point.length; i++) {
            point[i] = Math.min(Math.max(point[i], lower[i]), upper[i]);
        }
        double value = function.applyAsDouble(point);
        return Double.isNaN(value) ? Double.POSITIVE_INFINITY : value;
    }

    private static double[] beyond(double[] centre, double[] corner, double factor, double[] into) {
        for (int i = 0; i < into.length; i++) {
            into[i] = centre[i] + factor * (centre[i] - corner[i]);
        }
        return into;
    }

    /** By insertion: all but one corner are in order already, and equal ones keep theirs. */
    private static void sort(double[][] corners, double[] values) {
        for (int i = 1; i < values.length; i++) {
            double value = values[i];
            double[] corner = corners[i];
            int j = i - 1;
            while (j >= 0 && values[j] > value) {
                values[j + 1] = values[j];
                corners[j + 1] = corners[j];
                j--;
            }
            values[j + 1] = value;
            corners[j + 1] = corner;
        }
    }
}
