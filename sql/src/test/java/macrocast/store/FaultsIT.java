package macrocast.store;

import static macrocast.store.HeldSteps.awaitLock;
import static macrocast.store.HeldSteps.awaitStep;
import static macrocast.store.HeldSteps.holdAt;
import static macrocast.store.HeldSteps.killBackend;
import static macrocast.store.HeldSteps.pause;
import static macrocast.store.HeldSteps.race;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import macrocast.store.CuttingProxy.Fate;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Faults that are no simulation: killed processes, cut connections, a server that stops at once, a full disk. After each,
 * the load is run again as Airflow would, and then the tables hold what one clean run leaves; nobody ever saw half of a
 * load; every page and index is sound; and the diary of loads says what happened.
 */
class FaultsIT {
    /** What each table holds, by natural keys, without the clock of the database and without numbers that a retry skips. */
    private static final Map<String, String> CONTENTS = new LinkedHashMap<>();

    static {
        CONTENTS.put("source", "select code, title from macrocast.source");
        CONTENTS.put("series", "select code, frequency, title, unit from macrocast.series");
        CONTENTS.put(
                "load",
                "select load_key, load_id, status, rows_read, rows_written, rows_unchanged, rows_quarantined, rows_skipped,"
                        + " rows_restored, message from macrocast.load");
        CONTENTS.put(
                "load_payload", "select load_key, payload_sha256, name, rows_expected from macrocast.load_payload");
        CONTENTS.put("raw_payload", "select payload_sha256, uri, bytes from macrocast.raw_payload");
        CONTENTS.put(
                "observation",
                "select code, period_start, known_at, value, load_id from macrocast.observation join macrocast.series"
                        + " using (series_id)");
        CONTENTS.put(
                "observation_newest",
                "select code, period_start, known_at, value, load_id, first_known_at, first_load_id"
                        + " from macrocast.observation_newest join macrocast.series using (series_id)");
        CONTENTS.put(
                "vintage",
                "select code, known_at, load_id, periods from macrocast.vintage join macrocast.series using (series_id)");
        CONTENTS.put(
                "forecast",
                "select code, method, forecast.measure, target_start, horizon, known_at, run_id, origin, mean"
                        + " from macrocast.forecast join macrocast.series using (series_id)");
        CONTENTS.put("forecast_run", "select run_id, kind, load_id, rows_published from macrocast.forecast_run");
        CONTENTS.put(
                "quarantine",
                "select load_key, payload_sha256, row_no, series_code, reason, raw_text from macrocast.quarantine");
        CONTENTS.put(
                "series_attribute",
                "select code, known_at, series_attribute.title, series_attribute.unit from macrocast.series_attribute"
                        + " join macrocast.series using (series_id)");
        CONTENTS.put(
                "quality_finding",
                "select distinct load_key, rule_key, series_id, message from macrocast.quality_finding");
        CONTENTS.put(
                "series_base",
                "select code, known_at, base_period from macrocast.series_base join macrocast.series"
                        + " using (series_id)");
        CONTENTS.put("stage", "select load_key, row_no from macrocast.stage");
    }

    /** What a reader may see in one statement, as one snapshot: loads, and all that belongs to them. */
    private static final String VISIBLE =
            "select (select count(*) from api.load where status = 'published') || ' loads, '"
                    + " || (select count(*) from api.observation_history) || ' observations, '"
                    + " || (select count(*) from api.observation_newest where load_id > 1) || ' newest, '"
                    + " || (select count(*) from api.forecast_history) || ' forecasts, '"
                    + " || (select coalesce(sum(row_count), 0) from api.quarantine_summary) || ' rejects, values '"
                    + " || (select coalesce(md5(string_agg(concat_ws(' ', series_key, period, value), ',' order by"
                    + " series_key, period_start)), '') from api.observation_latest)";

    private static final String LEASE_OVER = "its lease was over at ";

    private static PostgresServer server;
    private static TestDatabase before;
    private static Map<String, String> clean;
    private static Set<String> wholeLoads;

    private TestDatabase test;

    @BeforeAll
    static void runCleanly(@TempDir Path folder) {
        server = PostgresServer.start(folder, "max_connections = 40");
        before = TestDatabase.createOn(server.database());
        FaultHistory.load(before.as("loader"), FaultHistory.BEFORE);
        try (TestDatabase whole = before.copy()) {
            wholeLoads = new TreeSet<>();
            wholeLoads.add(whole.text(VISIBLE));
            FaultHistory.load(whole.as("loader"), FaultHistory.STRUCK);
            wholeLoads.add(whole.text(VISIBLE));
            FaultHistory.load(whole.as("loader"), FaultHistory.LATE);
            wholeLoads.add(whole.text(VISIBLE));
            clean = whole.digests(CONTENTS);
            assertThat(whole.number("select rows_restored from macrocast.load where load_id = 3"))
                    .as("a late vintage that restores nothing proves little")
                    .isPositive();
        }
    }

    @AfterAll
    static void close() {
        server.close();
    }

    @BeforeEach
    void copyTheState() {
        test = before.copy();
    }

    @AfterEach
    void checkEveryPage() {
        server.stop();
        server.checkStoppedPages();
        server.start();
        test.close();
    }

    private Database loader() {
        return test.as("loader");
    }

    /** Another copy of the state; the one before is gone then, the last is there when the pages are checked. */
    private TestDatabase another() {
        test.close();
        test = before.copy();
        return test;
    }

    private static PollingReader reading(TestDatabase test) {
        return new PollingReader(test, VISIBLE);
    }

    @Test
    void anExceptionAfterTwoBatchesLeavesNothingStaged() {
        try (PollingReader reader = reading(test)) {
            Loads loads = new Loads(loader());
            JobRunStore diary = new JobRunStore(loader());
            UUID job = diary.start("ingest boe", null, Map.of());
            UUID load = loads.open(FaultHistory.STRUCK, job).loadKey();
            Iterator<StageRow> rows = Loads.staged(FaultHistory.STRUCK, FaultHistory.rows(FaultHistory.STRUCK))
                    .iterator();
            AtomicInteger given = new AtomicInteger();
            assertThatThrownBy(() -> loads.store().stage(load, new Iterator<>() {
                        @Override
                        public boolean hasNext() {
                            return rows.hasNext();
                        }

                        @Override
                        public StageRow next() {
                            if (given.incrementAndGet() > 1100) {
                                throw new IllegalStateException("the parser fails");
                            }
                            return rows.next();
                        }
                    }))
                    .hasMessage("the parser fails")
                    .isInstanceOfSatisfying(RuntimeException.class, e -> FaultHistory.fail(diary, job, e));

            assertThat(test.number("select count(*) from macrocast.stage")).isZero();
            assertThat(test.rows("select status from api.load where load_id is null"))
                    .containsExactly(List.of("staged"));
            assertThat(wholeLoads).containsAll(reader.seen());
        }
        finishAndCompare("the parser fails");
    }

    @Test
    void aLoaderKilledAtAnyMessageLeavesNothingHalf() throws Exception {
        AtomicInteger messages = new AtomicInteger();
        try (TestDatabase counted = before.copy();
                CuttingProxy counting = new CuttingProxy(server.port())) {
            counting.hook((type, text) -> {
                if (CuttingProxy.isStep(type)) {
                    messages.incrementAndGet();
                }
                return Fate.FORWARD;
            });
            FaultHistory.load(counting.before(counted.as("loader")), FaultHistory.STRUCK);
        }
        int steps = messages.get();
        assertThat(steps).isGreaterThan(10);
        for (int step = 0; step < steps; step++) {
            killAt(step);
        }
    }

    private void killAt(int step) throws Exception {
        TestDatabase killed = another();
        try (CuttingProxy own = new CuttingProxy(server.port());
                PollingReader reader = reading(killed)) {
            CountDownLatch reached = new CountDownLatch(1);
            AtomicInteger seen = new AtomicInteger();
            own.hook((type, text) -> {
                if (CuttingProxy.isStep(type) && seen.getAndIncrement() == step) {
                    reached.countDown();
                    await(new CountDownLatch(1));
                }
                return Fate.FORWARD;
            });
            Path said = Files.createTempFile("loader", ".log");
            UUID job = new JobRunStore(killed.as("loader")).start("ingest boe", null, Map.of());
            Process process = LoaderProcess.start(own.before(killed.as("loader")), FaultHistory.STRUCK, said, job);
            assertThat(reached.await(120, TimeUnit.SECONDS))
                    .as("step %s, the loader said: %s", step, Files.readString(said))
                    .isTrue();
            process.destroyForcibly().waitFor();
            own.cutAll();
            // The server notices a client that is gone, and its locks go with it.
            finishAndCompare(killed, LEASE_OVER);
            assertThat(wholeLoads).as("seen while killed at step %s", step).containsAll(reader.seen());
        }
    }

    @Test
    void aTerminatedBackendIsAnOutageAndTheRetrySucceeds() {
        strikeAtPublish(() -> server.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = '"
                + test.name() + "' and usename = 'macrocast_loader'"));
        finishAndCompare("terminating connection");
    }

    @Test
    void aServerThatStopsAtOnceInsidePublishRecovers() {
        strikeAtPublish(server::stopImmediately);
        assertThat(test.number("select count(*) from macrocast.stage"))
                .as("the stage is unlogged: a crash empties it")
                .isZero();
        finishAndCompare(LEASE_OVER);
    }

    @Test
    void aCommitWhoseReplyIsLostIsFoundDone() throws IOException {
        int commits = 0;
        boolean isLost = true;
        // Until a run has no such commit any more.
        while (isLost) {
            commits++;
            isLost = loseReplyOf(commits);
        }
        assertThat(commits).as("register, open, expect, publish").isGreaterThan(4);
    }

    private boolean loseReplyOf(int commit) throws IOException {
        TestDatabase struck = another();
        try (CuttingProxy own = new CuttingProxy(server.port());
                PollingReader reader = reading(struck)) {
            AtomicInteger seen = new AtomicInteger();
            own.hook((type, text) -> type == 'P' && text.equals("COMMIT") && seen.incrementAndGet() == commit
                    ? Fate.LOSE_REPLY
                    : Fate.FORWARD);
            Database loader = own.before(struck.as("loader"));
            JobRunStore diary = new JobRunStore(struck.as("loader"));
            UUID job = diary.start("ingest boe", null, Map.of());
            boolean isLost = true;
            try {
                FaultHistory.load(loader, FaultHistory.STRUCK, job);
                isLost = false;
            } catch (StoreException e) {
                assertThat(e.kind()).isEqualTo(StoreException.Kind.TRY_AGAIN);
                FaultHistory.fail(diary, job, e);
            }
            finishAndCompare(struck, LEASE_OVER, "An I/O error occurred");
            assertThat(wholeLoads).containsAll(reader.seen());
            return isLost;
        }
    }

    @Test
    void twentyRacesOfTwoLoadersEndAsOneRun() throws Exception {
        for (int race = 0; race < 20; race++) {
            TestDatabase raced = another();
            try (PollingReader reader = reading(raced)) {
                race(() -> retry(raced, FaultHistory.STRUCK));
                compare(raced, server);
                assertThat(raced.rows(
                                "select distinct status from api.job_run where coalesce(summary->>'message', '') = ''"))
                        .as("race %s", race)
                        .containsExactly(List.of("done"));
                assertThat(wholeLoads).as("race %s", race).containsAll(reader.seen());
            }
        }
    }

    @Test
    void tooManyConnectionsIsAnOutageAndTheRetrySucceeds() throws SQLException {
        List<Connection> taken = new ArrayList<>();
        UUID job = new JobRunStore(loader()).start("ingest boe", null, Map.of());
        try (PollingReader reader = reading(test)) {
            reader.awaitFirst();
            while (taken.size() < 100) {
                try {
                    taken.add(test.as("analyst").open());
                } catch (SQLException full) {
                    assertThat(full.getSQLState()).isEqualTo("53300");
                    break;
                }
            }
            assertOutage(() -> FaultHistory.load(loader(), FaultHistory.STRUCK, job));
            assertThat(wholeLoads).containsAll(reader.seen());
        } finally {
            for (Connection connection : taken) {
                connection.close();
            }
        }
        finishAndCompare(LEASE_OVER);
    }

    /** Two sessions that wait for each other: publication holds its load and wants vintages, the other the reverse. */
    @Test
    void aDeadlockIsAnOutageAndTheRetrySucceeds() throws Exception {
        String before = holdAt(test, "observations written");
        try (PollingReader reader = reading(test);
                Connection holder = test.database().open();
                Connection rival = test.database().open();
                Statement hold = holder.createStatement();
                Statement other = rival.createStatement()) {
            hold.execute("select pg_advisory_lock(77)");
            CompletableFuture<LoadSummary> publishing =
                    CompletableFuture.supplyAsync(() -> FaultHistory.job(loader(), FaultHistory.STRUCK));
            awaitStep(test);
            // Whoever looks last for a deadlock is its victim; the rival never looks.
            other.execute("set deadlock_timeout = '1h'");
            rival.setAutoCommit(false);
            other.execute("lock table macrocast.vintage in exclusive mode");
            Thread waiting = new Thread(
                    () -> executeQuietly(other, "select 1 from macrocast.load where status = 'staged' for update"));
            waiting.start();
            awaitLock(test, "locktype in ('transactionid', 'tuple')");
            hold.execute("select pg_advisory_unlock(77)");

            assertLost(publishing, "40P01");
            waiting.join();
            rival.rollback();
            assertThat(wholeLoads).containsAll(reader.seen());
        }
        test.execute(before);
        finishAndCompare("deadlock detected");
    }

    /** A loader that reads one snapshot, and a load that somebody else touches after that snapshot was taken. */
    @Test
    void aSerializationFailureIsAnOutageAndTheRetrySucceeds() throws Exception {
        test.execute("alter role macrocast_loader in database " + test.name()
                + " set default_transaction_isolation = 'repeatable read'");
        try (PollingReader reader = reading(test);
                Connection rival = test.database().open();
                Statement other = rival.createStatement()) {
            // The lock of the source, which publication asks for first.
            other.execute("select pg_advisory_lock(1, source_id) from macrocast.source where code = 'boe'");
            CompletableFuture<LoadSummary> publishing =
                    CompletableFuture.supplyAsync(() -> FaultHistory.job(loader(), FaultHistory.STRUCK));
            awaitLock(test, "locktype = 'advisory' and classid = 1");
            other.execute("update macrocast.load set message = 'touched' where status = 'staged'");
            other.execute("select pg_advisory_unlock_all()");

            assertLost(publishing, "40001");
            assertThat(wholeLoads).containsAll(reader.seen());
        }
        test.execute("alter role macrocast_loader in database " + test.name() + " reset default_transaction_isolation;"
                + " update macrocast.load set message = null where status = 'staged'");
        finishAndCompare("could not serialize access");
    }

    private static void assertLost(CompletableFuture<LoadSummary> publishing, String state) {
        assertThatThrownBy(() -> publishing.get(60, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(StoreException.class, e -> {
                    assertThat(e.kind()).isEqualTo(StoreException.Kind.TRY_AGAIN);
                    assertThat(e.getCause())
                            .isInstanceOfSatisfying(SQLException.class, cause -> assertThat(cause.getSQLState())
                                    .isEqualTo(state));
                });
    }

    /** Between any two steps of publication: the loader's JVM is killed, then the backend itself, which takes the server down. */
    @Test
    void aKillBetweenTwoStepsOfPublicationLeavesNothingHalf() throws Exception {
        List<String> steps = new ArrayList<>();
        try (TestDatabase counted = before.copy()) {
            counted.execute("create table public.step (number serial, name text);"
                    + " grant insert on public.step to public; grant usage on sequence public.step_number_seq to public;"
                    + " create or replace function macrocast.publish_step(step text) returns void language sql as"
                    + " 'insert into public.step (name) values (step)'");
            FaultHistory.load(counted.as("loader"), FaultHistory.STRUCK);
            counted.rows("select name from public.step order by number").forEach(row -> steps.add(row.get(0) + ""));
        }
        assertThat(steps).contains("locked", "observations written", "flipped");
        for (String step : steps) {
            TestDatabase killed = another();
            try (PollingReader reader = reading(killed)) {
                String before = holdAt(killed, step);
                killLoader(killed, step);
                killBackend(killed, server, () -> FaultHistory.job(killed.as("loader"), FaultHistory.STRUCK));
                killed.execute(before);
                finishAndCompare(killed, LEASE_OVER, "terminating connection", "An I/O error occurred");
                assertThat(wholeLoads).as("seen while killed after %s", step).containsAll(reader.seen());
            }
        }
    }

    private void killLoader(TestDatabase killed, String step) throws Exception {
        try (Connection holder = killed.database().open();
                Statement hold = holder.createStatement()) {
            hold.execute("select pg_advisory_lock(77)");
            Path said = Files.createTempFile("loader", ".log");
            UUID job = new JobRunStore(killed.as("loader")).start("ingest boe", null, Map.of());
            Process process = LoaderProcess.start(killed.as("loader"), FaultHistory.STRUCK, said, job);
            awaitStep(killed);
            process.destroyForcibly().waitFor();
        }
        // The backend goes on to the end of its statement and then finds nobody there: its transaction is over.
        while (killed.number("select count(*) from pg_stat_activity where datname = '" + killed.name()
                        + "' and usename = 'macrocast_loader'")
                > 0) {
            pause();
        }
        assertThat(killed.rows("select status from api.load where load_id is null"))
                .as("killed after %s", step)
                .containsExactly(List.of("staged"));
        assertThat(reapTwoMinutesLater(killed).jobs()).hasSize(1);
        assertThat(killed.rows("select status, summary->>'message' like 'its lease was over at %' from api.job_run"))
                .containsExactly(List.of("died", "t"));
        assertThat(killed.rows("select status, message from api.load where load_id is null"))
                .containsExactly(List.of("rejected", "the job that loaded it died; loading it again starts over"));
        assertThat(killed.number("select count(*) from macrocast.stage")).isZero();
    }

    private static void executeQuietly(Statement statement, String sql) {
        try {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Full before anything is staged, and full when publication begins to write. */
    @Test
    void aFullDiskIsAnOutageAndTheRetrySucceedsOnceThereIsRoom() throws Exception {
        Path small = Path.of("/small");
        assertThat(small)
                .as("a small file system of its own; make it mounts one")
                .isDirectory();
        try (PostgresServer tight = PostgresServer.start(small);
                TestDatabase start = TestDatabase.createOn(tight.database())) {
            FaultHistory.load(start.as("loader"), FaultHistory.BEFORE);
            try (TestDatabase full = start.copy();
                    PollingReader reader = reading(full)) {
                UUID job = new JobRunStore(full.as("loader")).start("ingest boe", null, Map.of());
                Path ballast = fill(small);
                assertOutage(() -> FaultHistory.load(full.as("loader"), FaultHistory.STRUCK, job));
                makeRoom(tight, ballast);
                finishAndCompare(full, tight, LEASE_OVER);
                assertThat(wholeLoads).containsAll(reader.seen());
            }
            try (TestDatabase full = start.copy();
                    PollingReader reader = reading(full)) {
                String steps = holdAt(full, "judged");
                Path ballast;
                try (Connection holder = full.database().open();
                        Statement hold = holder.createStatement()) {
                    hold.execute("select pg_advisory_lock(77)");
                    CompletableFuture<LoadSummary> publishing = CompletableFuture.supplyAsync(
                            () -> FaultHistory.job(full.as("loader"), FaultHistory.STRUCK));
                    awaitStep(full);
                    ballast = fill(small);
                    hold.execute("select pg_advisory_unlock(77)");
                    assertThatThrownBy(() -> publishing.get(60, TimeUnit.SECONDS))
                            .isInstanceOf(ExecutionException.class)
                            .hasStackTraceContaining("No space left on device");
                }
                makeRoom(tight, ballast);
                full.execute(steps);
                finishAndCompare(full, tight, LEASE_OVER, "No space left on device");
                assertThat(wholeLoads).containsAll(reader.seen());
            }
            tight.stop();
            tight.checkStoppedPages();
            tight.start();
        }
    }

    private static Path fill(Path folder) throws IOException {
        Path ballast = folder.resolve("ballast");
        try (OutputStream out = Files.newOutputStream(ballast)) {
            for (long room = folder.toFile().getUsableSpace();
                    room > 0;
                    room = folder.toFile().getUsableSpace()) {
                out.write(new byte[(int) Math.min(room, 1 << 20)]);
            }
        }
        return ballast;
    }

    private static void makeRoom(PostgresServer tight, Path ballast) throws IOException {
        Files.delete(ballast);
        if (!tight.isRunning()) {
            tight.start();
        }
    }

    /** The rows that were approved are gone with the stage; who decides is asked again. */
    @Test
    void aKillInsideAnApprovalLeavesTheLoadHeld() throws Exception {
        test.execute("insert into macrocast.quality_rule (kind, source, action, limit_value, min_count, description)"
                + " values ('staleness', 'boe', 'hold', -99, 0, 'holds everything')");
        try (PollingReader reader = reading(test)) {
            assertThatThrownBy(() -> FaultHistory.load(loader(), FaultHistory.STRUCK))
                    .hasMessageContaining("is held");
            UUID held = new LoadStore(test.as("approver")).held().get(0).loadKey();
            String steps = holdAt(test, "observations written");
            killBackend(test, server, () -> approve(held));
            test.execute(steps);
            assertThat(test.number("select count(*) from macrocast.approval")).isZero();
            assertThatThrownBy(() -> approve(held)).hasMessageContaining("are gone, as after a stop of the server");
            test.execute("update macrocast.quality_rule set limit_value = 'infinity' where rule_key = 'staleness:boe'");
            assertThatThrownBy(() -> FaultHistory.load(loader(), FaultHistory.STRUCK))
                    .hasMessageContaining("it was held before");
            assertThat(approve(held)).startsWith("published as load 2");
            assertThat(wholeLoads).containsAll(reader.seen());
        }
        FaultHistory.load(loader(), FaultHistory.LATE);
        Map<String, String> digests = test.digests(CONTENTS);
        digests.put("quality_finding", String.valueOf(clean.get("quality_finding")));
        assertThat(digests).isEqualTo(clean);
        assertThat(test.rows("select kind, actor from macrocast.audit_event where kind like 'load _e%' and kind <>"
                        + " 'load rejected' order by event_id"))
                .containsExactly(
                        List.of("load held", "macrocast_loader"),
                        List.of("load held", "macrocast_loader"),
                        List.of("load decided", "Ms Smith"));
        server.check(test.name());
    }

    private String approve(UUID held) {
        return new LoadStore(test.as("approver"))
                .decide(held, LoadStore.Decision.APPROVE, "Ms Smith", "seen with the source");
    }

    @Test
    void aClockThatIsADayOffChangesNothingThatIsKnown() {
        try (PollingReader reader = reading(test)) {
            server.stop();
            server.startWithClock("+1d");
            FaultHistory.load(loader(), FaultHistory.STRUCK);
            server.stop();
            server.startWithClock("-1d");
            FaultHistory.load(loader(), FaultHistory.LATE);
            assertThat(wholeLoads).containsAll(reader.seen());
        }
        assertThat(test.number("select count(*) from macrocast.load as earlier inner join macrocast.load as later"
                        + " on earlier.load_id < later.load_id and earlier.published_at > later.published_at"))
                .as("loads whose clocks contradict their numbers")
                .isPositive();
        assertThat(test.digests(CONTENTS)).isEqualTo(clean);
        server.stop();
        server.start();
        compare(test, server);
    }

    @Test
    void aPayloadThatComesTwiceChangesNothing() {
        try (PollingReader reader = reading(test)) {
            LoadSummary first = FaultHistory.job(loader(), FaultHistory.STRUCK);
            Map<String, String> once = test.digests(CONTENTS);
            assertThat(FaultHistory.job(loader(), FaultHistory.STRUCK)).isEqualTo(first.found(true));
            assertThat(test.digests(CONTENTS)).isEqualTo(once);
            assertThat(wholeLoads).containsAll(reader.seen());
        }
        assertThat(test.rows("select status from api.job_run")).containsOnly(List.of("done"));
        compare(test, server);
    }

    @Test
    void aDumpRestoresToEqualTables() throws IOException {
        FaultHistory.load(loader(), FaultHistory.STRUCK);
        FaultHistory.load(loader(), FaultHistory.LATE);
        Path dump = Files.createTempFile("macrocast", ".dump");
        String connection = "--host=127.0.0.1";
        String port = "--port=" + server.port();
        PostgresServer.run(
                "pg_dump", connection, port, "--username=postgres", "--format=custom", "--file=" + dump, test.name());
        server.execute("create database restored");
        try (TestDatabase restored = TestDatabase.named(server.database(), "restored")) {
            restored.execute("create extension timescaledb; select timescaledb_pre_restore()");
            PostgresServer.run(
                    "pg_restore",
                    connection,
                    port,
                    "--username=postgres",
                    "--dbname=restored",
                    "--exit-on-error",
                    dump.toString());
            restored.execute("select timescaledb_post_restore()");
            assertThat(restored.digests(CONTENTS)).isEqualTo(clean);
            assertThat(new AuditStore(restored.as("auditor"))
                            .verify(Optional.empty())
                            .findings())
                    .isEmpty();
            server.check("restored");
        }
    }

    /** Loads; once publication has written observations and waits, strikes. */
    private void strikeAtPublish(Runnable strike) {
        try (PollingReader reader = reading(test)) {
            // Holds publication after its observations are written: whoever inserts a vintage waits for this lock.
            test.execute(
                    "create function hold() returns trigger language plpgsql as $$ begin"
                            + " perform pg_advisory_xact_lock(77); return null; end $$;"
                            + " create trigger hold after insert on macrocast.vintage for each statement execute function hold()");
            try (Connection holder = test.database().open();
                    Statement statement = holder.createStatement()) {
                statement.execute("select pg_advisory_lock(77)");
                CompletableFuture<LoadSummary> publishing =
                        CompletableFuture.supplyAsync(() -> FaultHistory.job(loader(), FaultHistory.STRUCK));
                while (test.number("select count(*) from pg_locks where locktype = 'advisory' and objid = 77"
                                + " and not granted")
                        == 0) {
                    assertThat(publishing).isNotDone();
                    pause();
                }
                strike.run();
                assertThatThrownBy(() -> publishing.get(60, TimeUnit.SECONDS))
                        .isInstanceOf(ExecutionException.class)
                        .cause()
                        .isInstanceOfSatisfying(StoreException.class, e -> assertThat(e.kind())
                                .isEqualTo(StoreException.Kind.TRY_AGAIN));
            } catch (SQLException e) {
                // The server is gone, and with it the holder.
                assertThat(server.isRunning()).isFalse();
            }
            assertThat(wholeLoads).containsAll(reader.seen());
        }
        if (!server.isRunning()) {
            server.start();
        }
        test.execute("drop trigger hold on macrocast.vintage; drop function hold()");
        assertThat(test.rows("select status from api.load where load_id is null"))
                .containsExactly(List.of("staged"));
    }

    private static void assertOutage(ThrowingCallable work) {
        assertThatThrownBy(work).isInstanceOfSatisfying(StoreException.class, e -> assertThat(e.kind())
                .isEqualTo(StoreException.Kind.TRY_AGAIN));
    }

    private static void retry(TestDatabase test, String payload) {
        HeldSteps.retry(() -> FaultHistory.job(test.as("loader"), payload));
    }

    /** @param said words of which one stands in what the diary says of each job */
    private void finishAndCompare(String... said) {
        finishAndCompare(test, said);
    }

    private static void finishAndCompare(TestDatabase struck, String... said) {
        finishAndCompare(struck, server, said);
    }

    private static void finishAndCompare(TestDatabase struck, PostgresServer on, String... said) {
        assertRecorded(struck, said);
        compare(struck, on);
    }

    private static void compare(TestDatabase struck, PostgresServer on) {
        retry(struck, FaultHistory.STRUCK);
        FaultHistory.load(struck.as("loader"), FaultHistory.LATE);
        assertThat(struck.digests(CONTENTS)).isEqualTo(clean);
        assertThat(new AuditStore(struck.as("auditor")).verify(Optional.empty()).findings())
                .isEmpty();
        on.check(struck.name());
    }

    private static Reaper.Reaped reapTwoMinutesLater(TestDatabase test) {
        test.execute("update macrocast.job_run set lease_until = now() - interval '1 second' where status = 'running'");
        return new Reaper(test.as("loader")).reap();
    }

    /** The diary says how every job ended, and why where it did not end well; once its lease is over, of a killed one too. */
    private static void assertRecorded(TestDatabase struck, String... said) {
        reapTwoMinutesLater(struck);
        assertThat(struck.rows("select status, summary->>'message' from api.job_run"))
                .isNotEmpty()
                .allSatisfy(job -> {
                    assertThat(job.get(0)).isIn("failed", "died");
                    assertThat(job.get(1)).containsAnyOf(said);
                });
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
