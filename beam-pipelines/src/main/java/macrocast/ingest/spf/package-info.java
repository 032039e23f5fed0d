/**
 * The Survey of Professional Forecasters of the Federal Reserve Bank of Philadelphia: the median of what forecasters expect,
 * each quarter since 1968.
 *
 * <p>Address: {@code https://www.philadelphiafed.org/surveys-and-data/real-time-data-research/spf}, workbooks of medians, a
 * sheet per variable. Licence: public. Rhythm: quarterly, about the middle of the quarter.
 */
@NullMarked
package macrocast.ingest.spf;

import org.jspecify.annotations.NullMarked;
