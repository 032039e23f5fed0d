/**
 * The real-time data set of the Federal Reserve Bank of Philadelphia: what was known of US output, prices, money and housing in
 * each quarter or month since 1965.
 *
 * <p>Address: {@code https://www.philadelphiafed.org/surveys-and-data/real-time-data-research}, a workbook per series;
 * described in Croushore and Stark (2001), A real-time data set for macroeconomists, Journal of Econometrics 105. Licence:
 * public. Rhythm: monthly or quarterly.
 */
@NullMarked
package macrocast.ingest.philadelphia;

import org.jspecify.annotations.NullMarked;
