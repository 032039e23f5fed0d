/**
 * The International Monetary Fund: the World Economic Outlook and the regional outlooks for Asia and for Africa, with years
 * that are forecasts.
 *
 * <p>Address: {@code https://api.imf.org/external/sdmx/3.0/data/dataflow/<agency>/<flow>/+/<key>}, no key (IMF Data, "API"). Licence:
 * free use with the source named. Rhythm: April and October.
 */
@NullMarked
package macrocast.ingest.imf;

import org.jspecify.annotations.NullMarked;
