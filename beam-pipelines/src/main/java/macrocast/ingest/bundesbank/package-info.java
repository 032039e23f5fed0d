/**
 * The Deutsche Bundesbank: yields of listed Federal securities by residual maturity, daily.
 *
 * <p>Address: {@code https://api.statistiken.bundesbank.de/rest/data/<flow>/<key>}, no key (Bundesbank, "SDMX web service").
 * Licence: free re-use with the source named. Rhythm: working days.
 */
@NullMarked
package macrocast.ingest.bundesbank;

import org.jspecify.annotations.NullMarked;
