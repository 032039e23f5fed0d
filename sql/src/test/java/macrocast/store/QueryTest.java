package macrocast.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import macrocast.domain.Scope;
import org.junit.jupiter.api.Test;

class QueryTest {
    @Test
    void everyFileInQueriesIsReadableAndHasNoStrayParameter() throws IOException, URISyntaxException {
        try (Stream<Path> files = Files.list(folder("queries"))) {
            assertThat(files.toList()).hasSizeGreaterThan(30).allSatisfy(file -> {
                String name = file.getFileName().toString().replace(".sql", "");
                assertThat(Query.named(name).text()).doesNotContain("--").isNotBlank();
            });
        }
    }

    @Test
    void castsAreNoParameters() {
        assertThat(Query.named("read_forecast_run").text()).contains("forecast_run.settings::text");
    }

    @Test
    void aParameterThatIsNotThereIsAnError() {
        assertThatThrownBy(() -> Query.named("read_load").with("load_kee", 1))
                .hasMessage("read_load.sql has no parameter :load_kee");
    }

    @Test
    void constantsAreSpeltAsInTheDatabase() {
        assertThat(Query.word(Scope.EX_COVID)).isEqualTo("ex-covid");
    }

    @Test
    void theSchemaVersionIsThatOfTheNewestMigration() throws IOException, URISyntaxException {
        try (Stream<Path> files = Files.list(folder("migrations"))) {
            String newest = files.map(f -> f.getFileName().toString().replaceFirst("V(\\d+)__.*", "$1"))
                    .max(String::compareTo)
                    .orElseThrow();
            assertThat(Migrations.SCHEMA_VERSION).isEqualTo(newest);
        }
    }

    private static Path folder(String name) throws URISyntaxException {
        URL url = Objects.requireNonNull(QueryTest.class.getResource(name), name);
        return Path.of(url.toURI());
    }
}
