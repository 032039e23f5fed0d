package macrocast.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MigrationsIT {
    @Test
    void migratingAgainChangesNothing() {
        try (TestDatabase test = TestDatabase.create()) {
            assertThat(test.migrate().executed()).isZero();
            Migrations.requireCurrent(test.as("scorer"));
        }
    }

    @Test
    void aMigratorWithoutMoreRightsCanMigrateAPreparedDatabase() {
        try (TestDatabase test = TestDatabase.create()) {
            assertThat(Migrations.migrate(test.as("migrator"), Map.of()).executed())
                    .isZero();
        }
    }

    @Test
    void readersHaveNoTemporaryTablesAndCannotLiftEveryLimit() throws SQLException {
        try (TestDatabase test = TestDatabase.createEmpty()) {
            test.migrate();
            for (String role : List.of("analyst", "api", "auditor", "approver", "loader")) {
                assertThat(refusal(
                                test.as(role),
                                "set default_transaction_read_only = off; create temporary table t (x int)"))
                        .as(role)
                        .isEqualTo("42501");
            }
            for (String role : List.of("trainer", "scorer")) {
                assertThat(refusal(test.as(role), "create temporary table t (x int)"))
                        .as(role)
                        .isEmpty();
            }
            // Of the limits on a reader, the server lets it lift those on time; these it does not.
            assertThat(refusal(test.as("analyst"), "set statement_timeout = 0")).isEmpty();
            assertThat(refusal(test.as("analyst"), "set temp_file_limit = -1")).isEqualTo("42501");
            assertThat(
                            refusal(
                                    test.as("analyst"),
                                    "set default_transaction_read_only = off; alter role macrocast_analyst connection limit -1"))
                    .isEqualTo("42501");
            assertThat(test.rows("select rolname, rolconnlimit, rolconfig::text like '%temp_file_limit%' from pg_roles"
                            + " where rolname in ('macrocast_analyst', 'macrocast_api') order by 1"))
                    .containsExactly(List.of("macrocast_analyst", "60", "t"), List.of("macrocast_api", "40", "t"));
        }
    }

    /** The SQLSTATE of what the server says to it; empty when it does it. */
    private static String refusal(Database database, String sql) throws SQLException {
        try (Connection connection = database.open();
                Statement statement = connection.createStatement()) {
            for (String one : sql.split(";", -1)) {
                statement.execute(one);
            }
            return "";
        } catch (SQLException e) {
            return String.valueOf(e.getSQLState());
        }
    }

    @Test
    void databasesOfOneServerCanMigrateAtOnce() {
        List<TestDatabase> databases =
                Stream.generate(TestDatabase::createEmpty).limit(3).toList();
        try {
            assertThat(databases.parallelStream()
                            .map(test -> test.migrate().version())
                            .toList())
                    .containsOnly(Migrations.SCHEMA_VERSION);
        } finally {
            databases.forEach(TestDatabase::close);
        }
    }

    @Test
    void anotherSchemaVersionIsRefused() {
        try (TestDatabase test = TestDatabase.createEmpty()) {
            assertThatThrownBy(() -> Migrations.requireCurrent(test.database()))
                    .isInstanceOfSatisfying(StoreException.class, e -> assertThat(e.kind())
                            .isEqualTo(StoreException.Kind.CONFIGURATION))
                    .hasMessageEndingWith(" is not migrated, this build needs schema version "
                            + Migrations.SCHEMA_VERSION
                            + ": run macrocast migrate (docker/stack run --rm migrate) with it");
        }
        try (TestDatabase test = TestDatabase.create()) {
            test.execute("insert into macrocast.flyway_schema_history values"
                    + " (9999, '9999', 'from the future', 'SQL', 'V9999', 0, 'x', now(), 1, true)");
            assertThatThrownBy(() -> Migrations.requireCurrent(test.as("loader")))
                    .hasMessageContaining("has schema version 9999");
        }
    }

    @Test
    void aDatabaseOfOtherScriptsIsNotTouched() {
        try (TestDatabase test = TestDatabase.create()) {
            test.execute("update macrocast.flyway_schema_history set checksum = 1 where version = '0007'");
            assertThatThrownBy(test::migrate)
                    .isInstanceOfSatisfying(StoreException.class, e -> assertThat(e.kind())
                            .isEqualTo(StoreException.Kind.CONFIGURATION))
                    .hasMessageContaining("cannot be migrated")
                    .hasMessageContaining("checksum mismatch");
        }
    }

    @Test
    void aServerThatDoesNotAnswerIsWorthAnotherTry() {
        Database nobody = new Database("jdbc:postgresql://localhost:1/macrocast", "postgres", "");
        assertThatThrownBy(() -> Migrations.requireCurrent(nobody))
                .isInstanceOfSatisfying(
                        StoreException.class,
                        e -> assertThat(e.kind().exitCode()).isEqualTo(75));
    }

    @Test
    void everythingThatAnalystsSeeIsDescribed() {
        try (TestDatabase test = TestDatabase.create()) {
            assertThat(test.rows("""
                            select c.relname, a.attname
                            from pg_class c
                            join pg_attribute a on a.attrelid = c.oid and a.attnum >= 0 and not a.attisdropped
                            where c.relnamespace = 'api'::regnamespace
                              and (col_description(c.oid, a.attnum) is null or obj_description(c.oid) is null)
                            union all
                            select p.proname, null
                            from pg_proc p
                            where p.pronamespace = 'api'::regnamespace and obj_description(p.oid) is null
                            union all
                            select c.relname, null
                            from pg_class c
                            where c.relnamespace = 'macrocast'::regnamespace
                              and c.relkind in ('r', 'v') and c.relname <> 'flyway_schema_history'
                              and obj_description(c.oid) is null
                            """)).isEmpty();
        }
    }
}
