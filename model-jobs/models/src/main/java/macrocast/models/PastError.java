package macrocast.models;

import macrocast.domain.Period;

/**
 * How far a past forecast lay from what came.
 *
 * @param origin the last period that it knew
 * @param error the shift in the scale of the transform that takes the forecast to what came
 * @param sigma the model's own standard deviation of that shift at the time
 */
public record PastError(Period origin, double error, double sigma) {

    /** The error in units of what the model expected. */
    double score() {
        return Math.abs(error) / sigma;
    }
}
