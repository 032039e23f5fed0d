package macrocast.backtest;

/** Tail probabilities of Student's t distribution. */
final class StudentT {
    private static final int TERMS = 500;
    private static final double PRECISION = 1e-15;
    private static final double TINY = 1e-300;

    private static final double[] LANCZOS = {
        0.9999999999998099,
        676.5203681218851,
        -1259.1392167224028,
        771.3234287776531,
        -176.6150291621406,
        12.507343278686905,
        -0.13857109526572012,
        9.984369578019572e-6,
        1.5056327351493116e-7
    };

    private StudentT() {}

    /** The probability of a statistic at least this far from 0, with {@code degrees} degrees of freedom. */
    static double twoSided(double statistic, double degrees) {
        // Abramowitz and Stegun, Handbook of Mathematical Functions, 26.5.27.
        return incompleteBeta(degrees / 2, 0.5, degrees / (degrees + statistic * statistic));
    }

    /** The regularised incomplete beta function by its continued fraction (Abramowitz and Stegun 26.5.8). */
    private static double incompleteBeta(double a, double b, double x) {
        if (x <= 0) {
            return 0;
        }
        if (x >= 1) {
            return 1;
        }
        double front = StrictMath.exp(
                logGamma(a + b) - logGamma(a) - logGamma(b) + a * StrictMath.log(x) + b * StrictMath.log1p(-x));
        // The fraction converges fast below the mean of the distribution; above it, by symmetry (26.5.2).
        return x < (a + 1) / (a + b + 2) ? front * fraction(a, b, x) / a : 1 - front * fraction(b, a, 1 - x) / b;
    }

    /** Modified Lentz method (Press, Teukolsky, Vetterling and Flannery, Numerical Recipes, 3rd edition, 5.2.5). */
    private static double fraction(double a, double b, double x) {
        double c = 1;
        double d = 1 / away(1 - (a + b) * x / (a + 1));
        double value = d;
        for (int m = 1; m <= TERMS; m++) {
            double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 / away(1 + even * d);
            c = away(1 + even / c);
            value *= d * c;
            double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 / away(1 + odd * d);
            c = away(1 + odd / c);
            double factor = d * c;
            value *= factor;
            if (Math.abs(factor - 1) < PRECISION) {
                break;
            }
        }
        return value;
    }

    private static double away(double value) {
        return Math.abs(value) < TINY ? TINY : value;
    }

    /** Lanczos' approximation with g = 7 and nine terms, good to 1e-15 for arguments from 0.5. */
    private static double logGamma(double x) {
        double sum = LANCZOS[0];
        for (int i = 1; i < LANCZOS.length; i++) {
            sum += LANCZOS[i] / (x - 1 + i);
        }
        double t = x + 6.5;
        return 0.5 * StrictMath.log(2 * Math.PI) + (x - 0.5) * StrictMath.log(t) - t + StrictMath.log(sum);
    }
}
