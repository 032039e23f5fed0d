/**
 * The OECD: reference series of all economies, leading indicators, public debt, house prices, long-term scenarios.
 *
 * <p>Address: {@code https://sdmx.oecd.org/public/rest/data/<agency>,<flow>,<version>/<key>}, no key (OECD, "Data API"); 60
 * downloads an hour, so that it is asked once a minute and in few, long questions. Licence: CC BY 4.0. Rhythm: leading
 * indicators monthly, others as they are revised.
 */
@NullMarked
package macrocast.ingest.oecd;

import org.jspecify.annotations.NullMarked;
