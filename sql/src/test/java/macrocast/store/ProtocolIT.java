package macrocast.store;

import static macrocast.store.Loads.GDP;
import static macrocast.store.Loads.gdp;
import static macrocast.store.Loads.moment;
import static macrocast.store.Loads.sha256;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import macrocast.domain.Calibration;
import macrocast.domain.DataVersion;
import macrocast.domain.Forecast;
import macrocast.domain.Measure;
import macrocast.domain.Period;
import macrocast.domain.Quantiles;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tokens and leases: who comes too late publishes nothing, and what died is cleared up. */
class ProtocolIT {
    private final TestDatabase test = TestDatabase.create();
    private final Loads loads = new Loads(test.as("loader"));
    private final LoadStore store = loads.store();
    private final JobRunStore jobs = new JobRunStore(test.as("loader"));
    private final Reaper reaper = new Reaper(test.as("loader"));

    @AfterEach
    void drop() {
        test.close();
    }

    @Test
    void whoOpensALoadLaterTakesItOver() {
        LoadStore.Load first = staged(null);
        LoadStore.Load second = staged(null);

        assertThatThrownBy(() -> store.publish(first.claim()))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.TRY_AGAIN))
                .hasMessageContaining("was taken over: this job holds token 1, the newest is 2");
        assertThat(test.number("select count(*) from macrocast.observation")).isZero();

        assertThat(store.publish(second.claim()).written()).isEqualTo(1);
        assertThat(store.publish(first.claim()).alreadyPublished())
                .as("what is published may be asked for by everybody")
                .isTrue();
    }

    @Test
    void ourOwnRunsGoTheSameWay() {
        loads.load("b1", gdp("2020-Q1", "2020-06-30", 100.0));
        ForecastStore trainer = new ForecastStore(test.as("trainer"));
        ForecastStore scorer = new ForecastStore(test.as("scorer"));
        DataVersion version = new ObservationStore(test.as("trainer"))
                .dataVersion(moment("2020-07-01"))
                .orElseThrow();
        UUID run = trainer.open(new ForecastRun.Request(version, List.of(GDP), "{}", "code", "image", true))
                .runId();
        scorer.saveForecasts(
                run,
                GDP,
                List.of(new Forecast(
                        GDP,
                        "ets",
                        Measure.LEVEL,
                        Period.parse("2020-Q1"),
                        Period.parse("2020-Q2"),
                        5,
                        new Quantiles(List.of(1., 2., 3., 4., 5., 6., 7., 8., 9.)),
                        Calibration.PARAMETRIC,
                        null,
                        null)));
        Claim first = scorer.claim(run, null);
        Claim second = scorer.claim(run, null);

        assertThatThrownBy(() -> scorer.publish(first)).hasMessageContaining("was taken over");
        assertThat(scorer.publish(second).rows()).isEqualTo(1);
        assertThat(scorer.publish(first).alreadyPublished()).isTrue();
        assertThatThrownBy(() -> scorer.publish(new Claim(new UUID(0, 0), 1)))
                .hasMessageContaining("No run has the id");
    }

    @Test
    void whatADeadJobHadInHandIsGivenUp() {
        UUID dead = jobs.start("ingest boe", null, Map.of());
        LoadStore.Load load = staged(dead);
        expire(dead);

        Reaper.Reaped reaped = reaper.reap();

        assertThat(reaped.jobs()).containsExactly("ingest boe " + dead);
        assertThat(reaped.loads()).containsExactly(load.loadKey().toString());
        assertThat(reaped.stagedRows()).isEqualTo(1);
        assertThat(test.rows("select status, summary->>'message' like 'its lease was over at %' from api.job_run"))
                .containsExactly(List.of("died", "t"));
        assertThat(test.rows("select kind from macrocast.audit_event where subject = 'job/" + dead + "'"))
                .containsExactly(List.of("job died"));
        assertThatThrownBy(() -> store.publish(load.claim()))
                .as("it lives after all")
                .hasMessageContaining("was taken over");
        assertThat(jobs.finish(dead, JobRunStore.Outcome.DONE, 0, null, null)).isFalse();
        assertThat(reaper.reap()).isEqualTo(new Reaper.Reaped(List.of(), List.of(), 0, 0));

        assertThat(store.publish(staged(null).claim()).written()).isEqualTo(1);
    }

    @Test
    void aJobThatLivesIsLeftAlone() {
        UUID living = jobs.start("ingest boe", null, Map.of());
        LoadStore.Load load = staged(living);
        expire(living);
        try (Lease lease = jobs.lease(living)) {
            assertThat(lease.renew()).isTrue();
            assertThat(reaper.reap().jobs()).isEmpty();
            assertThat(store.publish(load.claim()).written()).isEqualTo(1);
            assertThat(jobs.finish(living, JobRunStore.Outcome.DONE, 0, null, null))
                    .isTrue();
            assertThat(lease.renew()).as("it has ended").isFalse();
        }
    }

    @Test
    void rowsThatALateContainerStagedOnceMoreAreRemoved() {
        LoadStore.Load load = staged(null);
        store.publish(load.claim());
        store.stage(
                load.loadKey(),
                Loads.staged("a1", List.of(gdp("2020-Q1", "2020-06-30", 1.0))).iterator());

        assertThat(reaper.reap().stagedRows()).isEqualTo(1);
        assertThat(test.number("select count(*) from macrocast.stage")).isZero();
    }

    private LoadStore.Load staged(@Nullable UUID jobRunId) {
        LoadStore.Load load = loads.open("a1", jobRunId);
        store.stage(
                load.loadKey(),
                Loads.staged("a1", List.of(gdp("2020-Q1", "2020-06-30", 1.0))).iterator());
        store.expect(load.loadKey(), sha256("a1"), 1, 0);
        return load;
    }

    private void expire(UUID jobRunId) {
        test.execute("update macrocast.job_run set lease_until = now() - interval '1 second' where job_run_id = '"
                + jobRunId + "'");
    }
}
