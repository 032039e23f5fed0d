package macrocast.models;

import macrocast.domain.Calibration;
import macrocast.domain.Measure;
import macrocast.domain.Period;
import macrocast.domain.Quantiles;

/**
 * The forecast of one target period with its quantiles.
 *
 * @param step periods after the origin, from 1
 * @param measure what mean and quantiles are read in
 * @param mean the point forecast, which is also the median
 * @param calibration where the quantiles come from
 */
public record ForecastDistribution(
        Period target, int step, Measure measure, double mean, Quantiles quantiles, Calibration calibration) {}
