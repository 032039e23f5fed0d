package macrocast.store;

import static macrocast.store.Loads.GDP;
import static macrocast.store.Loads.gdp;
import static macrocast.store.Loads.moment;
import static macrocast.store.Loads.mpr;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import macrocast.domain.Rejected;
import macrocast.domain.Series.Base;
import macrocast.store.AuditStore.Anchor;
import macrocast.store.AuditStore.Finding;
import macrocast.store.AuditStore.Verdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a superuser does behind the back of all triggers is found, and by which event. */
class AuditIT {
    private final TestDatabase test = TestDatabase.create();
    private final AuditStore audit = new AuditStore(test.as("auditor"));
    private long firstLoad;

    @BeforeEach
    void load() {
        Loads loads = new Loads(test.as("loader"));
        loads.load("a1", gdp("1980-Q1", "2020-06-30", 90.0), gdp("2020-Q1", "2020-06-30", 100.0));
        firstLoad = test.number("select max(event_id) from macrocast.audit_event");
        loads.load(
                "a2",
                gdp("2020-Q1", "2020-09-30", 101.0),
                mpr(GDP, "2020-Q4", 0, "2020-09-30", 103.0),
                new Rejected("gdpkp", "2020 Q9", "not a period", "line"));
    }

    @AfterEach
    void drop() {
        test.close();
    }

    @Test
    void anUntouchedStoreHasNoFindings() {
        Verdict verdict = audit.verify(Optional.empty());

        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.head()).isPresent();
        assertThat(audit.verify(verdict.head()).findings()).isEmpty();
        assertThat(
                        test.rows(
                                "select kind from macrocast.audit_event where subject not like 'script/%' and subject not like 'table/%'"
                                        + " and subject not like 'role/%' and subject not like 'rule/%' and subject <> 'schema' order by event_id"))
                .containsExactly(List.of("load published"), List.of("run published"), List.of("load published"));
        assertThat(test.number("select count(*) from macrocast.audit_event where kind = 'migrated'"))
                .isEqualTo(test.number("select count(*) from macrocast.flyway_schema_history"));
        assertThat(test.rows("select subject from macrocast.audit_event where kind = 'password set'"))
                .contains(List.of("role/macrocast_loader"));
    }

    @Test
    void anEditedValueIsFound() {
        asSuperuser("update macrocast.observation set value = 99 where known_at = '2020-06-30Z' and value = 100");

        assertThat(findings()).containsExactly("observation: 2 rows, published were 2 with other content");
        assertThat(audit.verify(Optional.empty()).firstBroken()).isEqualTo(OptionalLong.of(firstLoad));
    }

    @Test
    void aDeletedRowIsFound() {
        asSuperuser("delete from macrocast.quarantine");

        assertThat(findings()).containsExactly("quarantine: 0 rows, published were 1");
    }

    @Test
    void anAddedForecastIsFound() {
        asSuperuser(
                "insert into macrocast.forecast (series_id, method, measure, target_start, horizon, known_at, run_id,"
                        + " origin, mean) select series_id, method, measure, '2021-01-01', 1, known_at, run_id, origin, 1"
                        + " from macrocast.forecast");

        assertThat(findings()).containsExactly("forecast: 2 rows, published were 1");
    }

    @Test
    void aDroppedChunkIsFound() {
        test.execute("select public.drop_chunks('macrocast.observation', older_than => date '1995-01-01')");

        assertThat(findings()).contains("observation: 1 rows, published were 2");
    }

    @Test
    void aRowThatItsOwnerPutsStraightIntoAChunkIsFound() {
        String chunk = String.valueOf(test.rows("select show_chunks('macrocast.observation') order by 1 desc")
                .get(0)
                .get(0));
        test.execute("set role macrocast_owner; insert into " + chunk
                + " select series_id, '2020-04-01', known_at, 1, load_id from " + chunk
                + " where known_at = '2020-06-30Z'");

        assertThat(findings())
                .containsExactly(
                        "observation: 3 rows, published were 2", "the newest value is not what the history says");
    }

    @Test
    void aTruncatedChunkIsFound() {
        asSuperuser("truncate "
                + test.rows("select show_chunks('macrocast.forecast')").get(0).get(0));

        assertThat(findings())
                .containsExactly(
                        "forecast: 0 rows, published were 1", "the newest forecast is not what the history says");
    }

    @Test
    void anAdjustmentThatWasNotPublishedIsFound() {
        test.execute("insert into macrocast.data_version (as_of, last_load_id) values ('2020-12-31', 2)");
        String adjustment = "insert into macrocast.seasonal_adjustment select load_key, 1, 1, 1, 1, 'x13', 'RSA5',"
                + " 'current', 'l', 'a', 'b', '{}', '{}' from macrocast.load where load_id = 2";
        assertThatThrownBy(() -> test.execute(adjustment))
                .rootCause()
                .hasMessageContaining("seasonal_adjustment is append-only");
        asSuperuser(adjustment);

        assertThat(findings()).containsExactly("seasonal_adjustment: 1 rows, published were 0");
    }

    /** What is written outside publications: an edit, a row that no event knows, and a row that is gone. */
    @Test
    void whatIsWrittenBesidePublicationsIsFoundToo() {
        test.execute("insert into macrocast.backtest_forecast values (1, 'ar', '1', 'd', '2020-06-30', '2020-01-01',"
                + " '2020-04-01', 0, 'level', 1, 1), (1, 'ar', '1', 'd', '2020-06-30', '2020-01-01', '2020-07-01', 1,"
                + " 'level', 2, 1)");
        new Loads(test.as("loader")).rebase(new Base(moment("2000-01-01"), "2015"));
        assertThat(findings()).isEmpty();

        asSuperuser("update macrocast.backtest_forecast set mean = 3 where horizon = 1");
        asSuperuser("update macrocast.series_attribute set unit = 'EUR' where series_id = 1");
        asSuperuser("insert into macrocast.approval (load_key, decision, actor, reason)"
                + " select load_key, 'approved', 'nobody', 'x' from macrocast.load where load_id = 1");
        asSuperuser("delete from macrocast.series_base");
        asSuperuser("update macrocast.series set unit = 'bananas' where code = 'unemp'");
        asSuperuser("update macrocast.quality_rule set limit_value = 'infinity' where rule_key = 'revision'");

        assertThat(audit.verify(Optional.empty()).findings())
                .extracting(finding -> finding.subject() + ": " + finding.message())
                .containsExactly(
                        "rule/revision: it is not what was noted of it last",
                        "table/approval: 1 rows, events state 0",
                        "table/backtest_forecast: 2 rows, events state 2 with other content",
                        "table/series: 2 rows, events state 2 with other content",
                        "table/series_attribute: 2 rows, events state 2 with other content",
                        "table/series_base: 0 rows, events state 1");
    }

    /** The number of the next load, in a chunk where nobody asks: the load that comes is not to cover it. */
    @Test
    void aRowThatWaitsForItsLoadIsFoundAndTheLoadRefused() {
        String chunk = String.valueOf(test.rows("select show_chunks('macrocast.observation') order by 1 desc")
                .get(0)
                .get(0));
        test.execute("set role macrocast_owner; insert into " + chunk
                + " select series_id, period_start, '2020-07-15Z', 999, 3 from " + chunk
                + " where known_at = '2020-06-30Z'");

        assertThat(audit.verify(Optional.empty()).findings())
                .extracting(Finding::toString)
                .contains("load number/3: observations of it are there, but no published load has that number");
        assertThatThrownBy(() -> new Loads(test.as("loader")).load("a3", gdp("2020-Q2", "2020-12-31", 1.0)))
                .hasMessageContaining("cannot be number 3: rows of that number are there already");
    }

    @Test
    void anEventThatStatesASumWithoutRowsIsFound() {
        asSuperuser(
                "select macrocast.append_event('rows added', 'table/backtest_forecast', '{\"rows\": 0, \"sum\": 5}')");

        assertThat(findings())
                .containsExactlyInAnyOrder("it states no row, but a sum", "0 rows, events state 0 with other content");
    }

    @Test
    void anEventFromBeforeAPartWasStatedHoldsForTheOthers() {
        asSuperuser("""
                update macrocast.audit_event
                set content = content - 'seasonal_adjustment'
                where event_id = (select max(event_id) from macrocast.audit_event);
                update macrocast.audit_event
                set hash = macrocast.event_hash(previous_hash, event_id, happened_at, actor, kind, subject, content)
                where event_id = (select max(event_id) from macrocast.audit_event)
                """);
        assertThat(findings()).isEmpty();

        asSuperuser("update macrocast.observation set value = 99 where known_at = '2020-09-30Z'");
        assertThat(findings()).contains("observation: 1 rows, published were 1 with other content");
    }

    @Test
    void anEditedEventIsFound() {
        asSuperuser("update macrocast.audit_event set actor = 'nobody' where event_id = " + firstLoad);

        Verdict verdict = audit.verify(Optional.empty());
        assertThat(verdict.firstBroken()).isEqualTo(OptionalLong.of(firstLoad));
        assertThat(verdict.findings())
                .extracting(Finding::message)
                .containsExactly("it was edited: its hash does not fit its content");
    }

    @Test
    void aRemovedEventIsFound() {
        asSuperuser("delete from macrocast.audit_event where event_id = " + firstLoad);

        Verdict verdict = audit.verify(Optional.empty());
        assertThat(verdict.firstBroken()).isEqualTo(OptionalLong.of(firstLoad + 1));
        assertThat(verdict.findings())
                .extracting(Finding::message)
                .containsExactly(
                        "events " + firstLoad + " to " + firstLoad + " are missing before it",
                        "it is published, but no event says so");
    }

    @Test
    void aChainWrittenAnewIsFoundByWhatWasNotedElsewhere() {
        Anchor noted = audit.verify(Optional.empty()).head().orElseThrow();
        asSuperuser("""
                update macrocast.audit_event set actor = 'nobody' where event_id = (select max(event_id) from
                macrocast.audit_event);
                update macrocast.audit_event
                set hash = macrocast.event_hash(previous_hash, event_id, happened_at, actor, kind, subject, content)
                where event_id = (select max(event_id) from macrocast.audit_event)
                """);

        assertThat(findings()).isEmpty();
        assertThat(audit.verify(Optional.of(noted)).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("the chain was written anew"));
    }

    @Test
    void aGuardThatIsSwitchedOffIsFound() {
        test.execute("alter table macrocast.vintage disable trigger refuse_change");
        test.execute("alter event trigger macrocast_refuse_drop disable");

        assertThat(audit.verify(Optional.empty()).findings())
                .extracting(Finding::subject)
                .containsExactly("event trigger/macrocast_refuse_drop", "trigger/macrocast.vintage.refuse_change");
    }

    @Test
    void aGuardWhoseBodyIsReplacedIsFound() {
        test.execute("set role macrocast_owner; create or replace function macrocast.refuse_change() returns trigger"
                + " language plpgsql as $$ begin return coalesce(new, old); end $$");
        test.execute("create or replace view api.source_status as select * from api.source_status where false");
        test.execute("create trigger a_helper before insert on macrocast.observation for each row"
                + " execute function macrocast.refuse_change()");
        test.execute("drop trigger note_rule on macrocast.quality_rule");

        assertThat(audit.verify(Optional.empty()).findings())
                .extracting(finding -> finding.subject() + ": " + finding.message())
                .containsExactly(
                        "function/macrocast.refuse_change(): it was replaced: its definition is not that of the last"
                                + " migration",
                        "trigger/macrocast.observation.a_helper: no migration made it",
                        "trigger/macrocast.quality_rule.note_rule: it is gone",
                        "view/api.source_status: it was replaced: its definition is not that of the last migration");
    }

    /** What the owner can still do is seen while it stands, whatever it makes the functions of the audit say. */
    @Test
    void whatTheOwnerBendsIsFound() {
        String chunk = test.text("select min(inhrelid::regclass::text) from pg_inherits where inhparent ="
                + " 'macrocast.observation'::regclass");
        test.execute("create schema aside authorization macrocast_owner; set role macrocast_owner;"
                + " create function aside.nothing() returns trigger language plpgsql as $$ begin return null; end $$;"
                + " create trigger ts_nothing before insert on macrocast.audit_event for each row when (false)"
                + " execute function aside.nothing();"
                + " create trigger nothing before insert on " + chunk
                + " for each row execute function aside.nothing();"
                + " create or replace trigger refuse_change before update or delete on " + chunk
                + " for each row when (false) execute function macrocast.refuse_change();"
                + " grant insert on " + chunk + " to macrocast_loader;"
                + " grant insert (value) on macrocast.observation to macrocast_loader;"
                + " grant execute on function macrocast.append_event to macrocast_loader;"
                + " grant create on schema macrocast to macrocast_loader;"
                + " alter default privileges in schema api grant insert on tables to macrocast_loader;"
                + " alter table macrocast.approval alter column decided_at set default '2000-01-01';"
                + " alter view api.load set (security_invoker = true);"
                + " comment on view api.series is 'Nothing.'");
        test.execute("drop trigger refuse_change on "
                + test.text("select max(inhrelid::regclass::text) from pg_inherits"
                        + " where inhparent = 'macrocast.observation'::regclass"));
        test.execute("alter table macrocast.vintage enable row level security");

        assertThat(audit.verify(Optional.empty()).findings())
                .extracting(Finding::subject)
                .contains(
                        "trigger/macrocast.audit_event.ts_nothing",
                        "trigger/" + chunk + ".nothing",
                        "trigger/" + chunk + ".refuse_change",
                        "chunk/" + chunk,
                        "table/macrocast.observation",
                        "function/macrocast.append_event(kind text, subject text, content jsonb, actor text)",
                        "rights/schema macrocast",
                        "rights/default of macrocast_owner in api on r",
                        "table/macrocast.approval",
                        "view/api.load",
                        "view/api.series",
                        "table/macrocast.vintage")
                .hasSize(15);
    }

    /** Names that the functions of the audit use, made to mean something else; and roles that may do more. */
    @Test
    void whatStandsInForTheDatabasesOwnIsFound() {
        test.execute("set role macrocast_owner;"
                + " create function macrocast.fold(state bytea, value bytea, glue text) returns bytea language sql"
                + " immutable as 'select value';"
                + " create aggregate macrocast.string_agg(bytea, text) (sfunc = macrocast.fold, stype = bytea);"
                + " create function macrocast.same(bytea, bytea) returns boolean language sql immutable"
                + " as 'select true';"
                + " create operator macrocast.= (leftarg = bytea, rightarg = bytea, function = macrocast.same)");
        test.execute(
                "grant pg_write_all_data to macrocast_loader; alter role macrocast_trainer set search_path = public");
        try {
            assertThat(audit.verify(Optional.empty()).findings())
                    .extracting(Finding::subject)
                    .contains(
                            "function/macrocast.string_agg(bytea, text)",
                            "operator/macrocast.=(bytea,bytea)",
                            "role/macrocast_loader",
                            "role/macrocast_trainer");
        } finally {
            test.execute(
                    "revoke pg_write_all_data from macrocast_loader; alter role macrocast_trainer reset search_path");
        }
    }

    @Test
    void nobodyWritesEventsByHand() {
        for (String role : List.of("loader", "scorer", "auditor", "approver")) {
            assertThatThrownBy(() -> new AnalystStore(test.as(role))
                            .query("select macrocast.append_event('load published', 'load/x', '{}', 'me')"))
                    .as(role)
                    .hasMessageContaining("permission denied");
        }
    }

    /** With every trigger asleep, as nobody else can. */
    private void asSuperuser(String sql) {
        test.execute("set session_replication_role = replica; " + sql);
    }

    private List<String> findings() {
        return audit.verify(Optional.empty()).findings().stream()
                .map(Finding::message)
                .toList();
    }
}
