/**
 * The Bank of Japan's time-series data search: an exchange rate.
 *
 * <p>Address: {@code https://www.stat-search.boj.or.jp/api/v1/getDataCode?format=json&lang=en&db=<database>&code=<series>}, no
 * key; many questions in a short time are not allowed. Licence: free re-use with the source named. Rhythm: working days at
 * 08:50 in Tokyo; it keeps the latest values only, and says for each series on which day it was last updated.
 */
@NullMarked
package macrocast.ingest.boj;

import org.jspecify.annotations.NullMarked;
