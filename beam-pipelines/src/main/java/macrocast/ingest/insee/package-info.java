/**
 * INSEE: the macro-economic data bank of France.
 *
 * <p>Address: {@code https://bdm.insee.fr/series/sdmx/data/SERIES_BDM/<idbank>}, no key (INSEE, "Web service SDMX"). Licence:
 * Licence Ouverte / Etalab 2.0. Rhythm: by release calendar, at 07:30 or 08:45 CET.
 */
@NullMarked
package macrocast.ingest.insee;

import org.jspecify.annotations.NullMarked;
