package macrocast.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import macrocast.domain.Frequency;
import macrocast.domain.Measure;
import macrocast.domain.Period;
import macrocast.domain.PeriodValue;
import macrocast.domain.SeriesKey;
import macrocast.domain.Vintage;
import org.junit.jupiter.api.Test;

/** Forty vintages of a level that never changes: {@code ar} is off by 2, {@code better} by 1. */
class ChampionReplayTest {
    private static final SeriesKey SERIES = new SeriesKey("test", "level");
    private static final Period START = new Period(Frequency.QUARTERLY, LocalDate.of(2000, 1, 1));

    @Test
    void theYardstickIsPublishedUntilThereAreEnoughErrors() {
        List<PastForecast> champion = champion(vintages(40, 7));
        // The forecast of vintage v for horizon 1 has its outturn two vintages later: 20 errors at v = 21.
        assertThat(errorAt(champion, 20)).isEqualTo(2);
        assertThat(errorAt(champion, 21)).isEqualTo(1);
        assertThat(errorAt(champion, 39)).isEqualTo(1);
    }

    @Test
    void theRecipeInUseIsPublishedFromTheFirstVintageOn() {
        List<PastForecast> champion = champion(vintages(40, 7), "better");
        assertThat(errorAt(champion, 0)).isEqualTo(1);
        assertThat(errorAt(champion, 39)).isEqualTo(1);
    }

    @Test
    void laterVintagesMoveNothing() {
        List<PastForecast> before = champion(vintages(40, 7)).stream()
                .filter(forecast -> !forecast.knownAt().isAfter(moment(25)))
                .toList();
        List<PastForecast> after = champion(vintages(40, 1000)).stream()
                .filter(forecast -> !forecast.knownAt().isAfter(moment(25)))
                .toList();
        assertThat(after).isNotEmpty().isEqualTo(before);
    }

    private static double errorAt(List<PastForecast> champion, int vintage) {
        return champion.stream()
                .filter(forecast -> forecast.knownAt().equals(moment(vintage)) && forecast.horizon() == 0)
                .mapToDouble(forecast -> forecast.value() - 7)
                .findFirst()
                .orElseThrow();
    }

    private static List<PastForecast> champion(List<Vintage> vintages) {
        return champion(vintages, "none");
    }

    private static List<PastForecast> champion(List<Vintage> vintages, String recipe) {
        List<PastForecast> forecasts = new ArrayList<>();
        for (int v = 0; v < 40; v++) {
            for (int horizon = 0; horizon < 2; horizon++) {
                forecasts.add(forecast("ar", v, horizon, 2));
                forecasts.add(forecast("better", v, horizon, 1));
            }
        }
        return ChampionReplay.of(
                SERIES,
                forecasts,
                vintages,
                Measure.LEVEL,
                List.of("ar", "better"),
                List.of("ar"),
                "ar",
                recipe,
                "champion");
    }

    private static PastForecast forecast(String method, int vintage, int horizon, double error) {
        return new PastForecast(
                method, moment(vintage), START.plus(vintage + horizon), horizon, Measure.LEVEL, 7 + error);
    }

    /** Vintages of 7s; those after the 25th hold another value for every quarter. */
    private static List<Vintage> vintages(int count, double later) {
        return IntStream.range(0, count)
                .mapToObj(v -> new Vintage(
                        SERIES,
                        Frequency.QUARTERLY,
                        moment(v),
                        IntStream.range(-4, v)
                                .mapToObj(t -> new PeriodValue(START.plus(t), v > 25 ? later : 7))
                                .toList()))
                .toList();
    }

    private static Instant moment(int vintage) {
        return START.plus(vintage)
                .start()
                .plusMonths(3)
                .minusDays(1)
                .atStartOfDay()
                .toInstant(ZoneOffset.UTC);
    }
}
