package macrocast.models;

import java.util.Locale;

/**
 * The scale in which a series is modelled, stored with the model as data.
 *
 * <p>Means are transformed back without a bias adjustment, so a mean in the scale of {@link #LOG} becomes the median
 * of the published scale: the Bank of England's benchmark paths are built the same way.
 */
public enum Transform {
    /** The values as published. */
    NONE,
    /** Natural logarithms; every value must be above 0. */
    LOG;

    /** The word of the database and of model files: {@code none} or {@code log}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The transform that a stored word names.
     *
     * @throws IllegalArgumentException when there is none of that name
     */
    public static Transform of(String word) {
        for (Transform transform : values()) {
            if (transform.word().equals(word)) {
                return transform;
            }
        }
        throw new IllegalArgumentException("Transform must be none or log, was: " + word);
    }

    /** Whether a value can be taken into this scale. */
    public boolean accepts(double value) {
        return this == NONE || value > 0;
    }

    /** From the published scale into the modelled one. StrictMath, because every JVM must give the same digits. */
    public double apply(double value) {
        return this == NONE ? value : StrictMath.log(value);
    }

    /** From the modelled scale back into the published one. */
    public double invert(double value) {
        return this == NONE ? value : StrictMath.exp(value);
    }
}
