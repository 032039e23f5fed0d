package macrocast.models;

import java.util.Arrays;

/**
 * Whether a seasonal smoothing form forgets its initial states: all roots of its characteristic equation lie inside the
 * unit circle (Hyndman, Koehler, Ord and Snyder, 2008, section 10.2).
 *
 * <p>With a trend and c = phi beta the equation is {@code z^(m+1) + (alpha + c - phi) z^m + (alpha + c - alpha phi)
 * (z^(m-1) + ... + z^2) + (alpha + c - alpha phi + gamma - 1) z + phi (1 - alpha - gamma) = 0}; without one {@code z -
 * 1} divides it, because a constant can move between level and season, and {@code z^m + alpha (z^(m-1) + ... + z) +
 * alpha + gamma - 1 = 0} remains.
 */
final class Stability {
    private static final double ROUNDING = 1e-10;

    private final int season;
    private final boolean trends;
    private final double[] polynomial;
    private final double[] reduced;

    Stability(int season, boolean trends) {
        this.season = season;
        this.trends = trends;
        this.polynomial = new double[season + (trends ? 2 : 1)];
        this.reduced = new double[polynomial.length];
    }

    boolean holds(double alpha, double beta, double gamma, double phi) {
        if (trends) {
            double damped = phi * beta;
            Arrays.fill(polynomial, alpha + damped - alpha * phi);
            polynomial[season + 1] = 1;
            polynomial[season] = alpha + damped - phi;
            polynomial[1] = alpha + damped - alpha * phi + gamma - 1;
            polynomial[0] = phi * (1 - alpha - gamma);
        } else {
            Arrays.fill(polynomial, alpha);
            polynomial[season] = 1;
            polynomial[0] = alpha + gamma - 1;
        }
        return rootsInside();
    }

    /** The Schur-Cohn test: each step takes the degree down by one and must find the last coefficient the larger. */
    private boolean rootsInside() {
        double[] p = polynomial;
        double[] next = reduced;
        for (int degree = p.length - 1; degree > 0; degree--) {
            double reflection = p[0] / p[degree];
            if (!(Math.abs(reflection) < 1 - ROUNDING)) {
                return false;
            }
            for (int i = 0; i < degree; i++) {
                next[i] = p[i + 1] - reflection * p[degree - 1 - i];
            }
            double[] spare = p;
            p = next;
            next = spare;
        }
        return true;
    }
}
