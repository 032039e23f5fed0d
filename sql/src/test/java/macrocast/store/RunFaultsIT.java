package macrocast.store;

import static macrocast.store.HeldSteps.holdAt;
import static macrocast.store.HeldSteps.killBackend;
import static macrocast.store.HeldSteps.race;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import macrocast.store.CuttingProxy.Fate;
import macrocast.store.Nights.Night;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A night of ours that is struck while it saves and publishes. It goes the way that loads go (FaultsIT), and promises the
 * same: done again it leaves what one clean night leaves, nobody saw a part of it, every event is sound, and after a kill
 * every page and index.
 */
class RunFaultsIT {
    private static final Night NIGHT = new Night("2025-10-01", "ets", 0.010, "code", "{}");

    /** Every so many messages and commits are enough: the saves of a night are alike. */
    private static final int STRIDE = 24;

    private static final int COMMITS = 3;

    /** What each table holds, without the clock of the database. */
    private static final Map<String, String> CONTENTS = new LinkedHashMap<>();

    static {
        CONTENTS.put("forecast_run", "select run_id, kind, settings, rows_published from macrocast.forecast_run");
        CONTENTS.put("run_series", "select run_id, series_id, rows_expected, skipped_reason from macrocast.run_series");
        CONTENTS.put("forecast", "select * from macrocast.forecast");
        CONTENTS.put("forecast_newest", "select series_id, method, known_at, run_id from macrocast.forecast_newest");
        CONTENTS.put("model_version", "select model_version_id, parameter_hash from macrocast.model_version");
        CONTENTS.put("run_model", "select * from macrocast.run_model");
        CONTENTS.put("accuracy", "select * from macrocast.accuracy");
        CONTENTS.put("blessing", "select run_id, series_id, band, method, reason, actor from macrocast.blessing");
    }

    /** What a reader may see in one statement: none of the night, or all of it. */
    private static final String VISIBLE = "select (select count(*) from api.forecast_history) || ' forecasts, '"
            + " || (select count(*) from api.latest_forecast) || ' latest, '"
            + " || (select count(*) from api.accuracy) || ' accuracies, '"
            + " || (select count(*) from api.forecast_run where published_at is not null) || ' runs, means '"
            + " || (select coalesce(md5(string_agg(concat_ws(' ', series_key, method, measure, target_start, mean), ','"
            + " order by series_key, method, measure, target_start)), '') from api.latest_forecast)";

    private static PostgresServer server;
    private static TestDatabase before;
    private static Map<String, String> clean;
    private static Set<String> wholeNights;

    @BeforeAll
    static void publishCleanly(@TempDir Path folder) {
        server = PostgresServer.start(folder);
        before = TestDatabase.createOn(server.database());
        new Loads(before.as("loader")).load("a1", Nights.vintages(Nights.FIRST_VINTAGE, Nights.LAST_VINTAGE - 1));
        try (TestDatabase whole = before.copy()) {
            wholeNights = new TreeSet<>();
            wholeNights.add(whole.text(VISIBLE));
            new Nights(whole).publish(NIGHT);
            wholeNights.add(whole.text(VISIBLE));
            clean = whole.digests(CONTENTS);
        }
        assertThat(wholeNights).as("a night that shows nothing proves nothing").hasSize(2);
    }

    @AfterAll
    static void close() {
        server.close();
    }

    @Test
    void aNightThatLosesItsConnectionAtAnyMessageLeavesNothingHalf() throws Exception {
        AtomicInteger messages = new AtomicInteger();
        publishThrough((type, text) -> {
            if (CuttingProxy.isStep(type)) {
                messages.incrementAndGet();
            }
            return Fate.FORWARD;
        });
        assertThat(messages.get()).isGreaterThan(3 * STRIDE);
        for (int step = 0; step < messages.get(); step += STRIDE) {
            int struck = step;
            AtomicInteger seen = new AtomicInteger();
            assertThat(publishThrough((type, text) ->
                            CuttingProxy.isStep(type) && seen.getAndIncrement() == struck ? Fate.CUT : Fate.FORWARD))
                    .as("cut at message %s", step)
                    .isFalse();
        }
    }

    @Test
    void aCommitWhoseReplyIsLostIsFoundDone() throws Exception {
        int commits = 0;
        boolean isWhole = false;
        // Until a night has no such commit any more.
        while (!isWhole) {
            commits += COMMITS;
            int struck = commits;
            AtomicInteger seen = new AtomicInteger();
            isWhole = publishThrough(
                    (type, text) -> type == 'P' && text.equals("COMMIT") && seen.incrementAndGet() == struck
                            ? Fate.LOSE_REPLY
                            : Fate.FORWARD);
        }
        assertThat(commits).as("open, models, accuracy, forecasts, publish").isGreaterThan(10);
    }

    /** Publishes a night through a proxy that may strike, and once more directly; says whether the first was whole. */
    private static boolean publishThrough(CuttingProxy.Hook hook) throws Exception {
        try (TestDatabase struck = before.copy();
                CuttingProxy proxy = new CuttingProxy(server.port());
                PollingReader reader = new PollingReader(struck, VISIBLE)) {
            proxy.hook(hook);
            boolean isWhole = true;
            try {
                new Nights(role -> proxy.before(struck.as(role))).publish(NIGHT);
            } catch (StoreException e) {
                assertThat(e.kind()).isEqualTo(StoreException.Kind.TRY_AGAIN);
                isWhole = false;
            }
            proxy.cutAll();
            finishAndCompare(struck);
            assertThat(wholeNights).containsAll(reader.seen());
            return isWhole;
        }
    }

    @Test
    void aKilledBackendBetweenTwoStepsOfPublicationLeavesNothingHalf() throws Exception {
        for (String step : List.of("locked", "recounted", "flipped")) {
            try (TestDatabase killed = before.copy();
                    PollingReader reader = new PollingReader(killed, VISIBLE)) {
                String steps = holdAt(killed, step);
                killBackend(killed, server, () -> new Nights(killed).publish(NIGHT));
                killed.execute(steps);
                finishAndCompare(killed);
                server.check(killed.name());
                assertThat(wholeNights).as("seen while killed after %s", step).containsAll(reader.seen());
                server.stop();
                server.checkStoppedPages();
                server.start();
            }
        }
    }

    @Test
    void racesOfTwoScorersEndAsOneNight() throws Exception {
        for (int race = 0; race < 5; race++) {
            try (TestDatabase raced = before.copy();
                    PollingReader reader = new PollingReader(raced, VISIBLE)) {
                race(() -> retry(raced));
                finishAndCompare(raced);
                assertThat(wholeNights).as("race %s", race).containsAll(reader.seen());
            }
        }
    }

    private static void retry(TestDatabase test) {
        HeldSteps.retry(() -> new Nights(test).publish(NIGHT));
    }

    private static void finishAndCompare(TestDatabase struck) {
        retry(struck);
        assertThat(struck.digests(CONTENTS)).isEqualTo(clean);
        assertThat(struck.number("select count(*) from macrocast.audit_event where kind = 'run published'"
                        + " and content ->> 'kind' = 'own'"))
                .isEqualTo(1);
        assertThat(new AuditStore(struck.as("auditor")).verify(Optional.empty()).findings())
                .isEmpty();
    }
}
