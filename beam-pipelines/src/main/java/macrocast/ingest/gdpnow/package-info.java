/**
 * GDPNow of the Federal Reserve Bank of Atlanta: a model's nowcast of US growth, several times a month since 2014.
 *
 * <p>Address: {@code https://www.atlantafed.org}, {@code .../gdpnow/GDPTrackingModelDataAndForecasts.xlsx}, the workbook of
 * the model; files: a table (CSV) of forecast date, quarter and nowcast as well. Licence: public. Rhythm: after each release
 * that it reads.
 */
@NullMarked
package macrocast.ingest.gdpnow;

import org.jspecify.annotations.NullMarked;
