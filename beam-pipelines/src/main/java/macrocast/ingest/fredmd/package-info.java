/**
 * FRED-MD: some 130 monthly series of the United States, a file for each month since 1999 with what was known then.
 *
 * <p>Address: {@code https://www.stlouisfed.org/research/economists/mccracken/fred-databases}, a CSV a month; described in
 * McCracken and Ng (2016), FRED-MD: A Monthly Database for Macroeconomic Research, Journal of Business and Economic
 * Statistics 34. Licence: free to use with citation; a few columns (S&amp;P) belong to others. Rhythm: monthly.
 */
@NullMarked
package macrocast.ingest.fredmd;

import org.jspecify.annotations.NullMarked;
