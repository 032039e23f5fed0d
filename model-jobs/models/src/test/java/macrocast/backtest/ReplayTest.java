package macrocast.backtest;

import static macrocast.backtest.Examples.vintage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import macrocast.domain.BacktestForecast;
import macrocast.domain.Measure;
import macrocast.domain.Transform;
import macrocast.domain.Vintage;
import macrocast.models.Method;
import macrocast.models.Methods;
import macrocast.models.PastError;
import org.junit.jupiter.api.Test;

class ReplayTest {
    private static final int STEPS = 13;

    @Test
    void whatComesLaterMovesNoForecast() {
        List<Vintage> vintages = vintages(4, 60, 1);
        List<Vintage> otherFuture = new ArrayList<>(vintages.subList(0, 2));
        otherFuture.addAll(vintages(4, 60, 2).subList(2, 4));
        for (Method method : Methods.every().all()) {
            List<BacktestForecast> replay =
                    Replay.of(method, vintages, Transform.LOG, STEPS).forecasts();
            List<BacktestForecast> early = before(replay, vintages.get(2));
            assertThat(early).hasSize(2 * 2 * STEPS);
            assertThat(Replay.of(method, vintages.subList(0, 2), Transform.LOG, STEPS)
                            .forecasts())
                    .isEqualTo(early);
            assertThat(before(
                            Replay.of(method, otherFuture, Transform.LOG, STEPS).forecasts(), vintages.get(2)))
                    .isEqualTo(early);
        }
    }

    @Test
    void whatIsLearntLaterOfCompanionsMovesNoForecast() {
        List<Vintage> vintages = vintages(4, 60, 1);
        List<Vintage> companion = vintages(4, 60, 3);
        List<Vintage> otherFuture = new ArrayList<>(companion.subList(0, 2));
        otherFuture.addAll(vintages(4, 60, 4).subList(2, 4));
        List<BacktestForecast> early = replayBeside(vintages, companion).subList(0, 2 * 2 * STEPS);
        assertThat(replayBeside(vintages, otherFuture).subList(0, 2 * 2 * STEPS))
                .isEqualTo(early);
        assertThat(replayBeside(vintages, List.of()).subList(0, 2 * 2 * STEPS)).isNotEqualTo(early);
        assertThat(replayBeside(vintages, otherFuture).getLast().dataHash())
                .isNotEqualTo(replayBeside(vintages, companion).getLast().dataHash());
    }

    private static List<BacktestForecast> replayBeside(List<Vintage> vintages, List<Vintage> companion) {
        Panel panel = new Panel(
                new SeriesHistory(Transform.LOG, vintages), List.of(new SeriesHistory(Transform.LOG, companion)));
        return Replay.of(Methods.standard().named("bvar"), panel, vintages, STEPS)
                .forecasts();
    }

    @Test
    void aVintageThatIsTooShortIsNamed() {
        Replay replay = Replay.of(Methods.standard().named("ets"), vintages(3, 7, 1), Transform.LOG, STEPS);
        assertThat(replay.untrained()).hasSize(1);
        assertThat(replay.forecasts()).hasSize(2 * 2 * STEPS);
    }

    @Test
    void sigmaIsInTheUnitOfTheMean() {
        Vintage vintage = vintages(1, 40, 1).getFirst();
        BacktestForecast level = Replay.of(Methods.standard().named("naive"), List.of(vintage), Transform.LOG, 1)
                .forecasts()
                .getFirst();
        assertThat(level.measure()).isEqualTo(Measure.LEVEL);
        assertThat(level.horizon()).isZero();
        assertThat(level.sigma() / level.mean()).isBetween(0.005, 0.02);
        assertThat(level.dataHash()).isEqualTo(vintage.sha256());
    }

    @Test
    void aNewBaseYearIsNoError() {
        // Both vintages grow by 1 % a quarter; the later one is in another unit.
        Vintage before = vintage(5, 0, growing(5, 100));
        Vintage after = vintage(7, 0, growing(7, 700));
        List<BacktestForecast> forecasts = Replay.of(
                        Methods.standard().named("naive"), List.of(before), Transform.LOG, 2)
                .forecasts();
        Map<Integer, List<PastError>> errors =
                CalibrationErrors.of(forecasts, List.of(before, after), Measure.LEVEL, Transform.LOG);
        assertThat(errors.get(1)).singleElement().satisfies(past -> assertThat(past.error())
                .isCloseTo(Math.log(1.01), within(1e-12)));
        assertThat(errors.get(2)).singleElement().satisfies(past -> assertThat(past.error())
                .isCloseTo(2 * Math.log(1.01), within(1e-12)));
        Map<Integer, List<PastError>> ofGrowth =
                CalibrationErrors.of(forecasts, List.of(before, after), Measure.GROWTH, Transform.LOG);
        assertThat(ofGrowth.get(2)).singleElement().satisfies(past -> assertThat(past.error())
                .isCloseTo(2 * Math.log(1.01), within(1e-12)));
    }

    private static double[] growing(int length, double first) {
        double[] values = new double[length];
        for (int i = 0; i < length; i++) {
            values[i] = first * Math.pow(1.01, i);
        }
        return values;
    }

    private static List<BacktestForecast> before(List<BacktestForecast> forecasts, Vintage vintage) {
        return forecasts.stream()
                .filter(forecast -> forecast.knownAt().isBefore(vintage.knownAt()))
                .toList();
    }

    /** Vintages of a growing series, each a quarter longer than the one before and revised all over. */
    private static List<Vintage> vintages(int count, int length, long seed) {
        List<Vintage> vintages = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            // The first two vintages are the same under each seed.
            Random random = new Random(i < 2 ? i : seed * 100 + i);
            double[] values = new double[length + i];
            double level = 100;
            for (int t = 0; t < values.length; t++) {
                level *= 1 + 0.005 + 0.01 * random.nextGaussian();
                values[t] = level;
            }
            vintages.add(vintage(length + i, 0, values));
        }
        return vintages;
    }
}
