package macrocast.models;

import java.util.function.DoubleUnaryOperator;

/**
 * Minimises a function of one variable on an interval: the best of equally distant points, then the golden section
 * around it (Kiefer, Sequential minimax search for a maximum, Proceedings of the AMS 4, 1953).
 */
final class LineSearch {
    private static final double GOLDEN = 0.6180339887498949;

    private LineSearch() {}

    /**
     * Where the smallest value was found.
     *
     * @param points how many points to try first, at least 2
     * @param precision the length of interval to stop at
     */
    static double minimise(DoubleUnaryOperator function, double from, double to, int points, double precision) {
        double step = (to - from) / (points - 1);
        double best = from;
        double lowest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < points; i++) {
            double at = from + i * step;
            double value = function.applyAsDouble(at);
            if (value < lowest) {
                lowest = value;
                best = at;
            }
        }
        double left = Math.max(from, best - step);
        double right = Math.min(to, best + step);
        double a = right - GOLDEN * (right - left);
        double b = left + GOLDEN * (right - left);
        double atA = function.applyAsDouble(a);
        double atB = function.applyAsDouble(b);
        while (right - left > precision) {
            if (atA <= atB) {
                right = b;
                b = a;
                atB = atA;
                a = right - GOLDEN * (right - left);
                atA = function.applyAsDouble(a);
            } else {
                left = a;
                a = b;
                atA = atB;
                b = left + GOLDEN * (right - left);
                atB = function.applyAsDouble(b);
            }
        }
        double found = atA <= atB ? a : b;
        // A minimum on the border is reached from the inside only up to the precision.
        return Math.min(atA, atB) <= lowest ? found : best;
    }
}
