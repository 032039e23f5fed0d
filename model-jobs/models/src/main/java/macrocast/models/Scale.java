package macrocast.models;

import macrocast.domain.Measure;
import macrocast.domain.Transform;

/**
 * The way from published values to the scale in which a series is modelled, and back.
 *
 * <p>Means are taken back without a bias adjustment, so a mean of logarithms becomes the median of the published scale:
 * the Bank of England's benchmark paths are built the same way. StrictMath throughout, because every JVM must give the
 * same digits.
 */
public final class Scale {
    private Scale() {}

    /** Whether a published value can be taken into the modelled scale. */
    public static boolean accepts(Transform transform, double value) {
        return transform == Transform.NONE || value > 0;
    }

    /** From the published scale into the modelled one. */
    public static double into(Transform transform, double value) {
        return transform == Transform.NONE ? value : StrictMath.log(value);
    }

    /** From the modelled scale back into the published one. */
    public static double outOf(Transform transform, double value) {
        return transform == Transform.NONE ? value : StrictMath.exp(value);
    }

    /** Moves a value by a shift in the modelled scale; the inverse of {@link #error}. */
    public static double shift(Transform transform, Measure measure, double value, double shift) {
        if (transform == Transform.NONE) {
            return value + shift;
        }
        double factor = StrictMath.exp(shift);
        return measure == Measure.LEVEL ? value * factor : (1 + value) * factor - 1;
    }

    /** The shift in the modelled scale that takes a forecast to what came; the inverse of {@link #shift}. */
    public static double error(Transform transform, Measure measure, double actual, double forecast) {
        if (transform == Transform.NONE) {
            return actual - forecast;
        }
        return measure == Measure.LEVEL
                ? StrictMath.log(actual / forecast)
                : StrictMath.log((1 + actual) / (1 + forecast));
    }

    /** A standard deviation in the modelled scale as one in the unit of the mean, to first order. */
    public static double inUnit(Transform transform, Measure measure, double mean, double sigma) {
        if (transform == Transform.NONE) {
            return sigma;
        }
        return sigma * Math.abs(measure == Measure.LEVEL ? mean : 1 + mean);
    }

    /** The inverse of {@link #inUnit}; a mean without a size leaves no spread in logarithms. */
    public static double outOfUnit(Transform transform, Measure measure, double mean, double sigma) {
        double unit = inUnit(transform, measure, mean, 1);
        return unit > 0 ? sigma / unit : 0;
    }
}
