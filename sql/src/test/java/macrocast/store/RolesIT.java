package macrocast.store;

import static macrocast.store.Loads.gdp;
import static macrocast.store.Loads.mpr;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import macrocast.domain.Rejected;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may do what, and that nobody can change history. */
class RolesIT {
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
                """);
    }

    @AfterAll
    static void dropDatabase() {
        test.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "raw_payload",
                "observation",
                "vintage",
                "quarantine",
                "data_version",
                "model_version",
                "run_model",
                "forecast",
                "backtest_forecast",
                "accuracy",
                "blessing"
            })
    void historyIsAppendOnlyEvenForASuperuser(String table) {
        String column = test.rows("select attname from pg_attribute where attrelid = 'macrocast." + table
                        + "'::regclass and attnum > 0 and attidentity = ''")
                .get(0)
                .get(0);
        for (String statement : new String[] {
            "update macrocast." + table + " set " + column + " = " + column,
            "delete from macrocast." + table,
            "truncate macrocast." + table + " cascade"
        }) {
            assertThatThrownBy(() -> run(test.database(), statement))
                    .as(statement)
                    .hasMessageContaining("is append-only");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    analyst | select * from api.latest_forecast
                    analyst | select * from api.observation_as_of('2020-12-31')
                    analyst | select * from api.lineage('00000000-0000-0000-0000-000000000001')
                    analyst | select * from api.forecast_vs_actual
                    loader  | delete from macrocast.stage
                    loader  | update macrocast.load set message = 'x' where status = 'staged'
                    loader  | update macrocast.series set title = 'Gross domestic product' where code = 'gdpkp'
                    trainer | select * from macrocast.observation
                    trainer | select * from macrocast.actual where data_version_id = 1
                    trainer | select * from api.accuracy
                    scorer  | update macrocast.forecast_run set message = 'x' where published_at is null
                    """)
    void whatARoleNeedsItMay(String role, String statement) {
        assertThatCode(() -> run(test.as(role), statement)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    analyst | select * from macrocast.observation
                    analyst | select * from macrocast.published_forecast
                    analyst | create table api.mine (x integer)
                    analyst | set transaction read write; create temporary table mine (x integer); insert into macrocast.stage select 1
                    loader  | insert into macrocast.blessing select * from macrocast.blessing
                    loader  | update macrocast.observation set value = 1
                    loader  | delete from macrocast.quarantine
                    loader  | truncate macrocast.stage
                    loader  | update macrocast.load set message = 'x'
                    loader  | update macrocast.load set status = 'staged', load_id = null, published_at = null
                    loader  | update macrocast.load set parser_version = '2'
                    loader  | update macrocast.load_payload set rows_expected = 7
                    loader  | insert into macrocast.load_payload select load_key, (select max(payload_sha256) from macrocast.raw_payload), 'x', 1, 0 from macrocast.load where status = 'published'
                    loader  | insert into macrocast.load select gen_random_uuid(), 9, 1, '1', 'native', 'day', 'published', now(), now(), 0, 0, 0, 0, 0, 0
                    loader  | update macrocast.series set frequency = 'MONTHLY'
                    loader  | update macrocast.source set code = 'other'
                    loader  | insert into macrocast.observation values (1, '2020-01-01', '2021-01-01', 1, 1)
                    loader  | insert into macrocast.vintage values (1, '2021-01-01', 1, '{[2020-01-01,2020-04-01)}')
                    loader  | insert into macrocast.forecast (series_id, method, measure, target_start, horizon, known_at, run_id, origin, mean) select series_id, method, measure, target_start, horizon, now(), run_id, origin, mean from macrocast.forecast
                    loader  | insert into macrocast.quarantine (load_key, payload_sha256, row_no, reason, raw_text) select load_key, payload_sha256, 99, 'r', 'x' from macrocast.quarantine
                    scorer  | update macrocast.forecast_run set published_at = null, rows_published = null
                    scorer  | update macrocast.forecast_run set settings = '{}'
                    trainer | update macrocast.run_series set skipped_reason = 'x' where run_id = '00000000-0000-0000-0000-000000000003'
                    trainer | insert into macrocast.run_series values ('00000000-0000-0000-0000-000000000003', 2)
                    scorer  | insert into macrocast.accuracy values ('00000000-0000-0000-0000-000000000003', 1, 'ets', 'level', 0, 'k12', 'all', 1, 1, 1, 1)
                    trainer | insert into macrocast.run_model values ('00000000-0000-0000-0000-000000000003', '00000000-0000-0000-0000-000000000002')
                    migrator | select public.drop_chunks('macrocast.observation', older_than => date '2100-01-01')
                    migrator | drop table macrocast.observation cascade
                    migrator | drop trigger refuse_change on macrocast.vintage
                    migrator | alter table macrocast.observation disable trigger all
                    trainer | insert into macrocast.observation values (1, '2020-01-01', '2020-01-01', 1, 1)
                    trainer | insert into macrocast.forecast select * from macrocast.forecast
                    trainer | update macrocast.forecast_run set published_at = now()
                    scorer  | insert into macrocast.observation values (1, '2020-01-01', '2020-01-01', 1, 1)
                    scorer  | insert into macrocast.model_version select * from macrocast.model_version
                    scorer  | update macrocast.forecast set mean = 1
                    scorer  | create table macrocast.mine (x integer)
                    scorer  | alter table macrocast.forecast disable trigger all
                    """)
    void whatARoleDoesNotNeedItMayNot(String role, String statement) {
        assertThatThrownBy(() -> run(test.as(role), statement))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isIn("42501", "25006"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"observation", "forecast"})
    void chunksRefuseWhatTheirHypertableRefuses(String hypertable) {
        String chunk = String.valueOf(test.rows("select show_chunks('macrocast." + hypertable + "') limit 1")
                .get(0)
                .get(0));
        for (String statement : new String[] {
            "update " + chunk + " set series_id = series_id", "delete from " + chunk, "truncate " + chunk
        }) {
            assertThatThrownBy(() -> run(test.database(), statement))
                    .as(statement)
                    .hasMessageContaining("is append-only");
        }
        for (String role : new String[] {"loader", "scorer", "trainer"}) {
            assertThatThrownBy(() -> run(test.as(role), "insert into " + chunk + " select * from " + chunk))
                    .hasMessageContaining("permission denied");
        }
        assertThatThrownBy(() -> run(test.as("migrator"), "drop table " + chunk))
                .hasMessageContaining("history is append-only");
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
    void analystsHaveATimeLimitAndCannotWrite() {
        AnalystStore analyst = new AnalystStore(test.as("analyst"));
        assertThat(analyst.query("show statement_timeout").rows().get(0)).containsExactly("1min");
        assertThat(analyst.query("show default_transaction_read_only").rows().get(0))
                .containsExactly("on");
    }

    private static void run(Database database, String sql) throws SQLException {
        try (Connection connection = database.open();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
