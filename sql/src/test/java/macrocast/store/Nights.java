package macrocast.store;

import static macrocast.store.Loads.GDP;
import static macrocast.store.Loads.UNEMPLOYMENT;
import static macrocast.store.Loads.moment;
import static macrocast.store.Loads.mpr;
import static macrocast.store.Loads.observation;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import macrocast.domain.Accuracy;
import macrocast.domain.Blessing;
import macrocast.domain.Calibration;
import macrocast.domain.DataVersion;
import macrocast.domain.Forecast;
import macrocast.domain.Measure;
import macrocast.domain.ModelVersion;
import macrocast.domain.Period;
import macrocast.domain.Quantiles;
import macrocast.domain.Rejected;
import macrocast.domain.Scope;
import macrocast.domain.SeriesKey;
import macrocast.domain.SourceRow;
import macrocast.domain.Truth;
import org.jspecify.annotations.Nullable;

/**
 * Eleven vintages of two series as they became known, what the Bank said beside them, and nights of ours: enough for every
 * view to show something. The vintage of the last day of a quarter states all quarters from 2022-Q1 to the one before. GDP
 * of quarter i is 100 + i at first and 0.1 more in each of the next three vintages; the rate never changes.
 */
final class Nights {
    static final Period FIRST = Period.parse("2022-Q1");
    static final int FIRST_VINTAGE = 5;
    static final int LAST_VINTAGE = 15;

    private final ForecastStore trainer;
    private final ForecastStore scorer;
    private final ObservationStore observations;

    Nights(TestDatabase test) {
        this(test::as);
    }

    /** Of a database as each role reaches it. */
    Nights(Function<String, Database> as) {
        trainer = new ForecastStore(as.apply("trainer"));
        scorer = new ForecastStore(as.apply("scorer"));
        observations = new ObservationStore(as.apply("trainer"));
    }

    /** The last day of the quarter in which it was published. */
    static String day(int vintage) {
        return FIRST.plus(vintage + 1).start().minusDays(1).toString();
    }

    static double gdp(int quarter, int vintage) {
        return 100 + quarter + 0.1 * Math.min(vintage - 1 - quarter, 3);
    }

    static double rate(int quarter) {
        return 0.04 + quarter % 4 / 1000.0;
    }

    /** Everything that vintages of these numbers state. */
    static List<SourceRow> vintages(int from, int to) {
        List<SourceRow> rows = new ArrayList<>();
        for (int vintage = from; vintage <= to; vintage++) {
            for (int quarter = 0; quarter < vintage; quarter++) {
                String period = FIRST.plus(quarter).toString();
                rows.add(Loads.gdp(period, day(vintage), gdp(quarter, vintage)));
                rows.add(observation(UNEMPLOYMENT, period, day(vintage), rate(quarter)));
            }
            for (int horizon = 0; horizon <= 4; horizon++) {
                String target = FIRST.plus(vintage + horizon).toString();
                rows.add(mpr(GDP, target, horizon, day(vintage), 100.5 + vintage + horizon));
                rows.add(mpr(UNEMPLOYMENT, target, horizon, day(vintage), 0.045));
            }
        }
        return rows;
    }

    /** The whole of it: two nights, a row in quarantine, and a load that waits for a person. */
    static void publishTo(TestDatabase test) {
        Loads loads = new Loads(test.as("loader"));
        Nights nights = new Nights(test);
        List<SourceRow> rows = vintages(FIRST_VINTAGE, LAST_VINTAGE - 1);
        rows.add(new Rejected("gdpkp", "2025 Q9", "not a period", "2025 Q9,101.5"));
        loads.load("a1", rows);
        nights.publish(new Night("2025-10-01", "ets", 0.010, "code", "{}"));
        loads.load("a2", vintages(LAST_VINTAGE, LAST_VINTAGE));
        nights.publish(new Night("2026-01-01", "ar", 0.012, "code", "{}"));
        try {
            loads.load("a3", Loads.gdp("2022-Q1", "2026-01-02", 200.0));
            throw new IllegalStateException("a value that doubles is to be held");
        } catch (StoreException held) {
            if (held.kind() != StoreException.Kind.HELD) {
                throw held;
            }
        }
    }

    /**
     * What a night is to say.
     *
     * @param champion the method that speaks for us
     * @param growth the mean that it forecasts for every target
     */
    record Night(String asOf, String champion, double growth, String codeVersion, String settings) {}

    /** Forecasts, accuracy, blessings and a model of both series; published. */
    UUID publish(Night night) {
        DataVersion version = observations.dataVersion(moment(night.asOf())).orElseThrow();
        UUID run = trainer.open(new ForecastRun.Request(
                        version, List.of(GDP, UNEMPLOYMENT), night.settings(), night.codeVersion(), "image", true))
                .runId();
        for (SeriesKey series : List.of(GDP, UNEMPLOYMENT)) {
            Measure measure = series.equals(GDP) ? Measure.GROWTH : Measure.LEVEL;
            Period origin = observations.vintage(version, series).origin();
            ModelVersion model = new ModelVersion(
                    ModelVersion.idOf(series, "ets", "hash" + night.asOf(), "{}", 1, night.codeVersion()),
                    series,
                    "ets",
                    origin,
                    version.asOf(),
                    "hash" + night.asOf(),
                    "{}",
                    1,
                    night.codeVersion(),
                    "image",
                    "file:///blob/m",
                    "0".repeat(64),
                    "p");
            trainer.saveModelVersions(run, List.of(model));
            List<Accuracy> accuracy = new ArrayList<>();
            List<Forecast> forecasts = new ArrayList<>();
            for (int horizon = 0; horizon <= 4; horizon++) {
                for (String method : List.of("ets", "ar")) {
                    double ratio = method.equals("ar") ? 1 : 0.9;
                    for (Scope scope : Scope.values()) {
                        accuracy.add(new Accuracy(
                                series,
                                method,
                                measure,
                                horizon,
                                Truth.K12,
                                scope,
                                40,
                                ratio / 100,
                                ratio / 120,
                                0,
                                ratio,
                                null,
                                null));
                    }
                    forecasts.add(forecast(series, method, measure, origin, horizon, night.growth(), null, null));
                }
                forecasts.add(forecast(
                        series,
                        "champion",
                        measure,
                        origin,
                        horizon,
                        night.growth(),
                        night.champion(),
                        night.champion().equals("ets") ? model.id() : null));
            }
            trainer.saveAccuracy(run, accuracy);
            trainer.saveBlessings(
                    run,
                    List.of(new Blessing(series, "near", 0, 1, night.champion(), null, 0.9, 1.0, "best", "bless")));
            scorer.saveForecasts(run, series, forecasts);
        }
        scorer.publish(scorer.claim(run, null));
        return run;
    }

    private static Forecast forecast(
            SeriesKey series,
            String method,
            Measure measure,
            Period origin,
            int horizon,
            double mean,
            @Nullable String champion,
            @Nullable UUID model) {
        List<Double> quantiles = DoubleStream.iterate(mean - 0.008, q -> q + 0.002)
                .limit(9)
                .boxed()
                .toList();
        return new Forecast(
                series,
                method,
                measure,
                origin,
                origin.plus(1 + horizon),
                mean,
                new Quantiles(quantiles),
                Calibration.CONFORMAL,
                champion,
                model);
    }
}
