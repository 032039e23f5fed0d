/**
 * The forms in which sources write: JSON, CSV, XML and numbers, read strictly and with limits, so that a body that is cut,
 * bent or made to harm ends in an {@link macrocast.ingest.UnreadablePayloadException} that names it.
 */
@NullMarked
package macrocast.ingest.wire;

import org.jspecify.annotations.NullMarked;
