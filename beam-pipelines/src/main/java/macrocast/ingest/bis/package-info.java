/**
 * The Bank for International Settlements: policy rates, effective exchange rates, property prices, turnover of currencies.
 *
 * <p>Address: {@code https://stats.bis.org/api/v1/data/<flow>/<key>}, no key (BIS Data Portal, "API"). Licence: free re-use with
 * the source named. Rhythm: policy rates weekly, exchange rates monthly, property prices quarterly.
 */
@NullMarked
package macrocast.ingest.bis;

import org.jspecify.annotations.NullMarked;
