package macrocast.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import macrocast.domain.Period;
import macrocast.jobs.Night.End;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Seasonal adjustment by the command line, with the real database. */
class AdjustIT {
    private static final Period FIRST = Period.parse("2010-Q1");
    private static final Period LAST = Period.parse("2013-Q4");
    private static final Instant EARLY = SyntheticVintages.publishedIn(Period.parse("2012-Q4"));
    private static final Instant LATE = SyntheticVintages.publishedIn(LAST);
    private static final String PARTIAL = "macrocast_sa/test.output.x13.rsa5.partial-concurrent";

    private final Night night;

    AdjustIT(@TempDir Path blobs) {
        night = new Night(blobs);
    }

    @BeforeEach
    void load() {
        night.load("vintages", SyntheticVintages.OUTPUT, SyntheticVintages.between(FIRST, LAST), List.of());
    }

    @AfterEach
    void close() {
        night.close();
    }

    private End adjust(Instant asOf, String... options) {
        String[] all = new String[options.length + 4];
        System.arraycopy(new String[] {"--as-of", asOf.toString(), "--series", "test/output"}, 0, all, 0, 4);
        System.arraycopy(options, 0, all, 4, options.length);
        return night.run("adjust", all);
    }

    private List<List<@Nullable String>> contents() {
        return night.database.rows("select count(*), md5(string_agg(o::text, '|' order by o::text)),"
                + " (select count(*) from macrocast.load), (select count(*) from macrocast.vintage),"
                + " (select count(*) from macrocast.seasonal_adjustment), (select count(*) from macrocast.quarantine)"
                + " from macrocast.observation o");
    }

    @Test
    void anAdjustedSeriesIsADerivedOneAndItsMakingCanBeRead() {
        End end = adjust(LATE);
        assertThat(end.exitCode()).as(end.output()).isZero();
        assertThat(end.summary().path("written").asInt()).isEqualTo(SyntheticVintages.FIRST.until(LAST));
        assertThat(night.database.rows("select input_series_key, as_of = '" + LATE + "', identified_as_of, method,"
                        + " specification, policy, library from api.seasonal_adjustment where series_key = '" + PARTIAL
                        + "'"))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.getFirst()).isEqualTo("test/output");
                    assertThat(row.get(1)).isEqualTo("t");
                    assertThat(row.get(2)).startsWith("2013-01-01");
                    assertThat(row.subList(3, 7))
                            .containsExactly("x13", "RSA5", "partial-concurrent", "jdemetra+ 3.5.0");
                });
        assertThat(night.database.rows("select distinct lower(category) || '/' || name from api.adjustment_diagnostic"
                        + " where series_key = '" + PARTIAL + "'"))
                .contains(List.of("m-statistics/q"));
        assertThat(night.database.number(
                        "select count(*) from api.observation_latest where series_key = '" + PARTIAL + "'"))
                .isEqualTo(SyntheticVintages.FIRST.until(LAST));
    }

    @Test
    void twiceAddsNothing() {
        assertThat(adjust(LATE).exitCode()).isZero();
        List<List<@Nullable String>> once = contents();
        End again = adjust(LATE);
        assertThat(again.exitCode()).as(again.output()).isZero();
        assertThat(again.summary().path("already_published").asBoolean()).isTrue();
        assertThat(contents()).isEqualTo(once);
    }

    @Test
    void laterDataAreAdjustedByThePolicy() {
        for (String policy : List.of("current", "partial-concurrent")) {
            for (Instant asOf : List.of(EARLY, LATE)) {
                End end = adjust(asOf, "--policy", policy, "--identified-as-of", EARLY.toString());
                assertThat(end.exitCode()).as(end.output()).isZero();
            }
        }
        assertThat(night.database.rows("select policy, count(*), count(distinct orders), count(distinct parameters)"
                        + " from api.seasonal_adjustment group by policy order by policy"))
                .containsExactly(List.of("current", "2", "1", "1"), List.of("partial-concurrent", "2", "1", "2"));
    }

    @Test
    void anOlderAdjustmentStays() {
        adjust(EARLY, "--method", "tramo-seats", "--policy", "concurrent");
        List<List<@Nullable String>> before = contents();
        End late = adjust(LATE, "--method", "tramo-seats", "--policy", "concurrent");
        assertThat(late.exitCode()).as(late.output()).isZero();
        assertThat(late.summary().path("quarantined").asInt()).isZero();
        assertThat(contents()).isNotEqualTo(before);
        assertThat(night.database.number(
                        "select count(*) from macrocast.observation o join macrocast.load using (load_id)"
                                + " join macrocast.source using (source_id) where source.code = 'macrocast_sa' and o.known_at = '"
                                + EARLY + "'"))
                .isEqualTo(SyntheticVintages.FIRST.until(Period.parse("2012-Q4")));
    }

    @Test
    void wrongWordsAndWrongSeriesAreUsage() {
        assertThat(adjust(LATE, "--policy", "sometimes").message())
                .isEqualTo("--policy is one of current, partial-concurrent, concurrent, was: sometimes");
        assertThat(adjust(LATE, "--specification", "RSA9").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(night.run("adjust", "--as-of", LATE.toString(), "--series", "test/nothing")
                        .message())
                .isEqualTo("There is no series test/nothing");
        assertThat(adjust(SyntheticVintages.publishedIn(FIRST).minusSeconds(1)).exitCode())
                .isEqualTo(ExitCode.NOT_READY);
    }
}
