package macrocast.store;

import static macrocast.store.Loads.GDP;
import static macrocast.store.Loads.UNEMPLOYMENT;
import static macrocast.store.Loads.gdp;
import static macrocast.store.Loads.moment;
import static macrocast.store.Loads.observation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.DoubleStream;
import macrocast.domain.Accuracy;
import macrocast.domain.BacktestForecast;
import macrocast.domain.Blessing;
import macrocast.domain.Calibration;
import macrocast.domain.DataVersion;
import macrocast.domain.Forecast;
import macrocast.domain.Measure;
import macrocast.domain.ModelVersion;
import macrocast.domain.Period;
import macrocast.domain.Quantiles;
import macrocast.domain.Scope;
import macrocast.domain.SeriesKey;
import macrocast.domain.Truth;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ForecastStoreIT {
    private static final Period ORIGIN = Period.parse("2020-Q1");

    private final TestDatabase test = TestDatabase.create();
    private final ObservationStore observations = new ObservationStore(test.as("trainer"));
    private final ForecastStore trainer = new ForecastStore(test.as("trainer"));
    private final ForecastStore scorer = new ForecastStore(test.as("scorer"));
    private final BacktestStore backtests = new BacktestStore(test.as("trainer"));
    private final AnalystStore analyst = new AnalystStore(test.as("analyst"));

    @BeforeEach
    void load() {
        new Loads(test.as("loader"))
                .load(
                        "a1",
                        gdp("2020-Q1", "2020-06-30", 100.0),
                        observation(UNEMPLOYMENT, "2020-Q1", "2020-06-30", 0.04));
    }

    @AfterEach
    void drop() {
        test.close();
    }

    @Test
    void theSameRequestIsTheSameRun() {
        ForecastRun run = open("2020-07-01", GDP, UNEMPLOYMENT);

        assertThat(open("2020-07-01", UNEMPLOYMENT, GDP)).isEqualTo(run);
        assertThat(open("2020-07-02", GDP, UNEMPLOYMENT).runId()).isNotEqualTo(run.runId());
        assertThat(open("2020-07-01", GDP).runId()).isNotEqualTo(run.runId());
        assertThat(run.series()).containsExactly(GDP, UNEMPLOYMENT);
        assertThat(run.published()).isFalse();
        assertThat(scorer.run(run.runId())).isEqualTo(run);
        assertThatThrownBy(() -> scorer.run(new UUID(0, 0))).hasMessageContaining("No run of ours has the id");
    }

    @Test
    void aRunIsVisibleAsAWholeOnceItIsPublished() {
        UUID run = open("2020-07-01", GDP, UNEMPLOYMENT).runId();
        scorer.saveForecasts(run, GDP, List.of(forecast(GDP, "ets", "2020-Q2", 101, null)));
        assertThatThrownBy(() -> scorer.publish(scorer.claim(run, null)))
                .hasMessageContaining("boe/unemp has 0 forecasts, needed a score");
        assertThat(visible()).isZero();

        scorer.saveForecasts(
                run,
                UNEMPLOYMENT,
                List.of(
                        forecast(UNEMPLOYMENT, "naive", "2020-Q2", 0.05, null),
                        forecast(UNEMPLOYMENT, "champion", "2020-Q2", 0.05, "naive")));
        assertThat(visible()).isZero();

        assertThat(scorer.publish(scorer.claim(run, null))).isEqualTo(new ForecastStore.RunSummary(run, 3, false));
        assertThat(scorer.publish(scorer.claim(run, null))).isEqualTo(new ForecastStore.RunSummary(run, 3, true));
        assertThat(scorer.run(run).published()).isTrue();
        assertThat(visible()).isEqualTo(3);
        assertThat(ask("select method, champion_method, horizon, known_at at time zone 'UTC', q975 from"
                        + " api.latest_forecast where series_key = 'boe/unemp' and method = 'champion'"))
                .containsExactly(List.of("champion", "naive", "0", "2020-07-01 00:00:00", "4.05"));
        assertThat(ask("select count(*) from api.forecast_quantile where series_key = 'boe/gdpkp'"))
                .containsExactly(List.of("9"));
    }

    @Test
    void savingForecastsAgainAddsNothingAndOthersAreAnError() {
        UUID run = open("2020-07-01", GDP).runId();
        List<Forecast> forecasts = List.of(forecast(GDP, "ets", "2020-Q2", 101, null));
        scorer.saveForecasts(run, GDP, forecasts);
        scorer.saveForecasts(run, GDP, forecasts);

        assertThat(test.number("select count(*) from macrocast.forecast")).isEqualTo(1);
        assertThatThrownBy(() -> scorer.saveForecasts(run, GDP, List.of(forecast(GDP, "ets", "2020-Q2", 102, null))))
                .hasMessageContaining("1 other forecasts of boe/gdpkp");
        assertThatThrownBy(() -> scorer.saveForecasts(
                        run, UNEMPLOYMENT, List.of(forecast(UNEMPLOYMENT, "ets", "2020-Q2", 1, null))))
                .hasMessageContaining("does not cover it");
    }

    @Test
    void publishingCountsTheRowsAgain() {
        UUID run = open("2020-07-01", GDP).runId();
        scorer.saveForecasts(run, GDP, List.of(forecast(GDP, "ets", "2020-Q2", 101, null)));
        test.execute("update macrocast.run_series set rows_expected = 2");

        assertThatThrownBy(() -> scorer.publish(scorer.claim(run, null)))
                .hasMessageContaining("boe/gdpkp has 1 forecasts, needed 2");
    }

    @Test
    void aSkippedSeriesDoesNotHoldTheOthersBack() {
        UUID run = open("2020-07-01", GDP, UNEMPLOYMENT).runId();
        scorer.skipSeries(run, UNEMPLOYMENT, "1 value, needs 8");
        assertThatThrownBy(() -> scorer.publish(scorer.claim(run, null)))
                .hasMessageContaining("boe/gdpkp has 0 forecasts, needed a score");
        scorer.saveForecasts(run, GDP, List.of(forecast(GDP, "ets", "2020-Q2", 101, null)));

        assertThat(scorer.publish(scorer.claim(run, null)).rows()).isEqualTo(1);
    }

    @Test
    void theLaterOfTwoRunsOfOneMomentIsTheLatestForecast() {
        publish(open("2020-07-01", GDP), 101);
        new Loads(test.as("loader")).load("a2", gdp("2020-Q1", "2020-06-29", 99.0));
        ForecastRun again = open("2020-07-01", GDP);
        publish(again, 103);

        assertThat(ask("select mean, run_id from api.latest_forecast where method = 'ets'"))
                .containsExactly(List.of("103", again.runId().toString()));
    }

    @Test
    void aRunOfWhatIfNeverStandsAsTheNewestNight() {
        ForecastRun night = open("2020-07-01", GDP);
        ForecastRun whatIf = open("2020-07-03", false, GDP);
        for (ForecastRun run : List.of(night, whatIf)) {
            double rmse = run.official() ? 0.01 : 0.02;
            trainer.saveAccuracy(
                    run.runId(),
                    List.of(new Accuracy(
                            GDP, "ets", Measure.GROWTH, 0, Truth.K12, Scope.ALL, 80, rmse, rmse, 0, null, null, null)));
            String method = run.official() ? "ets" : "naive";
            trainer.saveBlessings(
                    run.runId(), List.of(new Blessing(GDP, "near", 0, 1, method, null, 0.9, 1.0, "best", "bless")));
            publish(run, run.official() ? 101 : 102);
        }

        String id = night.runId().toString();
        assertThat(ask("select mean, run_id from api.latest_forecast where method = 'ets'"))
                .containsExactly(List.of("101", id));
        assertThat(ask("select rmse, run_id from api.accuracy")).containsExactly(List.of("0.01", id));
        assertThat(ask("select method, run_id from api.champion")).containsExactly(List.of("ets", id));
        assertThat(ask("select distinct run_id from api.leaderboard")).containsExactly(List.of(id));
        assertThat(trainer.championsBefore(open("2020-07-05", GDP).runId()))
                .extracting(Blessing::method)
                .containsExactly("ets");

        assertThat(ask("select mean, official from api.forecast_history where method = 'ets' order by 1"))
                .containsExactly(List.of("101", "t"), List.of("102", "f"));
        assertThat(ask("select rmse, official from api.accuracy_history order by 1"))
                .containsExactly(List.of("0.01", "t"), List.of("0.02", "f"));
        assertThat(ask("select method, official from api.champion_history order by 1"))
                .containsExactly(List.of("ets", "t"), List.of("naive", "f"));
    }

    @Test
    void aNightOfThePastKeepsTheAccuracyItFound() {
        for (String asOf : List.of("2020-07-01", "2020-07-02")) {
            ForecastRun run = open(asOf, GDP);
            double rmse = asOf.endsWith("1") ? 0.01 : 0.02;
            trainer.saveAccuracy(
                    run.runId(),
                    List.of(new Accuracy(
                            GDP, "ets", Measure.GROWTH, 0, Truth.K12, Scope.ALL, 80, rmse, rmse, 0, null, null, null)));
            publish(run, 101);
        }
        assertThat(ask("select rmse from api.accuracy")).containsExactly(List.of("0.02"));
        assertThat(ask("select as_of at time zone 'UTC', rmse from api.accuracy_history order by as_of"))
                .containsExactly(List.of("2020-07-01 00:00:00", "0.01"), List.of("2020-07-02 00:00:00", "0.02"));
    }

    @Test
    void modelsAreStoredOnceAndServeSeveralRuns() {
        ForecastRun first = open("2020-07-01", GDP);
        ForecastRun second = open("2020-07-02", GDP);
        ModelVersion model = model(first.dataVersion(), "p");
        trainer.saveModelVersions(first.runId(), List.of(model));
        trainer.saveModelVersions(first.runId(), List.of(model));
        trainer.saveModelVersions(second.runId(), List.of(model));

        assertThat(scorer.modelVersions(second.runId())).containsExactly(model);
        assertThat(scorer.modelVersion(model.id())).contains(model);
        assertThat(test.number("select count(*) from macrocast.model_version")).isEqualTo(1);
        assertThatThrownBy(() -> trainer.saveModelVersions(first.runId(), List.of(model(first.dataVersion(), "other"))))
                .hasMessageContaining("is not stored with parameter hash other");
    }

    @Test
    void accuracyAndBlessingsBelongToTheirRun() {
        ForecastRun run = open("2020-07-01", GDP);
        Accuracy accuracy = new Accuracy(
                GDP, "ets", Measure.GROWTH, 0, Truth.K12, Scope.EX_COVID, 80, 0.01, 0.008, -0.001, 0.9, null, null);
        Accuracy benchmark = new Accuracy(
                GDP, "ar", Measure.GROWTH, 0, Truth.K12, Scope.EX_COVID, 80, 0.011, 0.009, 0, 1.0, null, null);
        trainer.saveAccuracy(run.runId(), List.of(accuracy, benchmark));
        trainer.saveAccuracy(run.runId(), List.of(accuracy));
        assertThat(scorer.accuracy(run.runId())).containsExactlyInAnyOrder(accuracy, benchmark);
        Accuracy other = new Accuracy(
                GDP, "ets", Measure.GROWTH, 0, Truth.K12, Scope.EX_COVID, 80, 0.02, 0.008, 0, 0.9, null, null);
        assertThatThrownBy(() -> trainer.saveAccuracy(run.runId(), List.of(other)))
                .hasMessageContaining("another accuracy stored");

        Blessing blessing = new Blessing(GDP, "near", 0, 1, "ets", null, 0.9, 1.0, "beats ar", "bless");
        trainer.saveBlessings(run.runId(), List.of(blessing));
        assertThat(trainer.blessings(run.runId())).containsExactly(blessing);
        assertThat(ask("select * from api.champion")).isEmpty();

        publish(run, 101);
        assertThat(ask("select method, reason from api.champion")).containsExactly(List.of("ets", "beats ar"));
        assertThat(ask("select method, position, band from api.leaderboard order by band, position"))
                .containsExactly(
                        List.of("ets", "1", "all"),
                        List.of("ar", "2", "all"),
                        List.of("ets", "1", "near"),
                        List.of("ar", "2", "near"));
        assertThat(trainer.championsBefore(open("2020-07-02", GDP).runId())).containsExactly(blessing);
        assertThat(trainer.championsBefore(open("2020-06-30", GDP).runId())).isEmpty();
        assertThat(ask("select kind from api.lineage('" + run.runId() + "') order by kind"))
                .containsExactly(List.of("data version"), List.of("payload"), List.of("run"));
    }

    @Test
    void replaysAreKeptByTheHashOfTheirData() {
        BacktestForecast replay = replay("hash1", 101);
        backtests.save(List.of(replay, replay("hash2", 102)));
        backtests.save(List.of(replay));

        assertThat(backtests.replayed(GDP, "ets", "1")).containsExactlyInAnyOrder("hash1", "hash2");
        assertThat(backtests.replayed(GDP, "ets", "2")).isEmpty();
        assertThat(backtests.read(GDP, "ets", "1", List.of("hash1"))).containsExactly(replay);
        assertThatThrownBy(() -> backtests.save(List.of(replay("hash1", 103))))
                .hasMessageContaining("1 replays of ets are stored with other numbers");
    }

    @Test
    void jobsLeaveADiary() {
        JobRunStore jobs = new JobRunStore(test.as("scorer"));
        ForecastRun run = open("2020-07-01", GDP);
        UUID id = jobs.start(
                "score",
                moment("2020-07-01"),
                Map.of("MACROCAST_DAG_ID", "forecast_nightly", "MACROCAST_TRY_NUMBER", "2"));
        jobs.finish(id, JobRunStore.Outcome.DONE, 0, run.runId(), "{\"rows\": 3}");
        jobs.finish(id, JobRunStore.Outcome.FAILED, 1, null, null);

        assertThat(ask("select job, dag_id, try_number, status, exit_code, summary->>'rows' from api.job_run"))
                .containsExactly(List.of("score", "forecast_nightly", "2", "done", "0", "3"));
    }

    private void publish(ForecastRun run, double mean) {
        scorer.saveForecasts(run.runId(), GDP, List.of(forecast(GDP, "ets", "2020-Q2", mean, null)));
        scorer.publish(scorer.claim(run.runId(), null));
    }

    private ForecastRun open(String asOf, SeriesKey... series) {
        return open(asOf, true, series);
    }

    private ForecastRun open(String asOf, boolean official, SeriesKey... series) {
        DataVersion version = observations.dataVersion(moment(asOf)).orElseThrow();
        String settings = "{\"horizon\":%d}".formatted(official ? 12 : 4);
        return trainer.open(new ForecastRun.Request(version, List.of(series), settings, "code", "image", official));
    }

    private long visible() {
        return Long.parseLong(String.valueOf(
                ask("select count(*) from api.latest_forecast").get(0).get(0)));
    }

    private List<List<@Nullable String>> ask(String sql) {
        return analyst.query(sql).rows();
    }

    private static Forecast forecast(
            SeriesKey series, String method, String target, double mean, @Nullable String championMethod) {
        List<Double> quantiles =
                DoubleStream.iterate(mean - 4, q -> q + 1).limit(9).boxed().toList();
        return new Forecast(
                series,
                method,
                Measure.LEVEL,
                ORIGIN,
                Period.parse(target),
                mean,
                new Quantiles(quantiles),
                Calibration.PARAMETRIC,
                championMethod,
                null);
    }

    private static ModelVersion model(DataVersion version, String parameterHash) {
        return new ModelVersion(
                ModelVersion.idOf(GDP, "ets", "hash", "{}", 1, "code"),
                GDP,
                "ets",
                ORIGIN,
                version.asOf(),
                "hash",
                "{}",
                1,
                "code",
                "image",
                "file:///blob/m",
                "0".repeat(64),
                parameterHash);
    }

    private static BacktestForecast replay(String hash, double mean) {
        return new BacktestForecast(
                GDP, "ets", "1", moment("2020-06-30"), hash, ORIGIN, ORIGIN.plus(1), Measure.LEVEL, mean, 1);
    }
}
