/**
 * Turns what sources publish into observations, forecasts by others and rejects: the steps that every source shares.
 *
 * <p>A body is archived under its sha256 before it is parsed, each of its rows is staged once, and a load is published
 * whole or not at all.
 */
@NullMarked
package macrocast.ingest;

import org.jspecify.annotations.NullMarked;
