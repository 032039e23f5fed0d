package macrocast.store;

import static macrocast.store.Loads.GDP;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The promise of the store on random histories: whatever the order of loading, every read as of any moment, by any data
 * version ever made, gives what a map of all statements gives.
 */
class VintageOrderIT {
    private static final Instant START = Instant.parse("2020-01-01T00:00:00Z");
    private static final int MOMENTS = 7;
    private static final int PERIODS = 4;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyReadEqualsThatOfAMapOfAllStatements(long seed) {
        Random random = new Random(seed);
        try (TestDatabase test = TestDatabase.create()) {
            Loads loads = new Loads(test.as("loader"));
            ObservationStore observations = new ObservationStore(test.as("trainer"));
            Statements known = new Statements();
            Map<DataVersion, Statements> versions = new HashMap<>();

            List<List<Observation>> history = history(random);
            Collections.shuffle(history, random);
            int number = 0;
            for (List<Observation> load : history) {
                LoadSummary summary = loads.load(Integer.toHexString(1 + number++), load);
                assertThat(summary.quarantined()).isZero();
                load.forEach(known::add);
                for (int moment = -1; moment <= MOMENTS; moment++) {
                    Statements then = known.copy();
                    observations.dataVersion(at(moment)).ifPresent(version -> versions.put(version, then));
                }
            }

            assertThat(versions).isNotEmpty();
            versions.forEach((version, statements) -> assertThat(
                            observations.vintage(version, GDP).values())
                    .as("seed %s, %s", seed, version)
                    .isEqualTo(statements.asOf(version.asOf())));
            assertThat(test.number("select count(*) from macrocast.load"
                            + " where rows_read <> rows_written + rows_unchanged + rows_quarantined"))
                    .isZero();
        }
    }

    /** Loads of one to three partial vintages each; few distinct values, so that many repeat or return. */
    private static List<List<Observation>> history(Random random) {
        List<List<Observation>> vintages = new ArrayList<>();
        for (int moment = 0; moment < MOMENTS; moment++) {
            for (int part = 0; part < 2; part++) {
                List<Observation> vintage = new ArrayList<>();
                for (int period = part; period < PERIODS; period += 2) {
                    if (random.nextInt(4) > 0) {
                        int value = random.nextInt(3);
                        vintage.add(
                                new Observation(GDP, period(period), at(moment), value == 0 ? null : (double) value));
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

        List<PeriodValue> asOf(Instant moment) {
            List<PeriodValue> values = new ArrayList<>();
            byPeriod.forEach((period, statements) -> Optional.ofNullable(statements.floorEntry(moment))
                    .flatMap(Map.Entry::getValue)
                    .ifPresent(value -> values.add(new PeriodValue(period, value))));
            return values;
        }
    }
}
