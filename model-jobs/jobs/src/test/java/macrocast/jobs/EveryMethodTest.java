package macrocast.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import macrocast.domain.Frequency;
import macrocast.domain.Measure;
import macrocast.domain.Period;
import macrocast.domain.PeriodValue;
import macrocast.domain.SeriesKey;
import macrocast.domain.Transform;
import macrocast.domain.Vintage;
import macrocast.models.ConformalQuantiles;
import macrocast.models.FittedModel;
import macrocast.models.Method;
import macrocast.models.ModelFormat;
import macrocast.models.Training;
import macrocast.models.TrainingSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every name that a run may give: on any series there are numbers, or a refusal that says who has what and needs what. How long 20,000
 * values take is seen by the contract of each method.
 */
@Tag("slow")
class EveryMethodTest {
    private static final int STEPS = 13;

    static Stream<String> names() {
        return Rooms.methods().names().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void givesNumbersOrANamedRefusal(String name) {
        Method method = Rooms.methods().named(name);
        for (Frequency frequency : List.of(Frequency.ANNUAL, Frequency.QUARTERLY, Frequency.MONTHLY)) {
            for (int length : new int[] {10, 61}) {
                odd(length).forEach((what, value) -> {
                    for (Transform transform : Transform.values()) {
                        check(method, set(what, frequency, length, value, transform), what);
                    }
                });
            }
        }
    }

    /** Years of 53 weeks lie among them. */
    @ParameterizedTest
    @MethodSource("names")
    void weeksOfSixYearsAreForecast(String name) {
        TrainingSet weeks = set("weeks", Frequency.WEEKLY, 313, EveryMethodTest::wandering, Transform.LOG);
        assertThat(weeks.startOf(0)).isEqualTo("2015-01-05");
        check(Rooms.methods().named(name), weeks, "weeks");
    }

    @ParameterizedTest
    @MethodSource("names")
    void whatLiesBeforeAGapIsLeftOut(String name) {
        SeriesKey key = new SeriesKey("test", "gap");
        Period last = new Period(Frequency.QUARTERLY, LocalDate.of(2025, 1, 1));
        List<PeriodValue> values = new ArrayList<>();
        for (int t = 140; t >= 0; t--) {
            if (t != 80) {
                values.add(new PeriodValue(last.plus(-t), wandering(140 - t)));
            }
        }
        Vintage whole = new Vintage(key, Frequency.QUARTERLY, Instant.parse("2025-06-30T00:00:00Z"), values);
        Vintage tail = new Vintage(key, Frequency.QUARTERLY, whole.knownAt(), values.subList(60, values.size()));
        Method method = Rooms.methods().named(name);
        assertThat(hash(method, TrainingSet.of(whole, Transform.LOG)))
                .isEqualTo(hash(method, TrainingSet.of(tail, Transform.LOG)));
    }

    @ParameterizedTest
    @MethodSource("names")
    void oneThreadAndTwoGiveTheSameBits(String name) throws Exception {
        Method method = Rooms.methods().named(name);
        TrainingSet data = set("same", Frequency.QUARTERLY, 80, EveryMethodTest::wandering, Transform.LOG);
        String alone = hash(method, data);
        try (ExecutorService two = Executors.newFixedThreadPool(2)) {
            List<Future<String>> hashes = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                hashes.add(two.submit(() -> hash(method, data)));
            }
            for (Future<String> hash : hashes) {
                assertThat(hash.get()).isEqualTo(alone);
            }
        }
    }

    private static void check(Method method, TrainingSet data, String what) {
        switch (method.fit(data)) {
            case Training.Trained(FittedModel model) -> {
                // Neither a point nor its quantiles can be made of what is not finite.
                assertThat(ConformalQuantiles.none().of(model.forecast(STEPS), Measure.LEVEL, data.transform()))
                        .as(what)
                        .hasSize(STEPS);
            }
            case Training.TooShort tooShort ->
                assertThat(tooShort.message())
                        .isEqualTo("%s has %d values, %s needs %d"
                                .formatted(data.series(), data.size(), method.name(), tooShort.needed()));
            case Training.Refused refused ->
                assertThat(refused.message())
                        .startsWith(data.series().toString())
                        .contains(" has ", "needs ");
        }
    }

    private static String hash(Method method, TrainingSet data) {
        return switch (method.fit(data)) {
            case Training.Trained(FittedModel model) -> ModelFormat.parameterHash(model);
            case Training.TooShort tooShort -> tooShort.message();
            case Training.Refused refused -> refused.message();
        };
    }

    private static TrainingSet set(
            String what, Frequency frequency, int length, IntToDoubleFunction value, Transform transform) {
        // A Monday, the first week of its year.
        LocalDate end = frequency == Frequency.WEEKLY ? LocalDate.of(2020, 12, 28) : LocalDate.of(2025, 1, 1);
        return new TrainingSet(
                new SeriesKey("test", what),
                new Period(frequency, end),
                IntStream.range(0, length).mapToObj(value::applyAsDouble).toList(),
                transform);
    }

    private static Map<String, IntToDoubleFunction> odd(int length) {
        Map<String, IntToDoubleFunction> odd = new LinkedHashMap<>();
        odd.put("constant", t -> 5);
        odd.put("zeros", t -> 0);
        odd.put("negative", t -> -wandering(t));
        odd.put("both-signs", t -> wandering(t) - 101);
        odd.put("one-step", t -> t < length / 2 ? 1 : 1000);
        odd.put("one-value", t -> t == length / 2 ? 1 : 0);
        odd.put("tiny", t -> 1e-12 * wandering(t));
        odd.put("huge", t -> 1e12 * wandering(t));
        return odd;
    }

    /** Positive numbers around 100 that wander, the same for the same place. */
    private static double wandering(int t) {
        return 100 + 3 * StrictMath.sin(t / 9.0) + 0.02 * (t % 400) + new Random(7919L * t).nextGaussian();
    }
}
