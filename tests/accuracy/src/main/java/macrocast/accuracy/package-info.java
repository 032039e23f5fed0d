/**
 * Measures how accurate the methods are on real vintages and competitions, and writes every figure to one table.
 *
 * <p>Definitions of horizon, truth, scope, ratio and test are those of {@code macrocast.backtest}; a dataset is a class here,
 * its data are files that anybody can replace.
 */
@NullMarked
package macrocast.accuracy;

import org.jspecify.annotations.NullMarked;
