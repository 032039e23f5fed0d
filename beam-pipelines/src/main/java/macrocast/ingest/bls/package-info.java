/**
 * The US Bureau of Labor Statistics: prices, employment, unemployment, wages.
 *
 * <p>Address: {@code https://api.bls.gov/publicAPI/v2/timeseries/data/}, posted, with a free registration key (500 queries a
 * day and 50 series each; 25 and 25 without; bls.gov/developers). Licence: public. Rhythm: with each release, mostly at
 * 08:30 in Washington.
 */
@NullMarked
package macrocast.ingest.bls;

import org.jspecify.annotations.NullMarked;
