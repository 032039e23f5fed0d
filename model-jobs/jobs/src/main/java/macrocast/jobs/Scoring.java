package macrocast.jobs;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import macrocast.backtest.CalibrationErrors;
import macrocast.domain.Blessing;
import macrocast.domain.Forecast;
import macrocast.domain.Measure;
import macrocast.domain.Transform;
import macrocast.models.ConformalQuantiles;
import macrocast.models.FittedModel;
import macrocast.models.ForecastDistribution;
import macrocast.models.PastError;

/** Turns the fitted models of one series into the rows that are published. */
final class Scoring {
    /** The method name under which the blessed path is published. */
    static final String CHAMPION = "champion";

    /** A model as it was stored. */
    record Stored(UUID version, FittedModel model) {}

    private Scoring() {}

    /**
     * Forecasts of every method, and the champion's path.
     *
     * <p>Levels always, and growth where the series is judged by it. Quantiles come from the method's own errors in
     * replays whose target the record knows, or from the model where these are too few.
     *
     * @param models by method
     * @param steps how far ahead, from 1
     */
    static List<Forecast> forecasts(
            PastRecord record, SortedMap<String, Stored> models, List<Blessing> blessings, int steps) {
        Set<Measure> measures =
                new LinkedHashSet<>(List.of(Measure.LEVEL, record.series().measure()));
        List<Forecast> rows = new ArrayList<>();
        models.forEach((method, stored) -> {
            for (Measure measure : measures) {
                for (ForecastDistribution found : distributions(record, method, stored.model(), measure, steps)) {
                    rows.add(row(record, method, stored, measure, found));
                }
            }
        });
        List<Forecast> champions = rows.stream()
                .filter(row -> row.method().equals(championAt(row.horizon(), blessings, record)))
                .map(Scoring::asChampion)
                .toList();
        rows.addAll(champions);
        return rows;
    }

    private static List<ForecastDistribution> distributions(
            PastRecord record, String method, FittedModel model, Measure measure, int steps) {
        Transform transform = record.series().transform();
        Map<Integer, List<PastError>> errors =
                CalibrationErrors.of(record.replays(method), record.vintages(), measure, transform);
        return new ConformalQuantiles(errors).of(model.forecast(steps, measure), measure, transform);
    }

    private static Forecast row(
            PastRecord record, String method, Stored stored, Measure measure, ForecastDistribution found) {
        return new Forecast(
                record.series().key(),
                method,
                measure,
                stored.model().origin(),
                found.target(),
                found.mean(),
                found.quantiles(),
                found.calibration(),
                null,
                stored.version());
    }

    private static String championAt(int horizon, List<Blessing> blessings, PastRecord record) {
        return blessings.stream()
                .filter(blessing -> horizon >= blessing.horizonFrom() && horizon <= blessing.horizonTo())
                .map(Blessing::method)
                .findFirst()
                .orElseThrow(() -> JobFailure.badData("%s has no champion at horizon %d; bless the run first"
                        .formatted(record.series().key(), horizon)));
    }

    private static Forecast asChampion(Forecast row) {
        return new Forecast(
                row.series(),
                CHAMPION,
                row.measure(),
                row.origin(),
                row.target(),
                row.mean(),
                row.quantiles(),
                row.calibration(),
                row.method(),
                row.modelVersion());
    }
}
