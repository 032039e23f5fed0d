/**
 * The Greenbook (since 2010 the Tealbook): what the staff of the Federal Reserve Board told each meeting of the FOMC.
 *
 * <p>Address: {@code https://www.philadelphiafed.org}, {@code .../greenbook-data/documentation/GBweb_Row_Format.xlsx}, a
 * workbook in row format, a sheet per variable; files: a table (CSV) per variable as well. Licence: public. Rhythm: once a
 * year; forecasts are made public five years later, and count as known when they were made.
 */
@NullMarked
package macrocast.ingest.greenbook;

import org.jspecify.annotations.NullMarked;
