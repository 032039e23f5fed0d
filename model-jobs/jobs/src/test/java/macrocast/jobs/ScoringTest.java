package macrocast.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import macrocast.backtest.Panel;
import macrocast.domain.BacktestForecast;
import macrocast.domain.Blessing;
import macrocast.domain.Calibration;
import macrocast.domain.DerivedId;
import macrocast.domain.Forecast;
import macrocast.domain.ForecastByOther;
import macrocast.domain.Measure;
import macrocast.domain.Period;
import macrocast.domain.Vintage;
import macrocast.jobs.Scoring.Stored;
import macrocast.models.Method;
import macrocast.models.Methods;
import macrocast.models.Training.Trained;
import macrocast.models.TrainingSet;
import org.junit.jupiter.api.Test;

/** Backtest, blessing and scoring of one series, without any store. */
class ScoringTest {
    private static final Period LAST = Period.parse("2014-Q4");
    private static final List<Vintage> VINTAGES = SyntheticVintages.between(Period.parse("2003-Q1"), LAST);
    private static final List<Method> METHODS = Methods.standard().all();
    private static final int HORIZON = 12;

    private static List<BacktestForecast> backtests(List<Vintage> vintages) {
        try {
            return Replays.of(
                            Panel.alone(SyntheticVintages.OUTPUT.transform(), vintages),
                            METHODS,
                            (method, hash) -> false,
                            HORIZON + 1,
                            1)
                    .forecasts();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PastRecord record(
            List<Vintage> vintages, List<BacktestForecast> backtests, List<ForecastByOther> others) {
        return new PastRecord(
                SyntheticVintages.OUTPUT,
                Panel.alone(SyntheticVintages.OUTPUT.transform(), vintages),
                METHODS,
                backtests,
                others);
    }

    private static SortedMap<String, Stored> models(Vintage vintage) {
        SortedMap<String, Stored> models = new TreeMap<>();
        for (Method method : METHODS) {
            if (method.fit(TrainingSet.of(vintage, SyntheticVintages.OUTPUT.transform()))
                    instanceof Trained(var model)) {
                UUID id = DerivedId.of("test", method.name());
                models.put(method.name(), new Stored(id, model));
            }
        }
        return models;
    }

    private static List<Blessing> bless(PastRecord record) {
        Methods methods = Methods.standard();
        return Champions.choose(record, methods.names(), methods.benchmarks(), HORIZON, Map.of("near", "naive"));
    }

    @Test
    void everyMethodAndTheChampionForecastThirteenQuartersInLevelAndGrowth() {
        PastRecord record = record(VINTAGES, backtests(VINTAGES), List.of());
        List<Forecast> rows = Scoring.forecasts(record, models(VINTAGES.getLast()), bless(record), HORIZON + 1);
        assertThat(rows).hasSize((METHODS.size() + 1) * 13 * 2);
        assertThat(rows).extracting(Forecast::calibration).containsOnly(Calibration.CONFORMAL);
        assertThat(rows).filteredOn(row -> row.method().equals("champion")).allSatisfy(champion -> {
            assertThat(champion.championMethod()).isNotNull();
            assertThat(rows).anySatisfy(row -> assertThat(row.method().equals(champion.championMethod())
                            && row.measure() == champion.measure()
                            && row.target().equals(champion.target())
                            && row.mean() == champion.mean()
                            && row.quantiles().equals(champion.quantiles()))
                    .isTrue());
        });
    }

    @Test
    void withoutEnoughErrorsQuantilesAreTheModelsOwnAndTheRecipeIsPublished() {
        List<Vintage> few = VINTAGES.subList(0, 10);
        PastRecord record = record(few, backtests(few), List.of());
        List<Blessing> blessings = bless(record);
        assertThat(blessings).extracting(Blessing::score).containsOnlyNulls();
        assertThat(blessings).extracting(Blessing::reason).allSatisfy(reason -> assertThat(reason)
                .startsWith("bvar, the recipe in use: it and ar have "));
        assertThat(Scoring.forecasts(record, models(few.getLast()), blessings, HORIZON + 1))
                .extracting(Forecast::calibration)
                .containsOnly(Calibration.PARAMETRIC);
    }

    @Test
    void bandsCoverEveryHorizonOfTheRunOnce() {
        PastRecord record = record(VINTAGES, backtests(VINTAGES), List.of());
        for (int horizon : List.of(0, 3, 8, 12, 20)) {
            List<Blessing> blessings = Champions.choose(record, List.of("naive"), List.of("naive"), horizon, Map.of());
            List<Integer> covered = new ArrayList<>();
            blessings.forEach(blessing -> {
                for (int h = blessing.horizonFrom(); h <= blessing.horizonTo(); h++) {
                    covered.add(h);
                }
            });
            assertThat(covered).hasSize(horizon + 1).doesNotHaveDuplicates().contains(0, horizon);
        }
    }

    @Test
    void theChampionBeforeIsRemembered() {
        PastRecord record = record(VINTAGES, backtests(VINTAGES), List.of());
        assertThat(bless(record)).extracting(Blessing::previousMethod).containsExactly("naive", null, null, null);
    }

    @Test
    void replaysOfVintagesThatTheDataVersionDoesNotKnowCountForNothing() {
        List<Vintage> known = VINTAGES.subList(0, 30);
        PastRecord withAll = record(known, backtests(VINTAGES), List.of());
        PastRecord withKnown = record(known, backtests(known), List.of());
        assertThat(withAll.accuracy()).isEqualTo(withKnown.accuracy());
        assertThat(bless(withAll)).isEqualTo(bless(withKnown));
    }

    @Test
    void replaysOfAnotherVersionOfAMethodCountForNothing() {
        List<BacktestForecast> stale = backtests(VINTAGES).stream()
                .map(b -> new BacktestForecast(
                        b.series(),
                        b.method(),
                        b.methodVersion() + "-old",
                        b.knownAt(),
                        b.dataHash(),
                        b.origin(),
                        b.target(),
                        b.measure(),
                        b.mean(),
                        b.sigma()))
                .toList();
        assertThat(record(VINTAGES, stale, List.of()).accuracy()).isEmpty();
    }

    @Test
    void othersAreScoredByTheSameRulesInTheMeasureOfTheSeries() {
        // Says of every quarter what naive says of the level, so both have the same errors of growth.
        List<ForecastByOther> others = backtests(VINTAGES).stream()
                .filter(b -> b.method().equals("naive") && b.measure() == Measure.LEVEL)
                .map(b -> new ForecastByOther(
                        b.series(), "boe-mpr", Measure.LEVEL, b.target(), b.horizon(), b.knownAt(), b.mean()))
                .toList();
        PastRecord record = record(VINTAGES, backtests(VINTAGES), others);
        assertThat(record.accuracy().stream().filter(row -> row.method().equals("boe-mpr")))
                .hasSizeGreaterThan(13)
                .allSatisfy(theirs -> assertThat(record.accuracy().stream()
                                .filter(ours -> ours.method().equals("naive")
                                        && ours.horizon() == theirs.horizon()
                                        && ours.truth() == theirs.truth()
                                        && ours.scope() == theirs.scope()))
                        .singleElement()
                        .satisfies(ours -> {
                            assertThat(ours.count()).isEqualTo(theirs.count());
                            assertThat(ours.rmse()).isEqualTo(theirs.rmse());
                        }));
    }

    @Test
    void aRunWithoutBlessingIsNotScored() {
        PastRecord record = record(VINTAGES, backtests(VINTAGES), List.of());
        assertThatThrownBy(() -> Scoring.forecasts(record, models(VINTAGES.getLast()), List.of(), 13))
                .isInstanceOf(JobFailure.class)
                .hasMessage("test/output has no champion at horizon 0; bless the run first");
    }
}
