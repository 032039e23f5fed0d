package macrocast.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import macrocast.domain.ForecastByOther;
import macrocast.domain.Frequency;
import macrocast.domain.Measure;
import macrocast.domain.Period;
import macrocast.domain.PeriodValue;
import macrocast.domain.Series;
import macrocast.domain.SeriesKey;
import macrocast.domain.Transform;
import macrocast.domain.Vintage;
import macrocast.jobs.Night.End;
import macrocast.registry.Bundle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole loop on vintages of our own, with the real database and real bundles. */
class NightIT {
    private static final Period START = Period.parse("2005-Q1");
    private static final Period TONIGHT = Period.parse("2013-Q4");
    private static final Period LATER = Period.parse("2014-Q3");
    private static final Instant AS_OF = SyntheticVintages.publishedIn(TONIGHT);
    private static final Series OUTPUT = SyntheticVintages.OUTPUT;
    private static final Series RATE = new Series(
            new SeriesKey("test", "rate"), Frequency.QUARTERLY, "Rate", "index", Measure.LEVEL, Transform.NONE, true);

    /** Enough to choose from, and quick. */
    private static final String FEW = "--methods=naive,drift,ar";

    private final Path blobs;
    private final Night night;

    NightIT(@TempDir Path blobs) {
        this.blobs = blobs;
        this.night = new Night(blobs);
    }

    @AfterEach
    void close() {
        night.close();
    }

    private void loadUpTo(Period last, String name) {
        for (Series series : List.of(OUTPUT, RATE)) {
            List<Vintage> vintages =
                    SyntheticVintages.between(series, START, last, series.key().hashCode());
            night.load(name + series.key().code(), series, vintages, says(series, vintages));
        }
    }

    /** Somebody who says in every quarter that the next four will be like the last one. */
    private static List<ForecastByOther> says(Series series, List<Vintage> vintages) {
        List<ForecastByOther> forecasts = new ArrayList<>();
        for (Vintage vintage : vintages) {
            PeriodValue last = vintage.values().getLast();
            for (int h = 0; h < 4; h++) {
                forecasts.add(new ForecastByOther(
                        series.key(),
                        "boe-mpr",
                        Measure.LEVEL,
                        last.period().plus(h + 1),
                        h,
                        vintage.knownAt(),
                        last.value()));
            }
        }
        return forecasts;
    }

    private List<List<@Nullable String>> values(String runId) {
        return night.database.rows(
                "select s.code, f.method, f.measure, f.target_start, f.horizon, f.mean, f.q025, f.q10, f.q50, f.q90,"
                        + " f.q975, f.calibration, f.champion_method from macrocast.forecast f"
                        + " join macrocast.series s using (series_id) where f.run_id = '" + runId + "'"
                        + " order by 1, 2, 3, 4");
    }

    @Test
    void aNightPublishesEveryMethodAtHorizonsZeroToTwelve() {
        loadUpTo(TONIGHT, "first");
        End plan = night.run("plan", "--as-of", AS_OF.toString(), "--shards", "2");
        assertThat(plan.summary().path("shards").toString()).isEqualTo("[[\"test/output\"],[\"test/rate\"]]");
        assertThat(plan.summary().path("already_published").asBoolean()).isFalse();
        assertThat(plan.summary().path("official").asBoolean()).isTrue();
        String runId = plan.summary().path("run_id").asText();

        for (String series : List.of("test/output", "test/rate")) {
            End trained = night.run("train", "--run-id", runId, "--series", series);
            assertThat(trained.exitCode()).as(trained.output()).isZero();
            assertThat(trained.summary().path("fitted").asInt())
                    .isEqualTo(Rooms.methods().standardNames().size());
            End replayed = night.run("backtest", "--run-id", runId, "--series", series);
            assertThat(replayed.summary().path("vintages").asInt()).isEqualTo(START.until(TONIGHT) + 1);
        }
        assertThat(night.run("bless", "--run-id", runId).exitCode()).isZero();
        for (String series : List.of("test/output", "test/rate")) {
            assertThat(night.run("score", "--run-id", runId, "--series", series).exitCode())
                    .isZero();
        }
        assertThat(night.database.number("select count(*) from api.latest_forecast where provider = 'macrocast'"))
                .as("nothing is visible before it is published")
                .isZero();

        End published = night.run("publish", "--run-id", runId);
        assertThat(published.exitCode()).as(published.output()).isZero();
        int methods = Rooms.methods().standardNames().size() + 1;
        // Growth and level of output, level of rate.
        assertThat(published.summary().path("rows").asInt()).isEqualTo(methods * 13 * 3);
        assertThat(night.database.rows(
                        "select series_key, min(horizon), max(horizon), count(*) from api.latest_forecast"
                                + " where method = 'champion' and is_judged group by series_key order by series_key"))
                .containsExactly(List.of("test/output", "0", "12", "13"), List.of("test/rate", "0", "12", "13"));
        assertThat(night.database.number(
                        "select count(*) from api.accuracy where method in ('ar', 'naive', 'boe-mpr')"))
                .isPositive();
        assertThat(night.database.rows("select distinct status from macrocast.job_run"))
                .containsExactly(List.of("done"));

        End unknown = night.run("report", "--chart", "test/nope");
        assertThat(unknown.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(unknown.output())
                .startsWith(
                        "macrocast report: --chart needs a series that the run has forecast, was: test/nope; there ");
        End report = night.run("report", "--chart", "test/output");
        assertThat(report.exitCode()).as(report.output()).isZero();
        assertThat(report.output())
                .contains("Forecasts from what was known on 31 December 2013", "test/output, % on a year before")
                .contains("Accuracy so far, as of 31 December 2013", "● published   ○ forecast", "docker/sql -c")
                .contains("run " + runId);
        assertThat(report.output().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));

        loadUpTo(LATER, "second");
        String whatIf = night.publish(SyntheticVintages.publishedIn(LATER), FEW);
        assertThat(night.run("report").output())
                .as("a run of what if stands beside the nights")
                .contains("run " + runId)
                .doesNotContain(whatIf);
        assertThat(night.run("report", "--run-id", whatIf).output())
                .contains("run " + whatIf, "A run of what if", "Accuracy so far, as of 30 September 2014");
    }

    @Test
    void repeatingANightChangesNothing() {
        loadUpTo(TONIGHT, "first");
        String runId = night.publish(AS_OF, FEW);
        Map<String, String> before = night.digests();

        assertThat(night.publish(AS_OF, FEW)).isEqualTo(runId);
        assertThat(night.publish(AS_OF, FEW, "--force")).isEqualTo(runId);
        assertThat(night.digests()).isEqualTo(before);
        End plan = night.run("plan", "--as-of", AS_OF.toString(), FEW);
        assertThat(plan.summary().path("already_published").asBoolean()).isTrue();
        assertThat(plan.summary().path("shards")).isEmpty();
        assertThat(night.run("plan", "--as-of", AS_OF.toString(), FEW, "--force")
                        .summary()
                        .path("shards"))
                .hasSize(2);
    }

    @Test
    void whatBecomesKnownLaterChangesNoForecastOfAPastNight() {
        loadUpTo(TONIGHT, "first");
        List<List<@Nullable String>> before = values(night.publish(AS_OF, FEW));
        String accuracy = "select s.code, a.method, a.horizon, a.truth, a.scope, a.n, a.rmse from macrocast.accuracy a"
                + " join macrocast.series s using (series_id) where run_id = '%s' order by 1, 2, 3, 4, 5";
        List<List<@Nullable String>> accuracyBefore = night.database.rows(accuracy.formatted(night.plan(AS_OF, FEW)));

        loadUpTo(LATER, "second");
        night.publish(SyntheticVintages.publishedIn(LATER), FEW);
        String again = night.publish(AS_OF, FEW);

        assertThat(values(again)).isEqualTo(before).isNotEmpty();
        assertThat(night.database.rows(accuracy.formatted(again))).isEqualTo(accuracyBefore);
    }

    @Test
    void aModelOfUnchangedDataIsNotTrainedAgain() {
        loadUpTo(TONIGHT, "first");
        night.publish(AS_OF, FEW);
        String runId = night.plan(AS_OF.plusSeconds(86_400), FEW);
        End trained = night.run("train", "--run-id", runId);
        assertThat(trained.summary().path("fitted").asInt()).isZero();
        assertThat(trained.summary().path("reused").asInt()).isEqualTo(2 * 3);
        assertThat(night.run("backtest", "--run-id", runId)
                        .summary()
                        .path("fits")
                        .asInt())
                .isZero();
    }

    @Test
    void oneFlippedByteInABundleIsRefusedBeforeItIsRead() throws IOException {
        loadUpTo(TONIGHT, "first");
        String runId = night.plan(AS_OF, FEW);
        for (String command : List.of("train", "backtest", "bless")) {
            assertThat(night.run(command, "--run-id", runId).exitCode()).isZero();
        }
        Path bundle;
        try (Stream<Path> files = Files.walk(blobs.resolve("models/test/output/naive"))) {
            bundle = files.filter(Files::isRegularFile).findFirst().orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(bundle);
        // One for each quarter from 1998-Q1 to 2013-Q3.
        assertThat(Bundle.read("naive", bytes, Bundle.sha256(bytes)).manifest().metrics())
                .containsEntry("values", 63.0)
                .hasEntrySatisfying("sigma_1", sigma -> assertThat(sigma).isPositive());
        bytes[bytes.length / 2] ^= 1;
        Files.setPosixFilePermissions(bundle, PosixFilePermissions.fromString("rw-------"));
        Files.write(bundle, bytes);

        End scored = night.run("score", "--run-id", runId);
        assertThat(scored.exitCode()).isEqualTo(ExitCode.BAD_DATA);
        assertThat(scored.message())
                .startsWith("1 of 2 series failed: test/output: " + bundle.toUri() + " has sha256 ")
                .endsWith("it was not opened");
        assertThat(values(runId)).as("the other series is scored all the same").isNotEmpty();
        assertThat(night.run("publish", "--run-id", runId).exitCode()).isEqualTo(ExitCode.BAD_DATA);
        assertThat(night.database.rows("select status, exit_code, summary ->> 'message' is not null from"
                        + " macrocast.job_run where job = 'score'"))
                .containsExactly(List.of("failed", "65", "t"));
    }

    @Test
    void anIncompleteRunIsNotPublished() {
        loadUpTo(TONIGHT, "first");
        String runId = night.plan(AS_OF, FEW);
        End published = night.run("publish", "--run-id", runId);
        assertThat(published.exitCode()).isEqualTo(ExitCode.BAD_DATA);
        assertThat(published.message()).contains("cannot be published").contains("test/output");
    }

    @Test
    void aSeriesWithTooLittleHistoryIsSkippedAndTheOthersAreForecast() {
        loadUpTo(TONIGHT, "first");
        Series young = new Series(
                new SeriesKey("test", "young"),
                Frequency.QUARTERLY,
                "Young",
                "index",
                Measure.LEVEL,
                Transform.NONE,
                true);
        Vintage one = new Vintage(young.key(), young.frequency(), AS_OF, List.of(new PeriodValue(TONIGHT.minus(1), 5)));
        night.load("young", young, List.of(one), List.of());

        String runId = night.publish(AS_OF, FEW);
        assertThat(night.run("train", "--run-id", runId, "--series", "test/young")
                        .exitCode())
                .isEqualTo(ExitCode.NOT_READY);
        assertThat(night.database.rows("select distinct series_key from api.forecast_history where method = 'champion'"
                        + " order by 1"))
                .containsExactly(List.of("test/output"), List.of("test/rate"));
        assertThat(night.database
                        .rows("select skipped_reason from macrocast.run_series where skipped_reason is not null")
                        .getFirst()
                        .getFirst())
                .contains("test/young has 1 values");
    }

    @Test
    void oneThreadAndTwoReplayTheSame() {
        loadUpTo(Period.parse("2008-Q4"), "first");
        String runId = night.plan(AS_OF, FEW);
        assertThat(night.run("backtest", "--run-id", runId, "--threads", "2").exitCode())
                .isZero();
        String two = night.digests().get("backtest_forecast");
        night.database.execute("alter table macrocast.backtest_forecast disable trigger user");
        night.database.execute("delete from macrocast.backtest_forecast");
        assertThat(night.run("backtest", "--run-id", runId, "--threads", "1").exitCode())
                .isZero();
        assertThat(night.digests().get("backtest_forecast")).isEqualTo(two);
    }

    @Test
    void whatCannotBeDoneHasItsOwnExitCodeAndSaysWhatWasNeeded() {
        End nothing = night.run("plan", "--as-of", AS_OF.toString());
        assertThat(nothing.exitCode()).isEqualTo(ExitCode.NOT_READY);
        End unpublished = night.run("report");
        assertThat(unpublished.exitCode()).isEqualTo(ExitCode.NOT_READY);
        assertThat(unpublished.output())
                .startsWith("macrocast report: No night is published; run forecast_nightly as it stands");

        loadUpTo(TONIGHT, "first");
        End early = night.run("plan", "--as-of", "1990-01-01T00:00:00Z");
        assertThat(early.exitCode()).isEqualTo(ExitCode.NOT_READY);
        assertThat(early.message()).contains("Nothing is known as of 1990-01-01T00:00:00Z");
        End tooLate = night.run("plan", "--as-of", "2999-01-01T00:00:00Z");
        assertThat(tooLate.exitCode()).isEqualTo(ExitCode.NOT_READY);
        assertThat(tooLate.message()).contains("2999-01-01T00:00:00Z", "lies in the future");

        End series = night.run("plan", "--as-of", AS_OF.toString(), "--series", "test/nope");
        assertThat(series.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(series.message()).isEqualTo("There is no series test/nope, known are test/output, test/rate");

        End source = night.run("plan", "--as-of", AS_OF.toString(), "--sources", "nobody");
        assertThat(source.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(source.message()).isEqualTo("--sources is nobody, but the series to forecast come from test");
        assertThat(night.run("plan", "--as-of", AS_OF.toString(), FEW, "--sources", "test")
                        .exitCode())
                .isZero();
        End method = night.run("plan", "--as-of", AS_OF.toString(), "--methods", "magic");
        assertThat(method.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(method.message()).startsWith("There is no method magic, known are naive, seasonal-naive, drift");

        End run = night.run("train", "--run-id", "00000000-0000-0000-0000-000000000000");
        assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_DATA);

        String runId = night.plan(AS_OF, FEW);
        night.with("MACROCAST_BLOB_ROOT", "");
        End blob = night.run("train", "--run-id", runId);
        assertThat(blob.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(blob.message()).contains("MACROCAST_BLOB_ROOT is not set");

        night.with("MACROCAST_DATABASE_URL", "jdbc:postgresql://127.0.0.1:9/none");
        assertThat(night.run("train", "--run-id", runId).exitCode()).isEqualTo(ExitCode.TRY_AGAIN);
    }

    @Test
    void twoMethodsInAnotherOrderAreTheSameRun() {
        loadUpTo(TONIGHT, "first");
        assertThat(night.plan(AS_OF, "--methods", "drift,naive"))
                .isEqualTo(night.plan(AS_OF, "--methods", "naive,drift"))
                .isNotEqualTo(night.plan(AS_OF, FEW));
    }

    /** Output and rate know nothing of each other, so a rate far off moves output a little, and its own forecast altogether. */
    @Test
    void aRunMayAssumeThePathOfASeries() {
        loadUpTo(TONIGHT, "first");
        String free = night.publish(AS_OF, "--methods", "bvar");
        String assuming = night.publish(AS_OF, "--given", "test/rate=300,310,320");
        End plan = night.run("plan", "--as-of", AS_OF.toString(), "--given", "test/rate=300,310,320");
        assertThat(plan.summary().path("run_id").asText()).isEqualTo(assuming);
        assertThat(plan.summary().path("official").asBoolean()).isFalse();
        assertThat(plan.summary().path("methods").toString()).isEqualTo("[\"bvar\"]");
        String means =
                "select round(f.mean::numeric, 6)::text from macrocast.forecast f join macrocast.series s using (series_id)"
                        + " where f.run_id = '%s' and s.code = '%s' and f.method = 'bvar' and f.measure = 'level' order by f.horizon limit 3";
        assertThat(night.database.rows(means.formatted(assuming, "rate")))
                .containsExactly(List.of("300.000000"), List.of("310.000000"), List.of("320.000000"));
        assertThat(night.database.rows(means.formatted(assuming, "output")))
                .hasSize(3)
                .isNotEqualTo(night.database.rows(means.formatted(free, "output")));

        End cannot = night.run("plan", "--as-of", AS_OF.toString(), "--methods", "drift", "--given", "test/rate=300");
        assertThat(cannot.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(cannot.message())
                .isEqualTo("Method drift cannot assume a path, --given needs one that can, such as bvar");
        End words = night.run("plan", "--as-of", AS_OF.toString(), "--given", "test/rate=high");
        assertThat(words.message()).isEqualTo("--given test/rate has 'high', needs numbers");
    }
}
