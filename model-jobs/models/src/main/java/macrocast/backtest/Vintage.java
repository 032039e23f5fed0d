package macrocast.backtest;

import java.time.Instant;
import macrocast.models.TrainingSet;

/**
 * All that was known of one series at one moment.
 *
 * @param asOf the moment at which a source made the newest of these values known
 * @param data the values
 */
public record Vintage(Instant asOf, TrainingSet data) {}
