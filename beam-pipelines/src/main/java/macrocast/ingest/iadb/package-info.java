/**
 * The Bank of England's interactive statistical database (IADB): money, credit, interest and exchange rates.
 *
 * <p>Address: {@code https://www.bankofengland.co.uk/boeapps/database/_iadb-fromshowcolumns.asp?xml.x=yes}, no key. Licence:
 * Open Government Licence v3. Rhythm: daily and monthly, at 09:30 in London.
 */
@NullMarked
package macrocast.ingest.iadb;

import org.jspecify.annotations.NullMarked;
