package macrocast.backtest;

import static macrocast.backtest.Examples.KEY;
import static macrocast.backtest.Examples.level;
import static macrocast.backtest.Examples.vintage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import macrocast.domain.Measure;
import macrocast.domain.Scope;
import macrocast.domain.Truth;
import org.junit.jupiter.api.Test;

class ChoiceTest {
    private static final List<String> BENCHMARKS = List.of("naive", "ar");

    @Test
    void theLowestScoreWins() {
        Choice choice = choose(30, Map.of("naive", 1.0, "ar", 0.8, "ets", 0.4, "theta", 0.6), List.of());
        assertThat(choice.method()).isEqualTo("ets");
        assertThat(choice.score().orElseThrow()).isCloseTo(0.5, within(1e-12));
        assertThat(choice.benchmarkScore().orElseThrow()).isCloseTo(1, within(1e-12));
        assertThat(choice.reason())
                .startsWith(
                        "ets: RMSE is 0.500 of that of ar at horizons 0 to 1 (geometric mean, 29 or more common errors"
                                + " at each; theta 0.750, ar 1.000, naive 1.250); Diebold-Mariano p ");
    }

    @Test
    void noMethodIsBlessedThatABenchmarkBeats() {
        Choice choice = choose(30, Map.of("naive", 0.3, "ar", 0.8, "ets", 0.4), List.of());
        assertThat(choice.method()).isEqualTo("naive");
        assertThat(choice.reason()).startsWith("naive, a benchmark that no method beats: RMSE is 0.375 of that of ar");
    }

    @Test
    void equalScoresGoToTheBenchmark() {
        assertThat(choose(30, Map.of("ar", 0.8, "aaa", 0.8), List.of()).method())
                .isEqualTo("ar");
    }

    @Test
    void tooFewErrorsLeaveTheYardstick() {
        // 20 vintages leave 19 errors at horizon 1.
        Choice choice = choose(20, Map.of("naive", 1.0, "ar", 0.8, "ets", 0.4), List.of());
        assertThat(choice.method()).isEqualTo("ar");
        assertThat(choice.score()).isEmpty();
        assertThat(choice.reason())
                .isEqualTo(
                        "ar by default: it has 19 errors at a horizon of 0 to 1 and the methods in common have 0, a choice"
                                + " needs 20 and an error to compare with");
    }

    @Test
    void aMethodWithAShortRecordDoesNotSpoilTheOthers() {
        Choice choice = choose(30, Map.of("naive", 1.0, "ar", 0.8, "ets", 0.4, "forest", 0.1), List.of("forest"));
        assertThat(choice.method()).isEqualTo("ets");
        assertThat(choice.reason()).endsWith("; not compared for want of 20 errors: forest 4");
    }

    @Test
    void withoutTheYardstickTheFirstBenchmarkTakesItsPlace() {
        assertThat(choose(5, Map.of("naive", 1.0, "ets", 0.5), List.of()).method())
                .isEqualTo("naive");
    }

    @Test
    void theRecipeInUseIsPublishedThoughAnotherIsBetter() {
        Choice choice = choose(30, Map.of("naive", 0.76, "ar", 0.8, "ets", 0.4, "bvar", 0.72), List.of(), "bvar");
        assertThat(choice.method()).isEqualTo("bvar");
        assertThat(choice.score().orElseThrow()).isCloseTo(0.9, within(1e-12));
        assertThat(choice.benchmarkScore().orElseThrow()).isCloseTo(0.95, within(1e-12));
        assertThat(choice.reason())
                .startsWith(
                        "bvar, the recipe in use: RMSE is 0.900 of that of ar at horizons 0 to 1 (geometric mean, 29 or"
                                + " more common errors at each; naive 0.950, ar 1.000); Diebold-Mariano p ");
    }

    @Test
    void theRecipeInUseIsPublishedWhileNothingSpeaksAgainstIt() {
        Choice choice = choose(20, Map.of("ar", 0.8, "bvar", 72.0), List.of(), "bvar");
        assertThat(choice.method()).isEqualTo("bvar");
        assertThat(choice.score()).isEmpty();
        assertThat(choice.reason())
                .isEqualTo(
                        "bvar, the recipe in use: it and ar have 19 common errors at a horizon of 0 to 1, a judgement"
                                + " needs 20 and an error to compare with");
    }

    @Test
    void theMethodsCompeteWhenABenchmarkBeatsTheRecipe() {
        Choice choice = choose(30, Map.of("naive", 0.3, "ar", 0.8, "ets", 0.4, "bvar", 0.72), List.of(), "bvar");
        assertThat(choice.method()).isEqualTo("naive");
        assertThat(choice.reason()).startsWith("naive, a benchmark that no method beats: RMSE is 0.375");
        assertThat(choose(30, Map.of("ar", 0.8, "ets", 0.4, "bvar", 0.89), List.of(), "bvar")
                        .method())
                .isEqualTo("ets");
        assertThat(choose(30, Map.of("ar", 0.8, "ets", 0.4), List.of(), "bvar").method())
                .isEqualTo("ets");
    }

    @Test
    void aBenchmarkThatIsBetterByLuckDoesNotBeatTheRecipe() {
        IntToDoubleFunction always = vintage -> 0.8;
        IntToDoubleFunction inTurn = vintage -> vintage % 2 == 0 ? 0.72 : 0.9;
        Choice choice = chooseBy(30, Map.of("ar", always, "ets", vintage -> 0.4, "bvar", inTurn), List.of(), "bvar");
        assertThat(choice.method()).isEqualTo("bvar");
        assertThat(choice.score().orElseThrow()).isBetween(1.001, Choice.LIMIT);
        // As much worse, but every time.
        IntToDoubleFunction worse = vintage -> 0.8 * choice.score().orElseThrow();
        assertThat(chooseBy(30, Map.of("ar", always, "ets", vintage -> 0.4, "bvar", worse), List.of(), "bvar")
                        .method())
                .isEqualTo("ets");
    }

    @Test
    void bandsMeetWithoutGaps() {
        assertThat(Band.of(0)).isEqualTo(Band.NEAR);
        assertThat(Band.of(4)).isEqualTo(Band.SHORT);
        assertThat(Band.of(5)).isEqualTo(Band.MEDIUM);
        assertThat(Band.of(40)).isEqualTo(Band.LONG);
        int next = 0;
        for (Band band : Band.values()) {
            assertThat(band.from()).isEqualTo(next);
            next = band.to() + 1;
        }
    }

    /** Methods that are wrong by so much at every forecast, up and down in turn; short ones only in five vintages. */
    private static Choice choose(int vintages, Map<String, Double> sizes, List<String> brief) {
        return choose(vintages, sizes, brief, "none");
    }

    private static Choice choose(int vintages, Map<String, Double> sizes, List<String> brief, String recipe) {
        Map<String, IntToDoubleFunction> byVintage = new HashMap<>();
        sizes.forEach((method, size) -> byVintage.put(method, vintage -> size));
        return chooseBy(vintages, byVintage, brief, recipe);
    }

    private static Choice chooseBy(
            int vintages, Map<String, IntToDoubleFunction> sizes, List<String> brief, String recipe) {
        int first = 20;
        List<PastForecast> forecasts = new ArrayList<>();
        double[] values = new double[vintages];
        for (int i = 0; i < vintages; i++) {
            int vintage = first + i;
            sizes.forEach((method, size) -> {
                if (!brief.contains(method) || vintage >= first + vintages - 5) {
                    double error = size.applyAsDouble(vintage) * (vintage % 3 == 0 ? 1 : -1) * (1 + vintage % 5);
                    forecasts.add(level(method, vintage, vintage, error));
                    forecasts.add(level(method, vintage, vintage + 1, error));
                }
            });
        }
        Scorecard card = new Scorecard(
                KEY,
                forecasts,
                new Outturns(List.of(vintage(first + vintages, first, values))),
                Measure.LEVEL,
                Truth.K12,
                Scope.ALL);
        return Choice.of(Band.NEAR, card, sizes.keySet().stream().sorted().toList(), BENCHMARKS, "ar", 12, recipe);
    }
}
