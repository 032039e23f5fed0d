package macrocast.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import macrocast.domain.Period;
import macrocast.store.StoreException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Airflow's form does with a load that waits for a person. */
class DecideIT {
    private final Night night;
    private final String loadKey;

    DecideIT(@TempDir Path blobs) {
        night = new Night(blobs);
        night.database.execute(
                "insert into macrocast.quality_rule (kind, source, series, action, lower, upper,"
                        + " limit_value, min_count, description) values ('staleness', 'test', null, 'hold', null, null, 0, 0, 'x')");
        assertThatThrownBy(() -> night.load(
                        "late",
                        SyntheticVintages.OUTPUT,
                        SyntheticVintages.between(Period.parse("2012-Q4"), Period.parse("2012-Q4")),
                        List.of()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("is held");
        loadKey = String.valueOf(night.database
                .rows("select load_key from api.load where status = 'held'")
                .getFirst()
                .getFirst());
    }

    @AfterEach
    void close() {
        night.close();
    }

    @Test
    void withoutALoadItNamesThoseThatWait() {
        Night.End end = night.run("decide");
        assertThat(end.exitCode()).as(end.output()).isZero();
        assertThat(end.summary().path("held").get(0).asText()).isEqualTo(loadKey);
    }

    @Test
    void withoutADecisionItShowsTheRows() {
        Night.End end = night.run("decide", "--load-key", loadKey);
        assertThat(end.exitCode()).as(end.output()).isZero();
        assertThat(end.summary().path("rows").get(0).asText())
                .startsWith(SyntheticVintages.OUTPUT.key() + " ")
                .contains(" new: null before, now ");
        assertThat(night.database.rows("select status from api.load")).containsExactly(List.of("held"));
    }

    @Test
    void anApprovedLoadIsPublishedAndSaysByWhom() {
        Night.End end = decide("approve");
        assertThat(end.exitCode()).as(end.output()).isZero();
        assertThat(end.summary().path("outcome").asText()).startsWith("published as load 1, ");
        assertThat(night.database.rows("select actor, reason, decided_by from macrocast.approval"))
                .containsExactly(List.of("Ms Smith", "seen with the source", "macrocast_approver"));
        assertThat(night.database.rows("select status from api.job_run where job = 'decide'"))
                .containsExactly(List.of("done"));

        Night.End again = decide("reject");
        assertThat(again.exitCode()).isEqualTo(ExitCode.BAD_DATA);
        assertThat(again.message()).contains("is published, only a held one can be rejected");
    }

    @Test
    void aRejectedLoadIsGivenUp() {
        assertThat(decide("reject").summary().path("outcome").asText()).isEqualTo("rejected");
        assertThat(night.database.rows("select status from api.load")).containsExactly(List.of("rejected"));
    }

    @Test
    void aDecisionNeedsAWordAPersonAndAReason() {
        assertThat(decide("perhaps").message()).isEqualTo("--decision is approve or reject, was: perhaps");
        Night.End end = night.run("decide", "--load-key", loadKey, "--decision", "approve", "--actor", "Ms Smith");
        assertThat(end.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(end.message()).isEqualTo("A decision on a load needs --reason");
    }

    private Night.End decide(String decision) {
        return night.run(
                "decide",
                "--load-key=" + loadKey,
                "--decision=" + decision,
                "--actor=Ms Smith",
                "--reason=seen with the source");
    }
}
