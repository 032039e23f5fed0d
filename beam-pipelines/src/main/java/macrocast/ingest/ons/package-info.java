/**
 * Time series of the UK's Office for National Statistics, as its website serves them.
 *
 * <p>Address: {@code https://www.ons.gov.uk/<theme>/timeseries/<cdid>/<dataset>/data}, no key. Licence: Open Government
 * Licence v3. Rhythm: with each release, at 07:00 in London (09:30 until 2020); an answer names the next one.
 */
@NullMarked
package macrocast.ingest.ons;

import org.jspecify.annotations.NullMarked;
