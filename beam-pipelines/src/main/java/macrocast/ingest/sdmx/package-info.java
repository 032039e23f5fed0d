/**
 * Messages of observations as statistical agencies exchange them: SDMX-ML 2.1 (generic and structure-specific), SDMX-CSV
 * 1.0 and 2.0, SDMX-JSON 1.0 and 2.0.
 *
 * <p>A {@link macrocast.ingest.sdmx.SdmxReader} turns a body of one shape into observations; {@link
 * macrocast.ingest.sdmx.SdmxParser} turns observations of any shape into rows, by what the source's catalogue says of its
 * flows. Dimensions are found by their names and never by their place.
 */
@NullMarked
package macrocast.ingest.sdmx;

import org.jspecify.annotations.NullMarked;
