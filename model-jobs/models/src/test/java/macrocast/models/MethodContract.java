package macrocast.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import macrocast.domain.Frequency;
import macrocast.domain.Measure;
import macrocast.domain.Period;
import macrocast.domain.SeriesKey;
import macrocast.domain.Transform;
import org.junit.jupiter.api.Test;

/** What every method and the models it fits promise. */
public interface MethodContract {
    /** Frequencies whose season every method knows; weeks and days have a test of their own. */
    List<Frequency> FREQUENCIES = List.of(Frequency.ANNUAL, Frequency.QUARTERLY, Frequency.MONTHLY);

    int STEPS = 13;

    Method method();

    /** Whether forecasts of data times c are c times the forecasts. */
    default boolean followsScale(Transform transform) {
        return true;
    }

    /** Whether forecasts of data plus c, in published units, are the forecasts plus c. */
    default boolean followsShift() {
        return true;
    }

    /** Up to what relative error scale and shift are followed; iterative fits stop early. */
    default double precision() {
        return 1e-9;
    }

    /** How many values the method is given of frequencies that have many. */
    default Map<Frequency, Integer> manyValues() {
        return Map.of(Frequency.WEEKLY, 200, Frequency.DAILY, 740, Frequency.QUARTERLY, 20_000);
    }

    @Test
    default void targetsFollowTheOriginWithoutGaps() {
        for (FittedModel model : models()) {
            Period origin = model.origin();
            for (Measure measure : Measure.values()) {
                assertThat(model.forecast(STEPS, measure))
                        .extracting(ForecastPoint::target)
                        .isEqualTo(IntStream.rangeClosed(1, STEPS)
                                .mapToObj(origin::plus)
                                .toList());
            }
            assertThat(model.forecast(STEPS))
                    .extracting(ForecastPoint::step)
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, STEPS).boxed().toList());
        }
    }

    @Test
    default void aShorterForecastIsTheBeginningOfALongerOne() {
        for (FittedModel model : models()) {
            assertThat(model.forecast(3)).isEqualTo(model.forecast(STEPS).subList(0, 3));
        }
    }

    @Test
    default void uncertaintyIsThereAtEveryStep() {
        for (FittedModel model : models()) {
            assertThat(model.forecast(STEPS))
                    .allSatisfy(point -> assertThat(point.sigma()).isPositive());
        }
    }

    @Test
    default void forgetsNothingWhenWrittenAndRead() {
        for (FittedModel model : models()) {
            byte[] written = ModelFormat.write(model);
            FittedModel read = ModelFormat.read(written);
            for (Measure measure : Measure.values()) {
                assertThat(read.forecast(STEPS, measure)).isEqualTo(model.forecast(STEPS, measure));
            }
            assertThat(ModelFormat.write(read)).isEqualTo(written);
            assertThat(ModelFormat.parameterHash(read)).isEqualTo(ModelFormat.parameterHash(model));
        }
    }

    @Test
    default void fitsTheSameOnEveryThread() {
        for (TrainingSet data : examples()) {
            List<CompletableFuture<String>> hashes = IntStream.range(0, 4)
                    .mapToObj(thread ->
                            CompletableFuture.supplyAsync(() -> ModelFormat.parameterHash(trained(method(), data))))
                    .toList();
            String alone = ModelFormat.parameterHash(trained(method(), data));
            assertThat(hashes).allSatisfy(hash -> assertThat(hash.join()).isEqualTo(alone));
        }
    }

    @Test
    default void remembersWhereItStands() {
        for (TrainingSet data : examples()) {
            Basis basis = trained(method(), data).basis();
            assertThat(basis.method()).isEqualTo(method().name());
            assertThat(basis.version()).isEqualTo(method().version());
            assertThat(basis.origin()).isEqualTo(data.origin());
            assertThat(basis.transform()).isEqualTo(data.transform());
            assertThat(basis.lastYear()).isEqualTo(data.last(data.season()));
        }
    }

    @Test
    default void refusesAShortSeriesByNameHasAndNeeds() {
        for (Frequency frequency : FREQUENCIES) {
            int needed = method().minimumLength(frequency);
            TrainingSet data = new TrainingSet(
                    new SeriesKey("test", "short"), origin(frequency), Numbers.trend(needed - 1), Transform.NONE);
            assertThat(method().fit(data)).isInstanceOfSatisfying(Training.TooShort.class, tooShort -> assertThat(
                            tooShort.message())
                    .isEqualTo("test/short has " + (needed - 1) + " values, " + method().name() + " needs " + needed));
        }
    }

    @Test
    default void refusesWhatTheTransformCannotTake() {
        TrainingSet data = new TrainingSet(
                new SeriesKey("test", "zero"), origin(Frequency.QUARTERLY), Numbers.zeros(60), Transform.LOG);
        assertThat(method().fit(data))
                .isInstanceOfSatisfying(Training.Refused.class, refused -> assertThat(refused.message())
                        .startsWith("test/zero has the value 0.0 at ")
                        .endsWith("transform log needs values above 0"));
    }

    @Test
    default void oddSeriesGiveAForecastOrARefusal() {
        for (Frequency frequency : FREQUENCIES) {
            for (int length : new int[] {method().minimumLength(frequency), 10, 30, 61}) {
                for (List<Double> values : Numbers.odd(length)) {
                    TrainingSet data =
                            new TrainingSet(new SeriesKey("test", "odd"), origin(frequency), values, Transform.NONE);
                    // A forecast point refuses to hold anything that is not finite.
                    switch (method().fit(data)) {
                        case Training.Trained(FittedModel model) ->
                            assertThat(model.forecast(STEPS)).hasSize(STEPS);
                        case Training.TooShort tooShort ->
                            assertThat(tooShort.has()).isLessThan(tooShort.needed());
                        case Training.Refused refused ->
                            assertThat(refused.message()).contains("has", "needs");
                    }
                }
            }
        }
    }

    @Test
    default void weeksAndDaysAndManyValuesGiveAForecastOrARefusal() {
        for (Map.Entry<Frequency, Integer> entry : manyValues().entrySet()) {
            int length = entry.getValue();
            TrainingSet data = new TrainingSet(
                    new SeriesKey("test", "long"),
                    new Period(entry.getKey(), LocalDate.of(9999, 1, 1)),
                    Numbers.wandering(length, 3),
                    Transform.NONE);
            switch (method().fit(data)) {
                case Training.Trained(FittedModel model) ->
                    assertThat(model.forecast(STEPS)).hasSize(STEPS);
                case Training.TooShort tooShort -> assertThat(tooShort.has()).isLessThan(tooShort.needed());
                case Training.Refused refused -> assertThat(refused.message()).contains("has", "needs");
            }
        }
    }

    @Test
    default void unitsOfAnySizeGiveAForecast() {
        for (double unit : new double[] {1e-100, 1e-12, 1e12, 1e100}) {
            List<Double> values = Numbers.economy(60, 4, 1).stream()
                    .map(value -> value * unit)
                    .toList();
            for (Transform transform : Transform.values()) {
                FittedModel model = trained(
                        method(),
                        new TrainingSet(new SeriesKey("test", "unit"), origin(Frequency.QUARTERLY), values, transform));
                assertThat(model.forecast(STEPS))
                        .as(unit + " " + transform)
                        .allSatisfy(point -> assertThat(point.mean() / unit).isBetween(50.0, 1000.0));
            }
        }
    }

    @Test
    default void aConstantStaysWhereItIs() {
        TrainingSet data = new TrainingSet(
                new SeriesKey("test", "constant"),
                origin(Frequency.QUARTERLY),
                IntStream.range(0, 60).mapToObj(i -> 7.0).toList(),
                Transform.NONE);
        assertThat(trained(method(), data).forecast(STEPS))
                .allSatisfy(point -> assertThat(point.mean()).isCloseTo(7, within(1e-9)));
    }

    @Test
    default void followsTheUnit() {
        for (TrainingSet data : examples()) {
            if (followsScale(data.transform())) {
                compare(data, value -> value * 1024, value -> value * 1024);
            }
        }
    }

    @Test
    default void followsTheZeroPoint() {
        if (followsShift()) {
            for (TrainingSet data : examples()) {
                if (data.transform() == Transform.NONE) {
                    compare(data, value -> value + 64, value -> value + 64);
                }
            }
        }
    }

    @Test
    default void quantilesNeverFall() {
        for (FittedModel model : models()) {
            for (Measure measure : Measure.values()) {
                List<ForecastDistribution> distributions = ConformalQuantiles.none()
                        .of(
                                model.forecast(STEPS, measure),
                                measure,
                                model.basis().transform());
                // A distribution refuses to hold falling quantiles.
                assertThat(distributions).hasSize(STEPS).allSatisfy(distribution -> assertThat(
                                distribution.quantiles().at(0.5))
                        .isEqualTo(distribution.mean()));
            }
        }
    }

    @Test
    default void settingsAndNamesAreFilledIn() {
        assertThat(method().name()).matches("[a-z][a-z0-9-]*");
        assertThat(method().title()).isNotBlank();
        assertThat(method().version()).isNotBlank();
        assertThat(method().settings()).doesNotContainValue("");
    }

    private void compare(TrainingSet data, DoubleUnaryOperator change, DoubleUnaryOperator expected) {
        List<Double> changed = data.values().stream().map(change::applyAsDouble).toList();
        List<ForecastPoint> before = trained(method(), data).forecast(STEPS);
        List<ForecastPoint> after = trained(
                        method(), new TrainingSet(data.series(), data.origin(), changed, data.transform()))
                .forecast(STEPS);
        for (int i = 0; i < STEPS; i++) {
            double mean = expected.applyAsDouble(before.get(i).mean());
            assertThat(after.get(i).mean()).isCloseTo(mean, within(precision() * Math.abs(mean)));
        }
    }

    private List<FittedModel> models() {
        return examples().stream().map(data -> trained(method(), data)).toList();
    }

    /** The model, or a failure with the refusal's words. */
    static FittedModel trained(Method method, TrainingSet data) {
        return switch (method.fit(data)) {
            case Training.Trained(FittedModel model) -> model;
            case Training.TooShort tooShort -> throw new AssertionError(tooShort.message());
            case Training.Refused refused -> throw new AssertionError(refused.message());
        };
    }

    /** Series as an economy makes them: growing, seasonal, wandering, of each frequency. */
    static List<TrainingSet> examples() {
        List<TrainingSet> sets = new ArrayList<>();
        for (Frequency frequency : FREQUENCIES) {
            for (Transform transform : Transform.values()) {
                for (long seed = 1; seed <= 2; seed++) {
                    sets.add(new TrainingSet(
                            new SeriesKey("test", frequency + "-" + transform + "-" + seed),
                            origin(frequency),
                            Numbers.economy(100, frequency.periodsPerYear(), seed),
                            transform));
                }
            }
        }
        return sets;
    }

    static Period origin(Frequency frequency) {
        return new Period(frequency, LocalDate.of(2025, 1, 1));
    }

    /** Numbers for examples. */
    final class Numbers {
        private Numbers() {}

        static List<Double> trend(int length) {
            return IntStream.range(0, length).mapToObj(i -> 10.0 + i).toList();
        }

        static List<Double> zeros(int length) {
            return IntStream.range(0, length).mapToObj(i -> 0.0).toList();
        }

        static List<Double> economy(int length, int season, long seed) {
            Random random = new Random(seed);
            double level = StrictMath.log(100);
            double growth = 0.005;
            List<Double> values = new ArrayList<>();
            for (int i = 0; i < length; i++) {
                growth += 0.3 * (0.005 - growth) + 0.003 * random.nextGaussian();
                level += growth;
                double wave = season == 1 ? 0 : 0.03 * StrictMath.sin(2 * Math.PI * i / season);
                values.add(StrictMath.exp(level + wave + 0.004 * random.nextGaussian()));
            }
            return values;
        }

        static List<Double> wandering(int length, long seed) {
            Random random = new Random(seed);
            List<Double> values = new ArrayList<>();
            double level = 1000;
            for (int i = 0; i < length; i++) {
                level += random.nextGaussian() - 0.001 * (level - 1000);
                values.add(level + random.nextGaussian());
            }
            return values;
        }

        static List<List<Double>> odd(int length) {
            Random random = new Random(length);
            List<List<Double>> odd = new ArrayList<>();
            odd.add(zeros(length));
            odd.add(trend(length));
            odd.add(IntStream.range(0, length).mapToObj(i -> 5.0).toList());
            odd.add(IntStream.range(0, length)
                    .mapToObj(i -> i == length / 2 ? 1.0 : 0.0)
                    .toList());
            odd.add(IntStream.range(0, length)
                    .mapToObj(i -> i % 2 == 0 ? 1.0 : -1.0)
                    .toList());
            odd.add(IntStream.range(0, length)
                    .mapToObj(i -> StrictMath.pow(2, i))
                    .toList());
            odd.add(IntStream.range(0, length).mapToObj(i -> -1e-12 * i * i).toList());
            odd.add(IntStream.range(0, length)
                    .mapToObj(i -> 1e12 * random.nextGaussian())
                    .toList());
            odd.add(IntStream.range(0, length)
                    .mapToObj(i -> 1e-12 * random.nextDouble())
                    .toList());
            odd.add(IntStream.range(0, length)
                    .mapToObj(i -> i < length / 2 ? 1.0 : 1000.0)
                    .toList());
            odd.add(IntStream.range(0, length)
                    .mapToObj(i -> 1e9 + random.nextInt(2))
                    .toList());
            return odd;
        }
    }
}
