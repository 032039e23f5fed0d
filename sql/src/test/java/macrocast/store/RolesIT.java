package macrocast.store;

import static macrocast.store.Loads.gdp;
import static macrocast.store.Loads.mpr;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import macrocast.domain.Rejected;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may do what, and that nobody can change history. */
class RolesIT {
    private static final List<String> ROLES =
            List.of("owner", "migrator", "loader", "trainer", "scorer", "api", "analyst", "approver", "auditor");
    private static final List<String> HISTORY = List.of(
            "raw_payload",
            "observation",
            "vintage",
            "quarantine",
            "quality_finding",
            "approval",
            "series_attribute",
            "series_base",
            "data_version",
            "model_version",
            "run_model",
            "forecast",
            "backtest_forecast",
            "accuracy",
            "blessing",
            "audit_event",
            "seasonal_adjustment");
    private static final String REFUSED = "42501";

    private static final Map<String, Connection> CONNECTIONS = new HashMap<>();
    private static TestDatabase test;

    @BeforeAll
    static void createDatabase() {
        test = TestDatabase.create();
        new Loads(test.as("loader"))
                .load(
                        "a1",
                        gdp("2020-Q1", "2020-06-30", 100.0),
                        mpr(Loads.GDP, "2020-Q2", 0, "2020-06-30", 5.0),
                        new Rejected(null, null, "not a line", "?"));
        test.execute("""
                insert into macrocast.raw_payload values (repeat('9', 64), 'file:///blob/9', 1, 'text/csv');
                insert into macrocast.data_version (as_of, last_load_id) values ('2020-12-31', 1);
                insert into macrocast.series_base values (1, '2000-01-01', '2015');
                insert into macrocast.forecast_run (run_id, kind, data_version_id, settings, code_version, image_digest)
                values ('00000000-0000-0000-0000-000000000001', 'own', 1, '{}', 'c', 'i');
                insert into macrocast.forecast_run (run_id, kind, data_version_id, settings, code_version, image_digest)
                values ('00000000-0000-0000-0000-000000000003', 'own', 1, '{}', 'c', 'i');
                insert into macrocast.run_series (run_id, series_id)
                values ('00000000-0000-0000-0000-000000000003', 1);
                update macrocast.forecast_run set published_at = now(), rows_published = 0
                where run_id = '00000000-0000-0000-0000-000000000003';
                insert into macrocast.model_version
                values ('00000000-0000-0000-0000-000000000002', 1, 'ets', '2020-01-01', '2020-12-31', 'd', '{}', 1,
                    'c', 'i', 'file:///b', repeat('0', 64), 'p');
                insert into macrocast.run_model
                values ('00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000002');
                insert into macrocast.backtest_forecast
                values (1, 'ets', '1', 'd', '2020-06-30', '2020-01-01', '2020-04-01', 0, 'level', 1, 1);
                insert into macrocast.accuracy
                values ('00000000-0000-0000-0000-000000000001', 1, 'ets', 'level', 0, 'k12', 'all', 1, 1, 1, 1);
                insert into macrocast.blessing (run_id, series_id, band, horizon_from, horizon_to, method, reason, actor)
                values ('00000000-0000-0000-0000-000000000001', 1, 'near', 0, 1, 'ets', 'r', 'a');
                insert into macrocast.load (load_key, source_id, parser_version, known_quality, known_precision)
                values ('00000000-0000-0000-0000-000000000004', 1, '1', 'native', 'day');
                update macrocast.load set status = 'held', message = 'strange'
                where load_key = '00000000-0000-0000-0000-000000000004';
                insert into macrocast.quality_finding (load_key, token, rule_key, message)
                values ('00000000-0000-0000-0000-000000000004', 1, 'revision', 'strange');
                insert into macrocast.load (load_key, source_id, parser_version, known_quality, known_precision)
                values ('00000000-0000-0000-0000-000000000005', 1, '1', 'native', 'day');
                insert into macrocast.approval (load_key, decision, actor, reason)
                values ('00000000-0000-0000-0000-000000000005', 'approved', 'Ms Smith', 'seen');
                insert into macrocast.seasonal_adjustment
                values ('00000000-0000-0000-0000-000000000005', 1, 1, 1, 1, 'x13', 'RSA5', 'current', 'l', 'a', 'b',
                    '{}', '{}');
                """);
    }

    @AfterAll
    static void dropDatabase() throws SQLException {
        for (Connection connection : CONNECTIONS.values()) {
            connection.close();
        }
        test.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "superuser",
                "owner",
                "migrator",
                "loader",
                "trainer",
                "scorer",
                "api",
                "analyst",
                "approver",
                "auditor"
            })
    void nobodyChangesHistory(String role) {
        List<String> statements = new ArrayList<>();
        for (String table : HISTORY) {
            String column = test.rows("select attname from pg_attribute where attrelid = 'macrocast." + table
                            + "'::regclass and attnum > 0 and attidentity = ''")
                    .get(0)
                    .get(0);
            assertThat(test.number("select count(*) from macrocast." + table))
                    .as("triggers for rows need rows, in " + table)
                    .isPositive();
            statements.add("update macrocast." + table + " set " + column + " = " + column);
            statements.add("delete from macrocast." + table);
            statements.add("truncate macrocast." + table + " cascade");
        }
        for (String hypertable : List.of("observation", "forecast")) {
            String chunk = ""
                    + test.rows("select show_chunks('macrocast." + hypertable + "')")
                            .get(0)
                            .get(0);
            if (!List.of("superuser", "owner", "migrator").contains(role)) {
                // TimescaleDB allows no trigger that could refuse it to the owner; AuditIT shows that it is found.
                statements.add("insert into " + chunk + " select * from " + chunk);
            }
            statements.add("update " + chunk + " set series_id = series_id");
            statements.add("delete from " + chunk);
            statements.add("truncate " + chunk);
            if (!role.equals("superuser")) {
                statements.add("drop table " + chunk);
                statements.add("alter table " + chunk + " disable trigger all");
                statements.add("alter table macrocast." + hypertable + " disable trigger refuse_change");
                statements.add("drop trigger refuse_late_rows on macrocast." + hypertable);
                statements.add("drop table macrocast." + hypertable + " cascade");
                statements.add(
                        "select public.drop_chunks('macrocast." + hypertable + "', older_than => date '2100-01-01')");
            }
        }
        for (String statement : statements) {
            assertThat(state(role, statement)).as("%s: %s", role, statement).isIn(REFUSED, "0A000");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        select * from api.latest_forecast                                            | owner migrator loader trainer scorer api analyst approver auditor
        select * from api.observation_as_of('2020-12-31')                            | owner migrator loader trainer scorer api analyst approver auditor
        select * from api.panel(array['boe/gdpkp'])                                  | owner migrator loader trainer scorer api analyst approver auditor
        select * from api.lineage('00000000-0000-0000-0000-000000000001')            | owner migrator loader trainer scorer api analyst approver auditor
        select * from api.forecast_vs_actual                                         | owner migrator loader trainer scorer api analyst approver auditor
        select * from api.audit_event                                                | owner migrator loader trainer scorer api analyst approver auditor
        select * from macrocast.observation                                          | owner migrator loader trainer scorer auditor
        select * from macrocast.published_forecast                                   | owner migrator loader trainer scorer auditor
        select * from macrocast.actual where data_version_id = 1                     | owner migrator loader trainer scorer auditor
        select * from macrocast.quality_rule                                         | owner migrator loader trainer scorer approver auditor
        select * from macrocast.audit_event                                          | owner migrator loader trainer scorer auditor
        select macrocast.load_content(load_key) from macrocast.load                  | owner migrator loader trainer scorer auditor
        insert into macrocast.raw_payload values (repeat('8', 64), 'file:///8', 1, 'text/csv') | owner migrator loader
        insert into macrocast.stage (load_key, payload, row_no, reason) values (gen_random_uuid(), 1, 1, 'x') | owner migrator loader
        delete from macrocast.stage                                                  | owner migrator
        select macrocast.empty_stage_of(gen_random_uuid())                           | owner migrator loader
        select macrocast.reap_stage()                                                | owner migrator loader
        select * from api.held_rows(gen_random_uuid())                               | owner migrator approver
        truncate macrocast.stage                                                     | owner migrator
        update macrocast.load set message = 'x' where status = 'staged'              | owner migrator loader
        update macrocast.load set message = 'x' where status = 'published'           |
        update macrocast.load set status = 'held' where status = 'staged'            | owner migrator
        update macrocast.load set status = 'staged', load_id = null, published_at = null where status = 'published' |
        update macrocast.load set parser_version = '2' where status = 'published'    |
        update macrocast.load set published_at = now() where status = 'staged'       | owner migrator
        update macrocast.load_payload set rows_expected = 7                          |
        insert into macrocast.load_payload select load_key, repeat('9', 64), 'x', 1, 0 from macrocast.load where status = 'published' |
        insert into macrocast.load select gen_random_uuid(), 9, 1, '1', 'native', 'day', 'published', now(), now(), 0, 0, 0, 0, 0, 0 |
        update macrocast.series set title = 'Gross domestic product' where code = 'gdpkp' | owner migrator loader
        update macrocast.series set frequency = 'MONTHLY'                            |
        update macrocast.series set earlier_units = '[]'                             | owner migrator
        update macrocast.series set described_at = '2000-01-01'                      | owner migrator
        insert into macrocast.series (source_id, code, frequency, title, unit, measure, transform, is_target, described_at) values (1, 'x', 'MONTHLY', 'x', 'x', 'level', 'none', false, '2000-01-01') | owner migrator
        update macrocast.source set code = 'other'                                   |
        insert into macrocast.observation values (1, '2020-01-01', '2021-01-01', 1, 1) |
        insert into macrocast.vintage values (1, '2021-01-01', 1, '{[2020-01-01,2020-04-01)}') |
        insert into macrocast.seasonal_adjustment select load_key, 1, 1, 1, 1, 'x13', 'RSA5', 'current', 'l', 'a', 'b', '{}', '{}' from macrocast.load where status = 'published' |
        insert into macrocast.seasonal_adjustment select load_key, 2, 1, 1, 1, 'x13', 'RSA5', 'current', 'l', 'a', 'b', '{}', '{}' from macrocast.load where status = 'held' |
        insert into macrocast.quarantine (load_key, payload_sha256, row_no, reason, raw_text) select load_key, payload_sha256, 99, 'r', 'x' from macrocast.quarantine |
        insert into macrocast.forecast (series_id, method, measure, target_start, horizon, known_at, run_id, origin, mean) select series_id, method, measure, target_start, horizon, now(), run_id, origin, mean from macrocast.forecast |
        insert into macrocast.forecast (series_id, method, measure, target_start, horizon, known_at, run_id, origin, mean) values (1, 'ets', 'level', '2020-04-01', 0, now(), '00000000-0000-0000-0000-000000000001', '2020-01-01', 1) | owner migrator scorer
        insert into macrocast.accuracy values ('00000000-0000-0000-0000-000000000001', 1, 'ar', 'level', 0, 'k12', 'all', 1, 1, 1, 1) | owner migrator trainer scorer
        insert into macrocast.accuracy values ('00000000-0000-0000-0000-000000000003', 1, 'ar', 'level', 0, 'k12', 'all', 1, 1, 1, 1) |
        insert into macrocast.blessing (run_id, series_id, band, horizon_from, horizon_to, method, reason, actor) values ('00000000-0000-0000-0000-000000000001', 1, 'short', 2, 4, 'ets', 'r', 'a') | owner migrator trainer scorer
        insert into macrocast.model_version select gen_random_uuid(), 1, 'ets', '2020-01-01', '2020-12-31', 'd', '{}', 1, 'c', 'i', 'file:///b', repeat('0', 64), 'p' | owner migrator trainer
        insert into macrocast.run_model values ('00000000-0000-0000-0000-000000000003', '00000000-0000-0000-0000-000000000002') |
        insert into macrocast.backtest_forecast values (1, 'ar', '1', 'd', '2020-06-30', '2020-01-01', '2020-04-01', 0, 'level', 1, 1) | owner migrator trainer
        insert into macrocast.data_version (as_of, last_load_id) values ('2021-12-31', 1) | owner migrator loader trainer
        update macrocast.run_series set skipped_reason = 'x' where run_id = '00000000-0000-0000-0000-000000000003' |
        insert into macrocast.run_series values ('00000000-0000-0000-0000-000000000003', 2) |
        update macrocast.forecast_run set message = 'x' where published_at is null   | owner migrator scorer
        update macrocast.forecast_run set published_at = now(), rows_published = 0 where published_at is null | owner migrator
        update macrocast.forecast_run set published_at = null, rows_published = null where published_at is not null |
        update macrocast.forecast_run set settings = '{"a": 1}'                      |
        insert into macrocast.job_run (job, code_version, image_digest) values ('x', 'c', 'i') | owner migrator loader trainer scorer approver auditor
        insert into macrocast.series_base values (1, '2030-01-01', '2025')           | owner migrator loader
        insert into macrocast.series_base (series_id, known_at, base_period, recorded_at) values (1, '2030-01-01', '2025', '2999-01-01') | owner migrator
        insert into macrocast.series_attribute values (1, '2030-01-01', 'GDP', 'GBP') | owner migrator
        select pg_advisory_xact_lock(3, 0)                                           | owner migrator
        select macrocast.publish_load(gen_random_uuid(), 1)                          | owner migrator loader
        select macrocast.publish_run('00000000-0000-0000-0000-000000000003', 0)      | owner migrator scorer
        select api.approve_load((select load_key from api.load where status = 'held'), 'Ms Smith', 'seen') | owner migrator approver
        select api.reject_load((select load_key from api.load where status = 'held'), 'Ms Smith', 'seen') | owner migrator approver
        insert into macrocast.approval (load_key, decision, actor, reason) select load_key, 'approved', 'me', 'x' from macrocast.load where status = 'held' | owner migrator
        update macrocast.quality_rule set limit_value = 6 where rule_key = 'revision' | owner migrator approver
        delete from macrocast.quality_rule where rule_key = 'staleness'               | owner migrator
        select macrocast.append_event('load published', 'load/x', '{}', 'me')        | owner migrator
        insert into macrocast.observation_newest values (1, '2021-01-01', now(), 1, 1, now(), 1) | owner migrator
        delete from macrocast.observation_newest                                     |
        create temporary table mine (x integer); create trigger mine after insert on mine for each row execute function macrocast.note_approval() | owner migrator
        create table macrocast.mine (x integer)                                      | owner migrator
        create table api.mine (x integer)                                            | owner migrator
        set session_replication_role = replica                                       |
        alter event trigger macrocast_refuse_drop disable                            |
        alter trigger refuse_change on macrocast.vintage rename to mine              |
        drop schema macrocast cascade                                                |
        drop function macrocast_guard.refuse_drop() cascade                          |
        drop table macrocast.quarantine cascade                                      |
        alter table macrocast.raw_payload alter column bytes type bigint using 0     |
        alter table macrocast.audit_event drop column content cascade                |
        alter table macrocast.load disable trigger note_load                         |
        alter table macrocast.forecast_run disable trigger stamp_publication         |
        alter table macrocast.quality_rule disable trigger all                       |
        drop trigger stamp_publication on macrocast.load                             |
        drop trigger note_rule on macrocast.quality_rule                             |
        alter table macrocast.observation enable row level security                  |
        create policy hidden on macrocast.observation using (false)                  |
        alter table macrocast.vintage rename to vintage_before                       |
        alter table macrocast.observation set schema public                          |
        create rule aside as on insert to macrocast.quarantine do instead nothing    |
        select lo_from_bytea(0, 'hello')                                             |
        select pg_logical_emit_message(false, 'x', 'x')                              |
        alter index macrocast.vintage rename to vintage_before                       |
        alter table macrocast.observation rename column value to worth               |
        alter schema macrocast rename to aside                                       |
        alter role macrocast_loader superuser                                        |
        set role macrocast_owner                                                     | owner migrator
        """)
    void aStatementIsForTheRolesThatNeedIt(String statement, String roles) {
        List<String> wanted = roles == null ? List.of() : List.of(roles.split(" ", -1));
        assertThat(ROLES.stream()
                        .filter(role -> !state(role, statement).equals(REFUSED))
                        .toList())
                .as(statement)
                .isEqualTo(ROLES.stream().filter(wanted::contains).toList());
    }

    /** On a table of one's own they would write what only the store's tables may bring about. */
    @Test
    void nobodyHasTheFunctionsOfTriggersActForTheirOwnTables() {
        assertThat(test.rows("select rolname, pg_proc.oid::regprocedure::text from pg_proc cross join pg_roles"
                        + " where pronamespace = 'macrocast'::regnamespace and prorettype = 'trigger'::regtype"
                        + " and rolname like 'macrocast\\_%' and rolname not in ('macrocast_owner', 'macrocast_migrator')"
                        + " and has_function_privilege(rolname, pg_proc.oid, 'execute')"))
                .isEmpty();
    }

    @Test
    void nobodyLogsInAsTheOwner() {
        assertThatThrownBy(() -> test.as("owner").open())
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).startsWith("28"));
    }

    @Test
    void aLoadCannotBeLeftHalfPublished() {
        assertThatThrownBy(() -> run(test.database(), """
                        insert into macrocast.load (load_key, source_id, parser_version, known_quality, known_precision)
                        values ('00000000-0000-0000-0000-000000000009', 1, '1', 'native', 'day');
                        update macrocast.load set status = 'publishing', load_id = 99
                        where load_key = '00000000-0000-0000-0000-000000000009'
                        """)).hasMessageContaining("would be left half published");
    }

    @Test
    void theMomentOfPublicationIsTheDatabases() {
        assertThat(test.rows("select count(*) from macrocast.load where published_at > now() - interval '1 hour'"))
                .containsExactly(List.of("1"));
    }

    @Test
    void analystsHaveTimeLimitsAndCannotWrite() {
        assertThat(shown("analyst", "statement_timeout")).isEqualTo("1min");
        assertThat(shown("analyst", "idle_in_transaction_session_timeout")).isEqualTo("10min");
        assertThat(shown("analyst", "idle_session_timeout")).isEqualTo("12h");
        assertThat(shown("api", "statement_timeout")).isEqualTo("10s");
        assertThat(shown("api", "idle_in_transaction_session_timeout")).isEqualTo("1min");
        for (String role : List.of("analyst", "api")) {
            assertThat(shown(role, "default_transaction_read_only")).as(role).isEqualTo("on");
        }
    }

    @Test
    void theTimeLimitsOfAnalystsAct() throws SQLException {
        try (TestDatabase hasty = TestDatabase.create()) {
            for (String setting : List.of("statement_timeout", "idle_in_transaction_session_timeout")) {
                hasty.execute(
                        "alter role macrocast_analyst in database " + hasty.name() + " set " + setting + " = '200ms'");
            }
            assertThatThrownBy(() -> run(hasty.as("analyst"), "select pg_sleep(600)"))
                    .isInstanceOfSatisfying(SQLException.class, e -> assertThat(e.getSQLState())
                            .as("query_canceled")
                            .isEqualTo("57014"));
            try (Connection forgotten = hasty.as("analyst").open();
                    Statement statement = forgotten.createStatement()) {
                forgotten.setAutoCommit(false);
                statement.execute("select count(*) from api.load");
                while (hasty.number(
                                "select count(*) from pg_stat_activity where usename = 'macrocast_analyst' and datname"
                                        + " = '" + hasty.name() + "'")
                        > 0) {
                    LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
                }
                assertThatThrownBy(() -> statement.execute("select count(*) from api.load"))
                        .isInstanceOf(SQLException.class);
            }
        }
    }

    private static String shown(String role, String setting) {
        return String.valueOf(new AnalystStore(test.as(role))
                .query("show " + setting)
                .rows()
                .get(0)
                .get(0));
    }

    /** What PostgreSQL says to a statement in a transaction that may write, of which nothing stays; empty when it is done. */
    private static String state(String role, String sql) {
        try {
            Connection connection = CONNECTIONS.computeIfAbsent(role, RolesIT::open);
            try (Statement statement = connection.createStatement()) {
                statement.execute("set transaction read write");
                statement.execute(sql);
                return "";
            } catch (SQLException e) {
                return String.valueOf(e.getSQLState());
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(role + ": " + sql, e);
        }
    }

    private static Connection open(String role) {
        try {
            Connection connection =
                    switch (role) {
                        case "superuser" -> test.database().open();
                        case "owner" -> test.as("migrator").open();
                        default -> test.as(role).open();
                    };
            if (role.equals("owner")) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute("set role macrocast_owner");
                }
            }
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException e) {
            throw new IllegalStateException(role, e);
        }
    }

    private static void run(Database database, String sql) throws SQLException {
        try (Connection connection = database.open();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
