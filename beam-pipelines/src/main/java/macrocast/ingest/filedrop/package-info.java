/**
 * Tables that somebody puts into a folder, read as a {@code mapping.yaml} beside them says: no code is needed.
 *
 * <p>Address: {@code /landing/file_drop}. Licence and rhythm: as the mapping says.
 */
@NullMarked
package macrocast.ingest.filedrop;

import org.jspecify.annotations.NullMarked;
