package macrocast.store;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import macrocast.domain.DataVersion;
import macrocast.domain.Frequency;
import macrocast.domain.Observation;
import macrocast.domain.Period;
import macrocast.domain.PeriodValue;
import macrocast.domain.SeriesKey;
import macrocast.domain.Vintage;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import org.jspecify.annotations.Nullable;

/**
 * The promise of the store on random histories of releases, revisions, withdrawals and back-fills: every way to ask gives
 * what a map of all statements gives, in whatever order they were loaded, and a data version never changes.
 */
class HistoryPropertiesIT {
    private static final Instant START = Instant.parse("2020-01-01T00:00:00Z");
    private static final int MOMENTS = 5;
    private static final int PERIODS = 4;
    private static final List<Instant> ALL =
            IntStream.range(0, MOMENTS).mapToObj(HistoryPropertiesIT::at).toList();
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private static final TestDatabase TEST = TestDatabase.create();
    private static final ObservationStore OBSERVATIONS = new ObservationStore(TEST.as("trainer"));
    private static final AnalystStore ANALYST = new AnalystStore(TEST.as("analyst"));

    @AfterContainer
    static void check() {
        assertThat(TEST.number("select sum(rows_restored) from macrocast.load"))
                .as("histories that never need a restored row prove little")
                .isPositive();
        assertThat(TEST.rows("select * from macrocast.wrong_newest")).isEmpty();
        TEST.close();
    }

    /** A period as one vintage states it. */
    record Cell(int moment, int period, @Nullable Double value) {
        Observation of(SeriesKey series) {
            return new Observation(series, quarter(period), at(moment), value);
        }
    }

    /** Cells that come in one load. */
    record Part(List<Cell> cells) {}

    /**
     * The same statements in two orders, each order to be loaded as a series of its own.
     *
     * @param sizes how many parts a load takes, one after the other
     * @param repeated which loads are sent twice
     */
    record History(List<Part> one, List<Part> other, List<Integer> sizes, List<Boolean> repeated) {}

    @Provide
    Arbitrary<History> histories() {
        // Few distinct values, so that many repeat or return; 0 is a vintage's silence, 1 a withdrawal.
        return Arbitraries.integers()
                .between(0, 4)
                .list()
                .ofSize(MOMENTS * PERIODS)
                .map(HistoryPropertiesIT::parts)
                .flatMap(parts -> Combinators.combine(
                                Arbitraries.shuffle(parts),
                                Arbitraries.shuffle(parts),
                                Arbitraries.integers().between(2, 5).list().ofSize(parts.size()),
                                Arbitraries.of(true, false, false, false).list().ofSize(parts.size()))
                        .as(History::new));
    }

    /** Each vintage in two halves, so that one may come long after the other. */
    private static List<Part> parts(List<Integer> drawn) {
        List<Part> parts = new ArrayList<>();
        for (int moment = 0; moment < MOMENTS; moment++) {
            for (int half = 0; half < 2; half++) {
                List<Cell> cells = new ArrayList<>();
                for (int period = half; period < PERIODS; period += 2) {
                    int value = drawn.get(moment * PERIODS + period);
                    if (value > 0) {
                        cells.add(new Cell(moment, period, value == 1 ? null : (double) value));
                    }
                }
                if (!cells.isEmpty()) {
                    parts.add(new Part(cells));
                }
            }
        }
        return parts;
    }

    @Property(seed = "20261124")
    void everyReadEqualsThatOfAMap(@ForAll("histories") History history) {
        int number = NUMBER.incrementAndGet();
        SeriesKey one = SeriesKey.parse("boe/one" + number);
        SeriesKey other = SeriesKey.parse("boe/other" + number);
        Loads loads = new Loads(
                TEST.as("loader"), LoadRequest.Quality.NATIVE, List.of(Loads.growing(one), Loads.growing(other)));
        Map<DataVersion, Statements> versions = new HashMap<>();
        Statements known = load(loads, one, number * 1000, history.one(), history, versions);
        load(loads, other, number * 1000 + 500, history.other(), history, new HashMap<>());

        versions.forEach((version, statements) -> assertThat(
                        OBSERVATIONS.vintage(version, one).values())
                .as("%s", version)
                .isEqualTo(statements.asOf(version.asOf())));
        OBSERVATIONS.dataVersion(at(MOMENTS)).ifPresent(last -> {
            for (SeriesKey series : List.of(one, other)) {
                assertThat(OBSERVATIONS.vintages(last, series))
                        .extracting(Vintage::values)
                        .isEqualTo(known.vintages(ALL));
            }
            assertThat(OBSERVATIONS.panel(last, List.of(one, other)))
                    .extracting(Vintage::values)
                    .containsOnly(known.asOf(at(MOMENTS)));
        });
        checkMoments(one, other, known);
        checkReleases(one, other, known, false);
    }

    /** Where the moments are those of our own looks, they come in order, and looking again at the same is no release. */
    @Property(seed = "20261124", tries = 2)
    void whatWeSawOurselvesHasAReleaseForEachChange(@ForAll("histories") History history) {
        int number = NUMBER.incrementAndGet();
        SeriesKey seen = SeriesKey.parse("boe/seen" + number);
        Loads loads = new Loads(TEST.as("loader"), LoadRequest.Quality.HARVESTED, List.of(Loads.growing(seen)));
        Statements known = new Statements();
        for (int moment = 0; moment < MOMENTS; moment++) {
            int look = moment;
            List<Observation> rows = history.one().stream()
                    .flatMap(part -> part.cells().stream())
                    .filter(cell -> cell.moment() == look)
                    .map(cell -> cell.of(seen))
                    .toList();
            if (!rows.isEmpty()) {
                loads.load(Integer.toHexString(number * 1000 + moment), rows);
                rows.forEach(known::add);
            }
        }
        checkMoments(seen, seen, known);
        checkReleases(seen, seen, known, true);
    }

    private static Statements load(
            Loads loads,
            SeriesKey series,
            int payload,
            List<Part> parts,
            History history,
            Map<DataVersion, Statements> versions) {
        Statements known = new Statements();
        int next = 0;
        for (int load = 0; next < parts.size(); load++) {
            int end = Math.min(next + history.sizes().get(load), parts.size());
            List<Observation> rows = parts.subList(next, end).stream()
                    .flatMap(part -> part.cells().stream())
                    .map(cell -> cell.of(series))
                    .toList();
            next = end;
            for (int again = 0; again <= (history.repeated().get(load) ? 1 : 0); again++) {
                LoadSummary summary = loads.load(Integer.toHexString(payload + 2 * load + again), rows);
                assertThat(summary.quarantined()).isZero();
                assertThat(summary.read()).isEqualTo(summary.written() + summary.unchanged());
            }
            rows.forEach(known::add);
            Statements then = known.copy();
            OBSERVATIONS.dataVersion(at(load % MOMENTS)).ifPresent(version -> versions.put(version, then));
        }
        return known;
    }

    private static void checkMoments(SeriesKey one, SeriesKey other, Statements known) {
        Map<String, List<String>> expected = new HashMap<>();
        for (SeriesKey series : Stream.of(one, other).distinct().toList()) {
            for (int moment = -1; moment <= MOMENTS; moment++) {
                expected.put(at(moment) + " " + series, text(known.asOf(at(moment))));
            }
        }
        expected.values().removeIf(List::isEmpty);
        String moments = IntStream.rangeClosed(-1, MOMENTS)
                .mapToObj(moment -> "('" + at(moment) + "')")
                .collect(joining(", "));
        for (String answer : List.of(
                "api.observation_as_of(asked.moment::timestamptz) as answer where series_key in (" + list(one, other)
                        + ")",
                "api.panel(array[" + list(one, other) + "], asked.moment::timestamptz) as answer where true")) {
            assertThat(bySeries("select asked.moment || ' ' || series_key, period, value from (values " + moments
                            + ") as asked (moment) cross join lateral " + answer))
                    .as(answer)
                    .isEqualTo(expected);
        }
        assertThat(bySeries("select '" + at(MOMENTS) + " ' || series_key, period, value from api.observation_latest"
                        + " where series_key in (" + list(one, other) + ")"))
                .isEqualTo(bySeries(expected, at(MOMENTS).toString()));
    }

    private static void checkReleases(SeriesKey one, SeriesKey other, Statements known, boolean isHarvested) {
        Map<String, List<String>> expected = new HashMap<>();
        for (SeriesKey series : Stream.of(one, other).distinct().toList()) {
            for (int release = 0; release <= MOMENTS; release++) {
                expected.put(release + " " + series, text(known.release(release, isHarvested)));
            }
        }
        expected.values().removeIf(List::isEmpty);
        assertThat(bySeries("select release || ' ' || series_key, period, value from generate_series(0, " + MOMENTS
                        + ") as release cross join lateral api.panel_release(array[" + list(one, other)
                        + "], release)"))
                .isEqualTo(expected);
        assertThat(bySeries("select '1 ' || series_key, period, value from api.observation_first where series_key in ("
                        + list(one, other) + ")"))
                .isEqualTo(bySeries(expected, "1"));
        assertThat(bySeries("select '3 ' || series_key, period, value from api.observation_nth(3) where series_key in ("
                        + list(one, other) + ")"))
                .isEqualTo(bySeries(expected, "3"));
    }

    private static Map<String, List<String>> bySeries(Map<String, List<String>> all, String question) {
        Map<String, List<String>> some = new HashMap<>(all);
        some.keySet().removeIf(key -> !key.startsWith(question + " "));
        return some;
    }

    /** Answers by question and series. */
    private static Map<String, List<String>> bySeries(String query) {
        return ANALYST.query(query + " order by 1, 2").rows().stream()
                .collect(groupingBy(
                        row -> String.valueOf(row.get(0)), mapping(row -> row.get(1) + " " + row.get(2), toList())));
    }

    private static List<String> text(List<PeriodValue> values) {
        return values.stream()
                .map(value -> value.period() + " " + Math.round(value.value()))
                .toList();
    }

    private static String list(SeriesKey one, SeriesKey other) {
        return one.equals(other) ? "'" + one + "'" : "'" + one + "', '" + other + "'";
    }

    private static Instant at(int moment) {
        return START.plus(Duration.ofDays(moment));
    }

    private static Period quarter(int index) {
        return Period.containing(Frequency.QUARTERLY, LocalDate.of(2019, 1, 1)).plus(index);
    }
}
