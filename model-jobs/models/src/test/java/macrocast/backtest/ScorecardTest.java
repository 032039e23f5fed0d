package macrocast.backtest;

import static macrocast.backtest.Examples.KEY;
import static macrocast.backtest.Examples.level;
import static macrocast.backtest.Examples.vintage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import macrocast.domain.Accuracy;
import macrocast.domain.Measure;
import macrocast.domain.Scope;
import macrocast.domain.SeriesKey;
import macrocast.domain.Truth;
import org.junit.jupiter.api.Test;

class ScorecardTest {
    // Quarters 20 to 22 come to 10, 20 and 30; quarter 23 is not known yet.
    private static final Outturns OUTTURNS = new Outturns(List.of(vintage(23, 20, 10, 20, 30)));

    private static final List<PastForecast> FORECASTS = List.of(
            level("a", 20, 20, 11),
            level("a", 21, 21, 18),
            level("a", 22, 22, 30),
            level("a", 23, 23, 5),
            level("ar", 20, 20, 12),
            level("ar", 21, 21, 22));

    @Test
    void errorsAreOutturnLessForecast() {
        Accuracy own = row(card(KEY, FORECASTS, Scope.ALL), "a");
        assertThat(own.count()).isEqualTo(3);
        assertThat(own.rmse()).isCloseTo(Math.sqrt((1 + 4 + 0) / 3.0), within(1e-15));
        assertThat(own.mae()).isCloseTo(1, within(1e-15));
        // -1, 2 and 0.
        assertThat(own.bias()).isCloseTo(1 / 3.0, within(1e-15));
    }

    @Test
    void ratiosCountOnlyWhatBothForecast() {
        Scorecard card = card(KEY, FORECASTS, Scope.ALL);
        assertThat(row(card, "a").ratioToAr()).isCloseTo(Math.sqrt(5 / 8.0), within(1e-15));
        assertThat(row(card, "ar").ratioToAr()).isEqualTo(1);
        assertThat(card.common(List.of("a", "ar"), 0)).isEqualTo(2);
    }

    @Test
    void withoutTheBenchmarkThereIsNoRatio() {
        Accuracy alone = row(card(KEY, FORECASTS.subList(0, 4), Scope.ALL), "a");
        assertThat(alone.ratioToAr()).isNull();
        assertThat(alone.dmP()).isNull();
    }

    @Test
    void thePandemicEndsLaterForGdp() {
        // Targets 2021-Q4 and 2022-Q1, each forecast two quarters before.
        List<PastForecast> forecasts = List.of(level("a", 5, 7, 0), level("a", 6, 8, 0));
        Outturns outturns = new Outturns(List.of(vintage(9, 7, 1, 1)));
        assertThat(count(new SeriesKey("boe", "gdpkp"), forecasts, outturns, 2)).isZero();
        // Both were made after October 2020, when the pandemic was known.
        assertThat(count(new SeriesKey("boe", "cpisa"), forecasts, outturns, 2)).isEqualTo(2);
        assertThat(count(
                        new SeriesKey("boe", "cpisa"),
                        List.of(level("a", 2, 4, 0)),
                        new Outturns(List.of(vintage(9, 4, 1))),
                        2))
                .isZero();
    }

    @Test
    void biasIsAsSureAsOverlapAllows() {
        // Errors 1, 3, 1, 3: mean 2, g0 = 1, g1 = -0.75; with one lag 1 - 2 * 0.5 * 0.75 = 0.25.
        assertThat(Bias.of(new double[] {1, 3, 1, 3}, 0).standardError().orElseThrow())
                .isCloseTo(0.5, within(1e-15));
        assertThat(Bias.of(new double[] {1, 3, 1, 3}, 1).standardError().orElseThrow())
                .isCloseTo(0.25, within(1e-15));
        assertThat(Bias.of(new double[] {4}, 0).standardError()).isEmpty();
    }

    @Test
    void forecastsOfOneTargetMadeAtDifferentTimesAllCount() {
        List<PastForecast> forecasts = new ArrayList<>(FORECASTS);
        forecasts.add(new PastForecast(
                "a", Instant.parse("2025-03-01T00:00:00Z"), Examples.quarter(20), 0, Measure.LEVEL, 10));
        assertThat(row(card(KEY, forecasts, Scope.ALL), "a").count()).isEqualTo(4);
    }

    private static int count(SeriesKey key, List<PastForecast> forecasts, Outturns outturns, int horizon) {
        return new Scorecard(key, forecasts, outturns, Measure.LEVEL, Truth.K12, Scope.EX_COVID)
                .common(List.of("a"), horizon);
    }

    private static Scorecard card(SeriesKey key, List<PastForecast> forecasts, Scope scope) {
        return new Scorecard(key, forecasts, OUTTURNS, Measure.LEVEL, Truth.K12, scope);
    }

    private static Accuracy row(Scorecard card, String method) {
        return card.against("ar").stream()
                .filter(accuracy -> accuracy.method().equals(method))
                .findFirst()
                .orElseThrow();
    }
}
