/**
 * DBnomics, which collects series of about a hundred providers in one form.
 *
 * <p>Address: {@code https://api.db.nomics.world/v22/series/<provider>/<dataset>/<series>?observations=1}, no key. Licence:
 * that of each provider. Rhythm: daily; it keeps the latest values only, so we date them when we first see them.
 */
@NullMarked
package macrocast.ingest.dbnomics;

import org.jspecify.annotations.NullMarked;
