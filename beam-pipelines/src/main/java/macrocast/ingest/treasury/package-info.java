/**
 * The par yield curve of the US Treasury, every working day since 1990.
 *
 * <p>Address: {@code https://home.treasury.gov/resource-center/data-chart-center/interest-rates/pages/xml}, one Atom feed a
 * year (until 2022 another feed of the same data). Licence: public. Rhythm: every working day in the afternoon.
 */
@NullMarked
package macrocast.ingest.treasury;

import org.jspecify.annotations.NullMarked;
