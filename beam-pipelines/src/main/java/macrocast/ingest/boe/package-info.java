/**
 * The Bank of England's forecast evaluation data: what was known of four variables in each quarter since 2003, and what
 * the Bank and its models said then.
 *
 * <p>Address: the Python package index (catalogue) names the newest wheel of the package {@code forecast_evaluation}
 * and its hash, the wheel holds {@code fer_outturns.parquet} and {@code fer_forecasts.parquet};
 * described in Kanngiesser and Willems (2024), Forecast accuracy and efficiency at the Bank of England, Staff Working Paper
 * 1,078. Licence: MIT (package), Open Government Licence v3 (data of the Office for National Statistics). Rhythm: with each
 * release of the package, about once a year; vintages are quarterly.
 */
@NullMarked
package macrocast.ingest.boe;

import org.jspecify.annotations.NullMarked;
