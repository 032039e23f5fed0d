/**
 * Replays methods over the vintages of the past, measures how they did, and chooses the champion.
 *
 * <p>Definitions of horizon, growth, truth, error, scope and tests follow the Bank of England's forecast evaluation
 * toolkit, in whose terms its own published forecasts are judged. Nothing here knows of a vintage that it was not
 * given: whoever hands in what was known as of a moment gets what could be known at that moment.
 */
@NullMarked
package macrocast.backtest;

import org.jspecify.annotations.NullMarked;
