package macrocast.store;

import java.util.List;
import java.util.UUID;
import macrocast.domain.DataVersion;
import macrocast.domain.DerivedId;
import macrocast.domain.SeriesKey;

/**
 * One production of forecasts by our jobs.
 *
 * @param series what it set out to forecast, in order of the keys
 * @param settingsJson what was asked for
 * @param official whether it may stand as a night; else it answers a question of what if
 * @param published whether its forecasts are visible
 */
public record ForecastRun(
        UUID runId,
        DataVersion dataVersion,
        List<SeriesKey> series,
        String settingsJson,
        String codeVersion,
        String imageDigest,
        boolean official,
        boolean published) {

    public ForecastRun {
        series = List.copyOf(series);
    }

    /**
     * What a run is to be. The same request gives the same run for ever.
     *
     * @param settingsJson canonical JSON: keys sorted, no spaces, so that equal settings are equal text
     * @param official whether it asks for the usual series, methods and horizon, and so may stand as a night
     */
    public record Request(
            DataVersion dataVersion,
            List<SeriesKey> series,
            String settingsJson,
            String codeVersion,
            String imageDigest,
            boolean official) {

        public Request {
            series = series.stream().sorted().distinct().toList();
        }

        /** Follows from the data version, the series, the settings and the code. */
        public UUID runId() {
            return DerivedId.of(
                    "forecast_run",
                    dataVersion.asOf().toString(),
                    Long.toString(dataVersion.lastLoad()),
                    series.toString(),
                    settingsJson,
                    codeVersion);
        }
    }
}
