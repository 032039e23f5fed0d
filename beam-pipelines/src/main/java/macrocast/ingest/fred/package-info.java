/**
 * FRED and ALFRED of the Federal Reserve Bank of St. Louis: series of many US sources, with every value they ever had.
 *
 * <p>Address: {@code https://api.stlouisfed.org/fred/series/observations}, with a key that is free (documentation:
 * fred.stlouisfed.org/docs/api/fred). Licence: free to use, credit FRED; a series' notes say if its own source holds a
 * copyright. Rhythm: all day long; the call {@code series/updates} says which series changed, newest first.
 */
@NullMarked
package macrocast.ingest.fred;

import org.jspecify.annotations.NullMarked;
