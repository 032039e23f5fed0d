/**
 * The Survey of Professional Forecasters of the Federal Reserve Bank of Philadelphia: the median of what forecasters expect,
 * each quarter since 1968.
 *
 * <p>Address: {@code https://www.philadelphiafed.org}, {@code .../historical-data/medianLevel.xlsx} and
 * {@code medianGrowth.xlsx}, a sheet per variable; files: a table (CSV) per variable as well. Licence: public. Rhythm:
 * quarterly, about the middle of the quarter.
 */
@NullMarked
package macrocast.ingest.spf;

import org.jspecify.annotations.NullMarked;
