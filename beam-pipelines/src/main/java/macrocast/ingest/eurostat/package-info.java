/**
 * Eurostat: national accounts, prices, unemployment, sentiment and energy of the European Union.
 *
 * <p>Address: {@code https://ec.europa.eu/eurostat/api/dissemination/sdmx/2.1/data/<flow>/<key>}, no key (Eurostat, "API - Detailed
 * guidelines"); a large answer is prepared and fetched later. Licence: CC BY 4.0. Rhythm: twice a day, 11:00 and 23:00 CET.
 */
@NullMarked
package macrocast.ingest.eurostat;

import org.jspecify.annotations.NullMarked;
