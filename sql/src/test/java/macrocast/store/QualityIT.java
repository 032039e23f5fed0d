package macrocast.store;

import static macrocast.store.Loads.GDP;
import static macrocast.store.Loads.UNEMPLOYMENT;
import static macrocast.store.Loads.gdp;
import static macrocast.store.Loads.moment;
import static macrocast.store.Loads.observation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import macrocast.domain.DataVersion;
import macrocast.domain.ForecastByOther;
import macrocast.domain.Frequency;
import macrocast.domain.Measure;
import macrocast.domain.Observation;
import macrocast.domain.Period;
import macrocast.domain.Rejected;
import macrocast.domain.Series.Base;
import macrocast.domain.SourceRow;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rules of quality: what they refuse, hold and let through, and what a person's word does. */
class QualityIT {
    private static final Period FIRST = Period.parse("2000-Q1");

    private final TestDatabase test = TestDatabase.create();
    private final Loads loads = new Loads(test.as("loader"));

    @AfterEach
    void drop() {
        test.close();
    }

    @Test
    void aValueOutsideItsRangeIsQuarantinedWithTheReason() {
        LoadSummary summary = loads.load(
                "a1",
                observation(UNEMPLOYMENT, "2020-Q1", "2020-06-30", 0.04),
                observation(UNEMPLOYMENT, "2020-Q2", "2020-09-30", 4.1));

        assertThat(summary.quarantined()).isEqualTo(1);
        assertThat(test.rows("select reason, raw_text from macrocast.quarantine"))
                .containsExactly(List.of("4.1 lies outside 0 to 1", "unemp 2020-04-01 2020-09-30 00:00:00+00 4.1"));
    }

    @Test
    void aValueFromTheFutureIsQuarantined() {
        assertThat(loads.load(
                                "a1",
                                gdp("2020-Q3", "2020-06-30", 1.0), // the quarter after the current one
                                gdp("2020-Q4", "2020-06-30", 1.0))
                        .quarantined())
                .isEqualTo(1);
        assertThat(test.rows("select reason from macrocast.quarantine"))
                .containsExactly(List.of("known at 2020-06-30 00:00:00, before the period began"));
    }

    @Test
    void aRevisionOutOfProportionHoldsTheLoadUntilItIsApproved() {
        history();
        List<Observation> strange = List.of(gdp("2000-Q1", "2010-03-31", 200.0), gdp("2010-Q1", "2010-03-31", 100.0));

        assertHeld(() -> loads.load("b1", strange), "revision boe/gdpkp 2000-Q1 revised from");
        assertThat(newest("2000-Q1")).isEqualTo(103.0);
        assertThat(test.rows("select status, load_id from api.load where status <> 'published'"))
                .containsExactly(nullable("held", null));
        assertHeld(() -> loads.open("b1"), "select api.approve_load");
        assertThat(new Reaper(test.as("loader")).reap().stagedRows()).isZero();

        String key = String.valueOf(test.rows("select load_key from api.load where status = 'held'")
                .get(0)
                .get(0));
        ObservationStore observations = new ObservationStore(test.as("trainer"));
        DataVersion before = observations.dataVersion(moment("2020-01-01")).orElseThrow();
        assertThat(decide("approve_load", key)).isEqualTo("published as load 5, 2 rows written");
        assertThat(newest("2000-Q1")).isEqualTo(200.0);
        assertThat(observations.vintage(before, GDP).values().get(0).value())
                .as("known by us from the approval on only")
                .isEqualTo(103.0);
        assertThat(test.rows("select decided_by, published_at >= decided_at from macrocast.approval"
                        + " inner join macrocast.load using (load_key)"))
                .containsExactly(List.of("macrocast_approver", "t"));
        assertThat(loads.open("b1").published()).map(LoadSummary::loadId).contains(5L);
        assertThat(test.rows("select actor, kind, content->>'reason' from macrocast.audit_event where subject = 'load/"
                        + key + "' order by event_id"))
                .containsExactly(
                        nullable("macrocast_loader", "load held", null),
                        nullable("Ms Smith", "load decided", "seen with the source"),
                        nullable("macrocast_approver", "load published", null));
        assertThat(new AuditStore(test.as("auditor")).verify(Optional.empty()).findings())
                .isEmpty();
    }

    @Test
    void aForecastToldLongBeforeItsHorizonIsQuarantined() {
        LoadSummary summary = loads.load(
                "a1",
                new ForecastByOther(
                        GDP, "boe-mpr", Measure.LEVEL, Period.parse("2020-Q1"), 0, moment("2020-02-01"), 1.0),
                new ForecastByOther(
                        GDP, "boe-mpr", Measure.LEVEL, Period.parse("2021-Q1"), 4, moment("2020-02-01"), 1.0),
                new ForecastByOther(
                        GDP, "boe-mpr", Measure.LEVEL, Period.parse("2060-Q1"), 0, moment("2020-02-01"), 1.0));
        assertThat(summary.written()).isEqualTo(2);
        assertThat(test.rows("select reason from macrocast.quarantine"))
                .containsExactly(List.of("horizon 0, but told on 2020-02-01 of 2060-Q1"));
    }

    @Test
    void aShortSeriesInAnotherUnitIsHeld() {
        List<Observation> rows = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            rows.add(gdp(FIRST.plus(i).toString(), "2003-01-01", 100.0 + 3 * i));
        }
        loads.load("a1", rows);
        assertHeld(() -> loads.load("b1", gdp("2000-Q2", "2003-02-01", 1030.0)), "revision-size boe/gdpkp 2000-Q2");
    }

    @Test
    void aRebasingIsNoRevision() {
        history();
        loads.rebase(new Base(moment("2000-01-01"), "2000"), new Base(moment("2010-03-31"), "2005"));

        assertThat(loads.load("b1", gdp("2000-Q1", "2010-03-31", 200.0)).written())
                .isEqualTo(1);
    }

    @Test
    void aRejectedLoadStaysRejected() {
        history();
        assertHeld(() -> loads.load("b1", gdp("2000-Q1", "2010-03-31", 200.0)), "revision");
        String key = loads.open("a1").loadKey().toString();
        assertThatThrownBy(() -> decide("approve_load", key))
                .hasMessageContaining("is published, only a held one can be approved");

        String held = String.valueOf(test.rows("select load_key from api.load where status = 'held'")
                .get(0)
                .get(0));
        assertThat(decide("reject_load", held)).isEqualTo("rejected");
        assertThatThrownBy(() -> loads.load("b1", gdp("2000-Q1", "2010-03-31", 200.0)))
                .hasMessageContaining("is rejected: rejected by Ms Smith: seen with the source");
        assertThat(newest("2000-Q1")).isEqualTo(103.0);
        assertThat(test.number("select count(*) from macrocast.stage")).isZero();
    }

    @Test
    void noJobTakesADecisionBackOrMakesOne() {
        history();
        assertHeld(() -> loads.load("b1", gdp("2000-Q1", "2010-03-31", 200.0)), "revision");
        Database loader = test.as("loader");
        for (String status : List.of("rejected", "published", "staged")) {
            assertThatThrownBy(() -> execute(
                            loader,
                            "update macrocast.load set status = '" + status
                                    + "', message = null where status = 'held'"))
                    .hasMessageContaining("is held, only a person's decision makes it " + status);
        }
        assertThatThrownBy(() -> execute(loader, "delete from macrocast.stage"))
                .hasMessageContaining("permission denied for table stage");
        new LoadStore(loader).reject(UUID.fromString(held()), "a job gives it up");
        execute(loader, "select macrocast.reap_stage()");
        assertThat(test.number("select count(*) from macrocast.load inner join macrocast.stage using (load_key)"
                        + " where status = 'held'"))
                .isEqualTo(1);

        decide("reject_load", held());
        assertThatThrownBy(
                        () -> execute(loader, "update macrocast.load set status = 'staged' where status = 'rejected'"))
                .hasMessageContaining("is rejected by a person, which stands: it cannot be staged");

        test.execute("set session_replication_role = replica;"
                + " update macrocast.load set status = 'staged' where status = 'rejected'");
        assertThat(new AuditStore(test.as("auditor")).verify(Optional.empty()).findings())
                .extracting(AuditStore.Finding::message)
                .containsExactly("a person rejected it, and it is staged");
    }

    @Test
    void onlyTheRowsThatWereHeldAreApproved() {
        history();
        assertHeld(() -> loads.load("b1", gdp("2000-Q1", "2010-03-31", 200.0)), "revision");
        test.execute("update macrocast.stage set value = 42");

        String key = held();
        assertThat(decide("approve_load", key))
                .isEqualTo("not published: Load " + key + " has other rows than those it was held for; load it again");
        assertThat(newest("2000-Q1")).isEqualTo(103.0);
        assertThat(test.number("select count(*) from macrocast.approval")).isZero();

        assertHeld(() -> loads.load("b1", gdp("2000-Q1", "2010-03-31", 200.0)), "revision");
        assertThat(decide("approve_load", key)).startsWith("published");
        assertThat(newest("2000-Q1")).isEqualTo(200.0);
    }

    /** Whoever edits the rows that wait, and the hash of them, has not edited the event. */
    @Test
    void heldRowsThatAreExchangedByASuperuserAreFound() {
        history();
        assertHeld(() -> loads.load("b1", gdp("2000-Q1", "2010-03-31", 200.0)), "revision");
        assertThat(new AuditStore(test.as("auditor")).verify(Optional.empty()).findings())
                .isEmpty();
        test.execute("set session_replication_role = replica; update macrocast.stage set value = 42;"
                + " update macrocast.load set held_hash = null where status = 'held'");

        assertThat(decide("approve_load", held())).startsWith("not published");
        assertThat(new AuditStore(test.as("auditor")).verify(Optional.empty()).findings())
                .extracting(AuditStore.Finding::message)
                .containsExactly("other rows than those it was held for are written down to be approved");
    }

    /** A value that was stated on many days is no revision, in whatever order the days come. */
    @Test
    void whatIsRepeatedOutOfOrderDoesNotCountAsRevised() {
        for (int day = 25; day >= 1; day--) {
            loads.load("b" + day, gdp("2000-Q2", "2010-01-%02d".formatted(day), 5.0));
        }
        loads.load("c1", gdp("2000-Q1", "2010-02-01", 1.0));
        loads.load("c2", gdp("2000-Q1", "2010-02-02", 1.01));
        loads.load("c3", gdp("2000-Q1", "2010-02-03", 1.1));
        assertThat(newest("2000-Q1")).isEqualTo(1.1);
    }

    @Test
    void aRuleThatIsSwitchedOffOrGoesOnUnderAnotherKeyIsLawful() {
        history();
        test.execute("insert into macrocast.quality_rule (kind, source, action, limit_value, description)"
                + " select 'ahead', code, 'quarantine', 'infinity', 'Anything may be told.' from macrocast.source"
                + " where source_id = 1");
        loads.load("b1", gdp("2030-Q1", "2010-03-31", 104.0));
        assertThat(newest("2030-Q1")).isEqualTo(104.0);

        test.execute(
                "update macrocast.quality_rule set series = 'gdpkp' where kind = 'ahead' and limit_value = 'infinity'");
        assertThat(new AuditStore(test.as("auditor")).verify(Optional.empty()).findings())
                .isEmpty();
        assertThatThrownBy(() -> test.execute("insert into macrocast.quality_rule (kind, source, action, lower,"
                        + " description) select 'range', code, 'quarantine', 'nan', 'x' from macrocast.source"))
                .rootCause()
                .hasMessageContaining("quality_rule_bounds_are_numbers");
    }

    @Test
    void whoDecidesSeesWhatWouldChange() {
        history();
        loads.load("a5", gdp("2000-Q3", "2010-03-01", null));
        assertHeld(
                () -> loads.load(
                        "b1",
                        gdp("2000-Q1", "2010-03-31", 200.0),
                        gdp("2000-Q2", "2010-03-31", 104.0),
                        gdp("2000-Q3", "2010-03-31", 105.0),
                        gdp("2000-Q4", "2010-03-31", null),
                        gdp("2010-Q1", "2010-03-31", 1.0),
                        gdp("2010-Q1", "2010-03-31", 2.0),
                        observation(UNEMPLOYMENT, "2000-Q1", "2010-03-31", 4.0)),
                "revision");
        assertThat(test.rows("select series_key, period_start, value_before, value, fate, reason is null"
                        + " from api.held_rows('" + held() + "') order by series_key, period_start, value"))
                .containsExactly(
                        List.of("boe/gdpkp", "2000-01-01", "103", "200", "revised", "t"),
                        nullable("boe/gdpkp", "2000-04-01", null, "104", "unchanged", "t"),
                        nullable("boe/gdpkp", "2000-07-01", null, "105", "new", "t"),
                        nullable("boe/gdpkp", "2000-10-01", "106", null, "withdrawn", "t"),
                        nullable("boe/gdpkp", "2010-01-01", null, "1", "quarantined", "f"),
                        nullable("boe/gdpkp", "2010-01-01", null, "2", "quarantined", "f"),
                        nullable("boe/unemp", "2000-01-01", null, "4", "quarantined", "f"));
        List<String> words = new LoadStore(test.as("approver"))
                .heldRows(UUID.fromString(held()), 100).stream()
                        .map(LoadStore.HeldRow::inWords)
                        .toList();
        assertThat(words)
                .hasSize(6)
                .contains(
                        "boe/unemp 2000-01-01 quarantined: 4 lies outside 0 to 1",
                        "boe/gdpkp 2000-01-01 revised: 103 before, now 200");
        assertThat(decide("approve_load", held())).endsWith("3 rows written");
    }

    /** Neither its rows nor their number, nor what is said of it. */
    @Test
    void nothingJoinsAHeldLoad() {
        history();
        assertHeld(() -> loads.load("b1", gdp("2000-Q1", "2010-03-31", 200.0)), "revision");
        Database loader = test.as("loader");
        String key = held();
        String hash = test.text("select held_hash from macrocast.load where load_key = '" + key + "'");
        execute(
                loader,
                "insert into macrocast.stage select (jsonb_populate_record(stage, '{\"row_no\": 99, \"value\": 777,"
                        + " \"period_start\": \"2000-04-01\"}')).* from macrocast.stage");
        for (String statement : List.of(
                "update macrocast.load_payload set rows_expected = 2 where load_key = '" + key + "'",
                "update macrocast.load set message = 'all fine' where load_key = '" + key + "'",
                "insert into macrocast.load_payload select '" + key + "', payload_sha256, 'x', 1, 0"
                        + " from macrocast.raw_payload where payload_sha256 not in (select payload_sha256 from"
                        + " macrocast.load_payload where load_key = '" + key + "')")) {
            assertThatThrownBy(() -> execute(loader, statement)).as(statement).hasStackTraceContaining("held");
        }
        execute(loader, "select macrocast.publish_load('" + key + "', 1)");
        assertThat(test.text("select held_hash from macrocast.load where load_key = '" + key + "'"))
                .isEqualTo(hash);
        assertThat(decide("approve_load", key)).startsWith("not published: Load " + key + " does not reconcile");

        // What a job stages in their place is a person's to decide again, even where no rule minds.
        assertHeld(() -> loads.load("b1", gdp("2000-Q1", "2010-03-31", 103.5)), "it was held before");
    }

    @Test
    void aDecisionNamesWhoAndWhy() {
        history();
        assertHeld(() -> loads.load("b1", gdp("2000-Q1", "2010-03-31", 200.0)), "revision");
        for (String nobody : List.of(" ", "\t\n", "\u00a0", "\u2003\u200b", "...")) {
            assertThatThrownBy(() -> execute(
                            test.as("approver"),
                            "select api.reject_load('" + held() + "', '" + nobody + "', 'seen with the source')"))
                    .hasMessageContaining("needs who decides and why: who was \"" + nobody + "\"");
            assertThatThrownBy(() -> test.execute(
                            "insert into macrocast.approval (load_key, decision, actor, reason) select load_key,"
                                    + " 'rejected', 'Ms Smith', '" + nobody
                                    + "' from macrocast.load where status = 'held'"))
                    .hasStackTraceContaining("approval_says_who");
        }
        execute(test.as("approver"), "select api.reject_load('" + held() + "', '\u738b\u82b3', '\u2116 7')");
    }

    @Test
    void aValueThatComesBackIsHeldAgainstTheLastOne() {
        history();
        loads.load("b1", gdp("2000-Q1", "2010-03-31", null));
        assertHeld(
                () -> loads.load("b2", gdp("2000-Q1", "2010-06-30", 200.0)),
                "revision boe/gdpkp 2000-Q1 revised from 103 to 200");
        assertHeld(
                () -> loads.load("b3", gdp("2000-Q2", "2010-06-30", null), gdp("2000-Q2", "2010-07-31", 300.0)),
                "revision boe/gdpkp 2000-Q2 revised from 104 to 300");
        assertThat(loads.load("b4", gdp("2000-Q1", "2010-06-30", 103.5)).written())
                .isEqualTo(1);
    }

    @Test
    void aValueInAnotherUnitIsHeldWhereNothingWasEverRevised() {
        List<Observation> rows = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            rows.add(observation(UNEMPLOYMENT, FIRST.plus(i).toString(), "2010-02-10", 0.04 + 0.001 * (i % 3)));
        }
        loads.load("a1", rows);

        assertHeld(
                () -> loads.load("b1", observation(UNEMPLOYMENT, "2009-Q4", "2010-03-31", 0.4)),
                "revision-size boe/unemp 2009-Q4 revised from 0.04 to 0.4, 180.0 times its greatest of 39 changes between"
                        + " periods");
        assertThat(loads.load("b2", observation(UNEMPLOYMENT, "2009-Q4", "2010-03-31", 0.044))
                        .written())
                .isEqualTo(1);
    }

    @Test
    void aValueThatIsStillToBeKnownIsQuarantined() {
        assertThat(loads.load("a2", gdp("2020-Q2", "2999-01-01", 1.0)).quarantined())
                .isEqualTo(1);
        assertThat(test.rows("select reason from macrocast.quarantine"))
                .containsExactly(List.of("known at 2999-01-01 00:00:00, which is still to come"));
    }

    @Test
    void onlyAnApproverDecides() {
        history();
        assertHeld(() -> loads.load("b1", gdp("2000-Q1", "2010-03-31", 200.0)), "revision");
        for (String role : List.of("loader", "analyst", "scorer", "auditor")) {
            assertThatThrownBy(
                            () -> new AnalystStore(test.as(role))
                                    .query(
                                            "select api.approve_load(load_key, 'me', 'why') from api.load where status = 'held'"))
                    .as(role)
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void aSeriesThatLosesManyValuesHoldsTheLoad() {
        history();
        List<Observation> lost = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            lost.add(gdp(FIRST.plus(i).toString(), "2010-03-31", i < 15 ? null : 103.0 + i));
        }

        assertHeld(() -> loads.load("b1", lost), "withdrawn-share boe/gdpkp 15 of 40 known periods withdrawn");
    }

    /** At the Bank of England new reference years do it, so there it is noted and not held. */
    @Test
    void aLoadThatRevisesNearlyEverythingIsNoted() {
        for (int vintage = 0; vintage < 2; vintage++) {
            List<Observation> rows = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                rows.add(gdp(FIRST.plus(i).toString(), "2015-02-0" + (vintage + 1), 100.0 + vintage + i));
            }
            loads.load("b" + vintage, rows);
        }

        assertThat(test.rows("select series_key, measured, message, status from api.quality_finding"))
                .containsExactly(List.of("boe/gdpkp", "1", "60 of 60 known periods revised", "published"));
    }

    @Test
    void aFirstLoadIsHeldForASeriesThatIsGoneForOneVintageOnly() {
        assertHeld(
                () -> loads.load("b1", vintages("stated", "gone", "stated")),
                "gap-share boe/gdpkp 40 of 40 known periods withdrawn on 2010-02-28 and stated again on 2010-03-28");
        // Gone for longer: the source had dropped it and took it up again.
        assertThat(loads.load("b2", vintages("stated", "gone", "gone", "stated"))
                        .written())
                .isEqualTo(120);
    }

    /** A vintage a month of forty quarters; each value is what it was, or withdrawn. */
    private static List<Observation> vintages(String... states) {
        List<Observation> rows = new ArrayList<>();
        for (int vintage = 0; vintage < states.length; vintage++) {
            for (int i = 0; i < 40; i++) {
                rows.add(gdp(
                        FIRST.plus(i).toString(),
                        "2010-0" + (vintage + 1) + "-28",
                        states[vintage].equals("gone") ? null : 100.0 + i));
            }
        }
        return rows;
    }

    @Test
    void aSeriesThatIsStatedLongAfterItsLastValueIsNoted() {
        loads.load("a1", gdp("2000-Q1", "2006-03-31", 1.0), observation(UNEMPLOYMENT, "2000-Q1", "2006-06-30", 0.04));

        assertThat(test.rows("select series_key, measured, message, status from api.quality_finding"))
                .containsExactly(
                        List.of("boe/unemp", "25", "ends with 2000-Q1, 25 periods before it was stated", "published"));
    }

    @Test
    void valuesOfAnotherFrequencyAreRefusedOrNoted() {
        List<SourceRow> yearly = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            yearly.add(gdp(FIRST.plus(4 * i).toString(), "2010-03-31", 100.0 + i));
            yearly.add(observation(UNEMPLOYMENT, FIRST.plus(30 + i).toString(), "2010-03-31", 0.04));
        }
        yearly.add(new Observation(
                GDP, new Period(Frequency.MONTHLY, LocalDate.of(2001, 2, 1)), moment("2010-03-31"), 100.0));
        loads.load("a1", yearly);

        assertThat(test.rows("select reason from macrocast.quarantine"))
                .containsExactly(List.of("2001-02-01 does not open a period that is QUARTERLY"));
        assertThat(test.rows("select rule_key, series_key, message from api.quality_finding"))
                .containsExactly(
                        List.of(
                                "frequency",
                                "boe/gdpkp",
                                "10 of 37 periods from 2000-Q1 to 2009-Q1 have a value, too few for a series that is QUARTERLY"));
    }

    @Test
    void aLoadOfMostlyBadRowsIsHeld() {
        List<SourceRow> rows = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            rows.add(
                    i < 20
                            ? new Rejected(null, null, "not a line", "?")
                            : gdp(FIRST.plus(i % 40).toString(), (2010 + i / 40) + "-06-30", 1.0 + i));
        }

        assertHeld(() -> loads.load("b1", rows), "quarantined-share 20 of 120 rows quarantined, the first for: ");
    }

    @Test
    void theRuleNearestToASeriesCounts() {
        history();
        test.execute("insert into macrocast.quality_rule (kind, source, series, action, limit_value, min_count,"
                + " description) values ('revision', 'boe', 'gdpkp', 'note', 5, 20, 'x'),"
                + " ('revision-size', 'boe', 'gdpkp', 'note', 5, 20, 'x')");

        assertThat(loads.load("b1", gdp("2000-Q1", "2010-03-31", 200.0)).written())
                .isEqualTo(1);
        assertThat(test.rows("select rule_key from api.quality_finding order by 1"))
                .containsExactly(List.of("revision-size:boe/gdpkp"), List.of("revision:boe/gdpkp"));
        assertThat(test.rows("select kind, actor from macrocast.audit_event where subject = 'rule/revision:boe/gdpkp'"))
                .containsExactly(List.of("rule added", "postgres"));
    }

    @Test
    void aHeldLoadWhoseRowsACrashTookIsLoadedAgain() {
        history();
        Observation strange = gdp("2000-Q1", "2010-03-31", 200.0);
        assertHeld(() -> loads.load("b1", strange), "revision");
        test.execute("truncate macrocast.stage");
        String key = String.valueOf(test.rows("select load_key from api.load where status = 'held'")
                .get(0)
                .get(0));

        assertThatThrownBy(() -> decide("approve_load", key))
                .hasMessageContaining("are gone, as after a stop of the server: load it again");
        assertHeld(() -> loads.load("b1", strange), "revision");
        assertThat(decide("approve_load", key)).startsWith("published as load");
    }

    /** Four vintages of forty quarters; each adds 1 to every value, a revision of up to a hundredth. */
    private void history() {
        for (int vintage = 0; vintage < 4; vintage++) {
            List<Observation> rows = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                rows.add(gdp(
                        FIRST.plus(i).toString(),
                        "2010-0" + (vintage < 3 ? 1 : 2) + "-1" + vintage,
                        100.0 + vintage + i));
            }
            loads.load("a" + vintage, rows);
        }
    }

    private double newest(String period) {
        return Double.parseDouble(
                String.valueOf(test.rows("select value from api.observation_latest where period = '" + period + "'")
                        .get(0)
                        .get(0)));
    }

    private String held() {
        return test.text("select load_key::text from api.load where status = 'held'");
    }

    private static void execute(Database database, String sql) {
        database.inTransaction(connection -> {
            try (var statement = connection.createStatement()) {
                return statement.execute(sql);
            }
        });
    }

    private String decide(String function, String key) {
        Database approver = test.as("approver");
        return approver.inTransaction(connection -> {
            try (var statement = connection.createStatement();
                    var result = statement.executeQuery(
                            "select api." + function + "('" + key + "', 'Ms Smith', 'seen with the source')")) {
                result.next();
                return result.getString(1);
            }
        });
    }

    private static void assertHeld(ThrowingCallable load, String why) {
        assertThatThrownBy(load)
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.HELD))
                .hasMessageContaining(why);
    }

    private static List<@Nullable String> nullable(@Nullable String... values) {
        List<@Nullable String> list = new ArrayList<>();
        for (String value : values) {
            list.add(value);
        }
        return list;
    }
}
