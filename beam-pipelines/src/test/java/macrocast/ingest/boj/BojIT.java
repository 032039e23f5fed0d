package macrocast.ingest.boj;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import macrocast.ingest.Fixtures;
import macrocast.ingest.TestRuns;
import macrocast.ingest.UnreadablePayloadException;
import macrocast.store.LoadSummary;
import macrocast.store.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers of the Bank of Japan, from files to the tables. */
class BojIT {
    private final TestDatabase database = TestDatabase.create();
    private Path blobs;
    private Path landing;

    @BeforeEach
    void start(@TempDir Path emptyBlobs, @TempDir Path emptyLanding) {
        blobs = emptyBlobs;
        landing = emptyLanding;
    }

    @AfterEach
    void drop() {
        database.close();
    }

    private LoadSummary load(String answer) throws IOException {
        Path file = Files.writeString(landing.resolve("FXERD01.json"), answer);
        return TestRuns.files(database, blobs, new BojIngest(), file);
    }

    @Test
    void anAnswerIsLoadedOnceAndADamagedOneChangesNothing() throws IOException {
        String answer = new String(Fixtures.read("boj/FXERD01.json"), StandardCharsets.UTF_8);
        LoadSummary first = load(answer);
        assertThat(List.of(first.read(), first.written(), first.quarantined(), first.skipped()))
                .containsExactly(7L, 3L, 4L, 1L);
        assertThat(load(answer).alreadyPublished()).isTrue();

        assertThatThrownBy(() -> load(answer.replace("146.93,", "")))
                .isInstanceOf(UnreadablePayloadException.class)
                .hasMessageContaining("FXERD01 has 6 dates and 5 values");
        assertThat(database.rows("select period_start, value from api.observation_latest order by period_start"))
                .containsExactly(
                        List.of("2024-10-03", "146.93"),
                        List.of("2024-10-04", "146.1"),
                        List.of("2024-10-07", "148.67"));
        assertThat(database.rows("select status from api.load order by started_at"))
                .containsExactly(List.of("published"), List.of("rejected"));
    }

    @Test
    void theRecordedAnswerLoadsWhole() {
        LoadSummary summary = TestRuns.files(
                database, blobs, new BojIngest(), Fixtures.recorded().resolve("other/boj_FM08_daily.json"));

        assertThat(List.of(summary.read(), summary.written(), summary.quarantined(), summary.skipped()))
                .as("January 2025: 19 days with a value, 12 without")
                .containsExactly(19L, 19L, 0L, 12L);
    }
}
