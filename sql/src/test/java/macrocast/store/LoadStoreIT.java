package macrocast.store;

import static macrocast.store.Loads.GDP;
import static macrocast.store.Loads.UNEMPLOYMENT;
import static macrocast.store.Loads.gdp;
import static macrocast.store.Loads.moment;
import static macrocast.store.Loads.mpr;
import static macrocast.store.Loads.observation;
import static macrocast.store.Loads.sha256;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import macrocast.domain.DataVersion;
import macrocast.domain.Frequency;
import macrocast.domain.Measure;
import macrocast.domain.Observation;
import macrocast.domain.PeriodValue;
import macrocast.domain.Rejected;
import macrocast.domain.Series;
import macrocast.domain.SeriesKey;
import macrocast.domain.Source;
import macrocast.domain.Transform;
import macrocast.domain.Vintage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoadStoreIT {
    private final TestDatabase test = TestDatabase.create();
    private final Loads loads = new Loads(test.as("loader"));
    private final ObservationStore observations = new ObservationStore(test.as("trainer"));

    @AfterEach
    void drop() {
        test.close();
    }

    @Test
    void loadingTwiceAddsNothing() {
        LoadSummary first = loads.load("a1", gdp("2020-Q1", "2020-06-30", 100.0));
        LoadSummary second = loads.load("a1", gdp("2020-Q1", "2020-06-30", 100.0));

        assertThat(first.written()).isEqualTo(1);
        assertThat(first.alreadyPublished()).isFalse();
        assertThat(second)
                .usingRecursiveComparison()
                .ignoringFields("alreadyPublished")
                .isEqualTo(first);
        assertThat(second.alreadyPublished()).isTrue();
        assertThat(count("observation")).isEqualTo(1);
        assertThat(count("stage")).isZero();
    }

    @Test
    void theSameRowsInAnotherFileAreUnchanged() {
        loads.load("a1", gdp("2020-Q1", "2020-06-30", 100.0));
        LoadSummary again = loads.load("b1", gdp("2020-Q1", "2020-06-30", 100.0));

        assertThat(again.written()).isZero();
        assertThat(again.unchanged()).isEqualTo(1);
        assertThat(count("observation")).isEqualTo(1);
    }

    @Test
    void aValueThatRepeatsTheVintageBeforeMakesNoRow() {
        LoadSummary summary = loads.load(
                "a1",
                gdp("2020-Q1", "2020-06-30", 100.0),
                gdp("2020-Q1", "2020-09-30", 100.0),
                gdp("2020-Q1", "2020-12-31", 101.0),
                gdp("2020-Q2", "2020-09-30", 90.0));

        assertThat(summary.read()).isEqualTo(4);
        assertThat(summary.written()).isEqualTo(3);
        assertThat(summary.unchanged()).isEqualTo(1);
    }

    @Test
    void bundlesThatAreDeliveredTwiceCountOnce() {
        Claim claim = loads.open("a1").claim();
        UUID load = claim.id();
        List<Observation> rows = List.of(gdp("2020-Q1", "2020-06-30", 100.0), gdp("2020-Q2", "2020-09-30", 90.0));
        loads.store().stage(load, Loads.staged("a1", rows).iterator());
        loads.store().stage(load, Loads.staged("a1", rows).subList(1, 2).iterator());
        loads.store().expect(load, sha256("a1"), 2, 3);

        LoadSummary summary = loads.store().publish(claim);

        assertThat(summary.read()).isEqualTo(2);
        assertThat(summary.written()).isEqualTo(2);
        assertThat(summary.skipped()).isEqualTo(3);
    }

    @Test
    void nothingIsVisibleBeforePublishing() {
        Claim claim = loads.open("a1").claim();
        UUID load = claim.id();
        loads.store()
                .stage(
                        load,
                        Loads.staged("a1", List.of(gdp("2020-Q1", "2020-06-30", 1.0)))
                                .iterator());

        assertThat(observations.dataVersion(moment("2021-01-01"))).isEmpty();
        assertThat(count("observation")).isZero();
    }

    @Test
    void publishingRefusesAStageThatDoesNotHoldTheAnnouncedRows() {
        Claim claim = loads.open("a1").claim();
        UUID load = claim.id();
        List<StageRow> rows =
                Loads.staged("a1", List.of(gdp("2020-Q1", "2020-06-30", 100.0), gdp("2020-Q2", "2020-09-30", 90.0)));
        loads.store().stage(load, rows.subList(0, 1).iterator());

        assertThatThrownBy(() -> loads.store().publish(claim)).hasMessageContaining("needed an announcement");
        loads.store().expect(load, sha256("a1"), 2, 0);
        assertThatThrownBy(() -> loads.store().publish(claim))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("a1.csv has 1 rows (1 different), needed 2");
        assertThat(count("observation")).isZero();
        assertThat(count("stage")).isEqualTo(1);

        loads.store().stage(load, rows.subList(1, 2).iterator());
        assertThat(loads.store().publish(claim).written()).isEqualTo(2);
    }

    @Test
    void publishingRefusesAReplayThatSaysSomethingElse() {
        Claim claim = loads.open("a1").claim();
        UUID load = claim.id();
        loads.store()
                .stage(
                        load,
                        Loads.staged("a1", List.of(gdp("2020-Q1", "2020-06-30", 1.0)))
                                .iterator());
        loads.store()
                .stage(
                        load,
                        Loads.staged("a1", List.of(gdp("2020-Q1", "2020-06-30", 2.0)))
                                .iterator());
        loads.store().expect(load, sha256("a1"), 1, 0);

        assertThatThrownBy(() -> loads.store().publish(claim)).hasMessageContaining("a1.csv has 2 rows (1 different)");
    }

    @Test
    void aParserThatFindsAnotherNumberOfRowsIsAnError() {
        Claim claim = loads.open("a1").claim();
        UUID load = claim.id();
        loads.store().expect(load, sha256("a1"), 2, 0);
        loads.store().expect(load, sha256("a1"), 2, 0);

        assertThatThrownBy(() -> loads.store().expect(load, sha256("a1"), 3, 0))
                .hasMessageContaining("has another count");
    }

    @Test
    void aRejectedLoadLeavesNothingAndCanBeTriedAgain() {
        Claim claim = loads.open("a1").claim();
        UUID load = claim.id();
        loads.store()
                .stage(
                        load,
                        Loads.staged("a1", List.of(gdp("2020-Q1", "2020-06-30", 1.0)))
                                .iterator());
        loads.store().reject(load, "a1.csv is truncated");

        assertThat(count("stage")).isZero();
        assertThatThrownBy(() -> loads.store().publish(claim)).hasMessageContaining("is rejected: a1.csv is truncated");
        assertThat(loads.load("a1", gdp("2020-Q1", "2020-06-30", 1.0)).written())
                .isEqualTo(1);
    }

    @Test
    void twoValuesForOneKeyInOneLoadAreBothQuarantined() {
        LoadSummary summary = loads.load(
                "a1",
                gdp("2020-Q1", "2020-06-30", 1.0),
                gdp("2020-Q1", "2020-06-30", 2.0),
                gdp("2020-Q2", "2020-06-30", 3.0),
                gdp("2020-Q2", "2020-06-30", null),
                gdp("2020-Q3", "2020-06-30", 5.0),
                gdp("2020-Q3", "2020-06-30", 5.0));

        assertThat(summary.quarantined()).isEqualTo(4);
        assertThat(summary.written()).isEqualTo(1);
        assertThat(summary.unchanged()).isEqualTo(1);
        assertThat(test.rows("select distinct reason from macrocast.quarantine"))
                .containsExactly(List.of("another value for the same key in the same load"));
    }

    @Test
    void aValueAgainstTheStoreUnderTheSameKeyIsQuarantined() {
        loads.load("a1", gdp("2020-Q1", "2020-06-30", 1.0), gdp("2020-Q1", "2020-09-30", 1.0));
        LoadSummary stored = loads.load("a2", gdp("2020-Q1", "2020-06-30", 2.0));
        LoadSummary repeated = loads.load("a3", gdp("2020-Q1", "2020-09-30", 2.0));

        assertThat(stored.quarantined()).isEqualTo(1);
        assertThat(repeated.quarantined())
                .as("the vintage of September said 1, although that made no row")
                .isEqualTo(1);
        assertThat(test.rows("select distinct reason, raw_text from macrocast.quarantine order by 2")
                        .get(0))
                .containsExactly("the store has 1 for the same key", "gdpkp 2020-01-01 2020-06-30 00:00:00+00 2");
    }

    @Test
    void rowsThatCannotBelongAreQuarantinedWithTheirReason() {
        String raw = "line one\tand \\ two\r\nthree \"quoted\"";
        LoadSummary summary = loads.load(
                "a1",
                observation(SeriesKey.parse("boe/nothing"), "2020-Q1", "2020-06-30", 1.0),
                gdp("2020-02", "2020-06-30", 1.0),
                new Rejected("gdpkp", "2020 Q9", "not a period", raw),
                new Rejected(null, null, "not a line", "nul\0byte"));

        assertThat(summary.quarantined()).isEqualTo(4);
        assertThat(summary.read()).isEqualTo(4);
        assertThat(test.rows("select reason from macrocast.quarantine order by row_no"))
                .containsExactly(
                        List.of("unknown series nothing"),
                        List.of("2020-02-01 does not open a period that is QUARTERLY"),
                        List.of("not a period"),
                        List.of("not a line"));
        assertThat(test.rows("select period_text, raw_text from macrocast.quarantine where row_no = 3"))
                .containsExactly(List.of("2020 Q9", raw));
        assertThat(test.rows("select row_count from api.quarantine_summary where reason = 'not a line'"))
                .containsExactly(List.of("1"));
    }

    @Test
    void aWithdrawnValueIsARowAndAbsentFromThenOn() {
        loads.load("a1", gdp("2020-Q1", "2020-06-30", 1.0), gdp("2020-Q2", "2020-06-30", 2.0));
        LoadSummary summary = loads.load("a2", gdp("2020-Q1", "2020-09-30", null));

        assertThat(summary.written()).isEqualTo(1);
        assertThat(asOf("2020-07-01")).containsExactly(1.0, 2.0);
        assertThat(asOf("2020-10-01")).containsExactly(2.0);
        DataVersion version = observations.dataVersion(moment("2020-10-01")).orElseThrow();
        assertThat(observations.vintages(version, GDP))
                .extracting(v -> v.values().size())
                .containsExactly(2, 1);
    }

    @Test
    void withdrawingWhatWasNeverKnownIsNoChange() {
        assertThat(loads.load("a1", gdp("2020-Q1", "2020-06-30", null)).unchanged())
                .isEqualTo(1);
    }

    @Test
    void anOlderVintageAfterNewerOnesGivesTheSameAnswers() {
        loads.load("a1", gdp("2020-Q1", "2020-06-30", 1.0));
        loads.load("a3", gdp("2020-Q1", "2020-12-31", 1.0));
        LoadSummary late = loads.load("a2", gdp("2020-Q1", "2020-09-30", 2.0));

        assertThat(late.written()).isEqualTo(1);
        assertThat(late.restored()).isEqualTo(1);
        assertThat(asOf("2020-08-01")).containsExactly(1.0);
        assertThat(asOf("2020-10-01")).containsExactly(2.0);
        assertThat(asOf("2021-01-01")).containsExactly(1.0);
    }

    @Test
    void aLaterBackFillDoesNotChangeAnOldDataVersion() {
        loads.load("a1", gdp("2020-Q1", "2020-06-30", 1.0));
        DataVersion before = observations.dataVersion(moment("2020-12-31")).orElseThrow();
        loads.load("a2", gdp("2020-Q1", "2020-09-30", 2.0));
        DataVersion after = observations.dataVersion(moment("2020-12-31")).orElseThrow();

        assertThat(after).isNotEqualTo(before);
        assertThat(observations.vintage(before, GDP).values().get(0).value()).isEqualTo(1.0);
        assertThat(observations.vintage(after, GDP).values().get(0).value()).isEqualTo(2.0);
        assertThat(observations.vintages(before, GDP)).hasSize(1);
    }

    @Test
    void theHashOfAVintageChangesWithItsValuesOnly() {
        loads.load("a1", gdp("2020-Q1", "2020-06-30", 1.0), gdp("2020-Q2", "2020-09-30", 2.0));
        List<Vintage> vintages = observations.vintages(
                observations.dataVersion(moment("2020-12-31")).orElseThrow(), GDP);
        Vintage read = observations.vintage(
                observations.dataVersion(moment("2020-10-15")).orElseThrow(), GDP);

        assertThat(vintages).hasSize(2);
        assertThat(vintages.get(1)).isEqualTo(read);
        assertThat(vintages.get(1).sha256())
                .isEqualTo(read.sha256())
                .isNotEqualTo(vintages.get(0).sha256());
    }

    @Test
    void forecastsByOthersArriveAsOnePublishedRun() {
        LoadSummary first =
                loads.load("a1", mpr(GDP, "2020-Q2", 0, "2020-06-30", 5.0), mpr(GDP, "2020-Q3", 1, "2020-06-30", 6.0));
        LoadSummary second = loads.load(
                "a2",
                mpr(GDP, "2020-Q2", 0, "2020-06-30", 5.0),
                mpr(GDP, "2020-Q3", 1, "2020-06-30", 7.0),
                mpr(GDP, "2020-Q3", 0, "2020-09-30", 7.0));

        assertThat(first.written()).isEqualTo(2);
        assertThat(second.written()).isEqualTo(1);
        assertThat(second.unchanged()).isEqualTo(1);
        assertThat(second.quarantined()).isEqualTo(1);
        assertThat(test.rows("select kind, rows_published from api.forecast_run order by published_at"))
                .containsExactly(List.of("other", "2"), List.of("other", "1"));
        assertThat(test.rows("select origin, known_at at time zone 'UTC' from macrocast.forecast where mean = 6"))
                .containsExactly(List.of("2020-01-01", "2020-06-30 00:00:00"));
    }

    @Test
    void aSeriesKeepsItsFrequency() {
        Series monthly = new Series(GDP, Frequency.MONTHLY, "GDP", "GBP million", Measure.GROWTH, Transform.LOG, true);

        assertThatThrownBy(() -> loads.store().register(new Source("boe", "Bank", "MIT", "x"), List.of(monthly)))
                .hasMessageContaining("boe/gdpkp is known with another frequency than MONTHLY");
    }

    @Test
    void aCatalogueCorrectsWhatIsKnownAndAddsNothing() {
        Series known =
                new Series(GDP, Frequency.QUARTERLY, "Output", "GBP million", Measure.GROWTH, Transform.LOG, true);
        Series other = new Series(
                SeriesKey.parse("boe/m4"), Frequency.QUARTERLY, "Money", "GBP", Measure.LEVEL, Transform.NONE, false);
        Series monthly = new Series(
                UNEMPLOYMENT, Frequency.MONTHLY, "By month", "fraction", Measure.LEVEL, Transform.NONE, true);

        loads.store().describe(new Source("boe", "Bank", "MIT", "x"), List.of(known, other, monthly));

        assertThat(test.rows("select code, title from macrocast.series order by code"))
                .containsExactly(List.of("gdpkp", "Output"), List.of("unemp", "Unemployment rate"));
    }

    @Test
    void oneLoadPublishedBySeveralAtOnceIsPublishedOnce() throws Exception {
        Claim claim = loads.open("a1").claim();
        UUID load = claim.id();
        loads.store()
                .stage(
                        load,
                        Loads.staged("a1", List.of(gdp("2020-Q1", "2020-06-30", 1.0)))
                                .iterator());
        loads.store().expect(load, sha256("a1"), 1, 0);

        List<LoadSummary> summaries = atOnce(IntStream.range(0, 4)
                .<Callable<LoadSummary>>mapToObj(i -> () -> loads.store().publish(claim))
                .toList());

        assertThat(summaries).extracting(LoadSummary::loadId).containsOnly(1L);
        assertThat(summaries).extracting(LoadSummary::alreadyPublished).containsOnlyOnce(false);
        assertThat(count("observation")).isEqualTo(1);
    }

    @Test
    void loadsPublishedAtOnceAreNumberedWithoutGaps() throws Exception {
        List<LoadSummary> summaries = atOnce(IntStream.range(0, 8)
                .<Callable<LoadSummary>>mapToObj(
                        i -> () -> loads.load("a" + i, gdp("2020-Q1", "2020-06-30", 1.0 * (i % 2))))
                .toList());

        Set<Long> ids =
                new TreeSet<>(summaries.stream().map(LoadSummary::loadId).toList());
        assertThat(ids).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
        assertThat(count("observation")).isEqualTo(1);
        assertThat(summaries)
                .allSatisfy(s -> assertThat(s.read()).isEqualTo(s.written() + s.unchanged() + s.quarantined()));
    }

    private static <T> List<T> atOnce(List<Callable<T>> calls) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(calls.size());
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> future : threads.invokeAll(calls)) {
                results.add(future.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    private List<Double> asOf(String day) {
        DataVersion version = observations.dataVersion(moment(day)).orElseThrow();
        return observations.vintage(version, GDP).values().stream()
                .map(PeriodValue::value)
                .toList();
    }

    private long count(String table) {
        return test.number("select count(*) from macrocast." + table);
    }
}
