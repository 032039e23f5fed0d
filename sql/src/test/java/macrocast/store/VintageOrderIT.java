package macrocast.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import macrocast.domain.DataVersion;
import macrocast.domain.Frequency;
import macrocast.domain.Observation;
import macrocast.domain.Period;
import macrocast.domain.PeriodValue;
import macrocast.domain.SeriesKey;
import macrocast.domain.Vintage;
import org.junit.jupiter.api.Test;

/**
 * The promise of the store on random histories: whatever the order of loading, every read as of any moment, by any data
 * version ever made, gives what a map of all statements gives.
 */
class VintageOrderIT {
    private static final Instant START = Instant.parse("2020-01-01T00:00:00Z");
    private static final int MOMENTS = 7;
    private static final int PERIODS = 4;
    private static final int SEEDS = 5;

    @Test
    void everyReadEqualsThatOfAMapOfAllStatements() {
        try (TestDatabase test = TestDatabase.create()) {
            for (int seed = 1; seed <= SEEDS; seed++) {
                checkHistory(test, seed);
            }
            assertThat(test.number("select sum(rows_restored) from macrocast.load"))
                    .as("histories that never need a restored row prove little")
                    .isPositive();
            assertThat(test.rows("select * from macrocast.wrong_newest")).isEmpty();
        }
    }

    private static void checkHistory(TestDatabase test, int seed) {
        Random random = new Random(seed);
        SeriesKey series = SeriesKey.parse("boe/random" + seed);
        Loads loads = new Loads(test.as("loader"), series);
        ObservationStore observations = new ObservationStore(test.as("trainer"));
        Statements known = new Statements();
        Map<DataVersion, Statements> versions = new HashMap<>();

        int number = 0;
        for (List<Observation> load : history(series, random)) {
            LoadSummary summary = loads.load(Integer.toHexString(1000 * seed + number++), load);
            assertThat(summary.quarantined()).isZero();
            assertThat(summary.read()).isEqualTo(summary.written() + summary.unchanged());
            load.forEach(known::add);
            Statements then = known.copy();
            for (int moment : new int[] {random.nextInt(MOMENTS), MOMENTS}) {
                observations.dataVersion(at(moment)).ifPresent(version -> versions.put(version, then));
            }
        }

        versions.forEach((version, statements) -> assertThat(
                        observations.vintage(version, series).values())
                .as("seed %s, %s", seed, version)
                .isEqualTo(statements.asOf(version.asOf())));
        DataVersion last = observations.dataVersion(at(MOMENTS)).orElseThrow();
        assertThat(observations.vintages(last, series))
                .extracting(Vintage::values)
                .as("seed %s", seed)
                .isEqualTo(known.vintages());
    }

    /** Loads of one to three partial vintages each; few distinct values, so that many repeat or return. */
    private static List<List<Observation>> history(SeriesKey series, Random random) {
        List<List<Observation>> vintages = new ArrayList<>();
        for (int moment = 0; moment < MOMENTS; moment++) {
            for (int part = 0; part < 2; part++) {
                List<Observation> vintage = new ArrayList<>();
                for (int period = part; period < PERIODS; period += 2) {
                    if (random.nextInt(4) > 0) {
                        int value = random.nextInt(3);
                        vintage.add(new Observation(
                                series, period(period), at(moment), value == 0 ? null : (double) value));
                    }
                }
                vintages.add(vintage);
            }
        }
        Collections.shuffle(vintages, random);
        List<List<Observation>> loads = new ArrayList<>();
        while (!vintages.isEmpty()) {
            List<Observation> load = new ArrayList<>();
            for (int i = random.nextInt(3); i >= 0 && !vintages.isEmpty(); i--) {
                load.addAll(vintages.remove(0));
            }
            loads.add(load);
            if (random.nextInt(3) == 0) {
                loads.add(List.copyOf(load));
            }
        }
        return loads;
    }

    private static Instant at(int moment) {
        return START.plus(Duration.ofDays(moment));
    }

    private static Period period(int index) {
        return Period.containing(Frequency.QUARTERLY, LocalDate.of(2019, 1, 1)).plus(index);
    }

    /** Every statement ever loaded; the answer as of a moment is the last one before it. */
    private static final class Statements {
        private final Map<Period, NavigableMap<Instant, Optional<Double>>> byPeriod = new TreeMap<>();

        void add(Observation observation) {
            byPeriod.computeIfAbsent(observation.period(), p -> new TreeMap<>())
                    .put(observation.knownAt(), Optional.ofNullable(observation.value()));
        }

        Statements copy() {
            Statements copy = new Statements();
            byPeriod.forEach((period, statements) -> copy.byPeriod.put(period, new TreeMap<>(statements)));
            return copy;
        }

        /** What was known after each moment at which it changed. */
        List<List<PeriodValue>> vintages() {
            List<List<PeriodValue>> vintages = new ArrayList<>();
            List<PeriodValue> before = List.of();
            for (int moment = 0; moment < MOMENTS; moment++) {
                List<PeriodValue> values = asOf(at(moment));
                if (!values.equals(before)) {
                    vintages.add(values);
                    before = values;
                }
            }
            return vintages;
        }

        List<PeriodValue> asOf(Instant moment) {
            List<PeriodValue> values = new ArrayList<>();
            byPeriod.forEach((period, statements) -> Optional.ofNullable(statements.floorEntry(moment))
                    .flatMap(Map.Entry::getValue)
                    .ifPresent(value -> values.add(new PeriodValue(period, value))));
            return values;
        }
    }
}
