/**
 * FRED-QD: some 250 quarterly series of the United States, in the layout of FRED-MD with one header line more.
 *
 * <p>Address: {@code https://www.stlouisfed.org/research/economists/mccracken/fred-databases}; described in McCracken and
 * Ng (2020), FRED-QD: A Quarterly Database for Macroeconomic Research, NBER Working Paper 26872. Licence: as FRED-MD.
 * Rhythm: monthly.
 */
@NullMarked
package macrocast.ingest.fredqd;

import org.jspecify.annotations.NullMarked;
