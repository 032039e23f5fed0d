/**
 * The European Central Bank: exchange rates, interest rates, yields, money and credit of the euro area.
 *
 * <p>Address: {@code https://data-api.ecb.europa.eu/service/data/<flow>/<key>}, no key (ECB Data Portal, "API overview");
 * the table of euro reference rates is a file, {@code https://www.ecb.europa.eu/stats/eurofxref/eurofxref-hist.zip}. Licence:
 * free re-use with the source named. Rhythm: reference rates on working days about 16:00 CET, monthly series by calendar.
 */
@NullMarked
package macrocast.ingest.ecb;

import org.jspecify.annotations.NullMarked;
