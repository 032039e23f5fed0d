package macrocast.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import macrocast.domain.SourceRow;
import macrocast.store.Migrations.Edition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What macrocast asks of a server, and what it makes of one that offers more or less. */
class EditionsIT {
    @Test
    void postgresWithoutTheExtensionIsRefused(@TempDir Path folder) {
        try (PostgresServer plain = PostgresServer.startPlain(folder)) {
            assertRefused(
                    plain, "This PostgreSQL server has no timescaledb extension, macrocast needs TimescaleDB 2.x");
        }
    }

    @Test
    void anExtensionThatIsNotLoadedIsRefused(@TempDir Path folder) {
        try (PostgresServer idle = PostgresServer.start(folder, "shared_preload_libraries = ''")) {
            assertRefused(idle, "set shared_preload_libraries = timescaledb");
        }
    }

    private static void assertRefused(PostgresServer server, String why) {
        assertThatThrownBy(() -> Migrations.migrate(server.database(), Map.of()))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.CONFIGURATION))
                .hasMessageContaining(why);
    }

    @Test
    void anApacheServerIsToldApartAndDoesWithout() {
        try (TestDatabase test = TestDatabase.create()) {
            assertThat(test.migrate().edition()).isEqualTo(isCommunity(test) ? Edition.COMMUNITY : Edition.APACHE);
            assertThat(test.rows("select compression_enabled from timescaledb_information.hypertables"
                            + " where hypertable_name = 'observation'"))
                    .containsExactly(List.of(isCommunity(test) ? "t" : "f"));
        }
    }

    /** Our own image is the Apache edition: there this test is skipped. sql/README.md says how to run it. */
    @Test
    void theColumnstoreChangesNoAnswerOnACommunityServer() {
        try (TestDatabase test = TestDatabase.create()) {
            assumeTrue(isCommunity(test), "the server is the Apache edition");
            Loads loads = new Loads(test.as("loader"));
            List<SourceRow> rows = Nights.vintages(Nights.FIRST_VINTAGE, Nights.LAST_VINTAGE);
            rows.add(Loads.gdp("1985-Q1", Nights.day(Nights.FIRST_VINTAGE), 50.0));
            rows.add(Loads.gdp("1985-Q2", Nights.day(Nights.FIRST_VINTAGE), 51.0));
            loads.load("a1", rows);
            test.execute("set role macrocast_migrator; call macrocast.keep_old_periods_in_columns(null, null)");
            assertThat(test.rows(
                            "select distinct is_compressed, range_end < '2003-01-01' from timescaledb_information.chunks"
                                    + " where hypertable_name = 'observation'"))
                    .containsExactlyInAnyOrder(List.of("t", "t"), List.of("f", "f"));

            loads.load("a2", Loads.gdp("1985-Q1", "2026-01-01", 50.1));
            loads.load("a3", Loads.gdp("1985-Q2", "2020-01-01", 50.9));
            test.execute("set role macrocast_migrator; call macrocast.keep_old_periods_in_columns(null, null)");

            assertThat(test.rows("select period, value from api.observation_as_of('2025-12-31')"
                            + " where period_start < '1990-01-01' order by period"))
                    .containsExactly(List.of("1985-Q1", "50"), List.of("1985-Q2", "51"));
            assertThat(test.rows("select period, value from api.observation_latest"
                            + " where period_start < '1990-01-01' order by period"))
                    .containsExactly(List.of("1985-Q1", "50.1"), List.of("1985-Q2", "51"));
            for (String change :
                    List.of("update macrocast.observation set value = 1", "delete from macrocast.observation")) {
                assertThatThrownBy(() -> test.execute(change)).cause().hasMessageContaining("is append-only");
            }
            assertThat(new AuditStore(test.as("auditor"))
                            .verify(Optional.empty())
                            .findings())
                    .isEmpty();
        }
    }

    private static boolean isCommunity(TestDatabase test) {
        return test.rows("show timescaledb.license").equals(List.of(List.of("timescale")));
    }
}
