package macrocast.domain;

import java.io.Serializable;
import java.time.Instant;

/**
 * The observation that scores a forecast. Growth is taken inside one outturn vintage.
 *
 * @param knownAt the moment of the outturn vintage it was taken from
 * @param maturity periods between the target and the outturn vintage, less one: 0 is a first release without delay
 */
public record Actual(
        SeriesKey series, Period target, Measure measure, Truth truth, double value, Instant knownAt, int maturity)
        implements Serializable {}
