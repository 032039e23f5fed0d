package macrocast.models;

import java.util.Locale;

/** In what a forecast is read and judged. */
public enum Measure {
    /** As published. */
    LEVEL,
    /** Change over a year as a fraction, {@code x[t] / x[t - s] - 1}: 0.01 is one percentage point. */
    GROWTH;

    /** The word of the database: {@code level} or {@code growth}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The measure that a stored word names.
     *
     * @throws IllegalArgumentException when there is none of that name
     */
    public static Measure of(String word) {
        for (Measure measure : values()) {
            if (measure.word().equals(word)) {
                return measure;
            }
        }
        throw new IllegalArgumentException("Measure must be level or growth, was: " + word);
    }

    /** Moves a value of this measure by a shift in the modelled scale; the inverse of {@link #error}. */
    public double shift(double value, Transform transform, double shift) {
        if (transform == Transform.NONE) {
            return value + shift;
        }
        double factor = StrictMath.exp(shift);
        return this == LEVEL ? value * factor : (1 + value) * factor - 1;
    }

    /** The shift in the modelled scale that takes a forecast of this measure to what came; the inverse of {@link #shift}. */
    public double error(double actual, double forecast, Transform transform) {
        if (transform == Transform.NONE) {
            return actual - forecast;
        }
        return this == LEVEL ? StrictMath.log(actual / forecast) : StrictMath.log((1 + actual) / (1 + forecast));
    }
}
