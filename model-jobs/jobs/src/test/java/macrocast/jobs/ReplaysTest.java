package macrocast.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import macrocast.backtest.Panel;
import macrocast.domain.BacktestForecast;
import macrocast.domain.Period;
import macrocast.domain.Vintage;
import macrocast.models.Method;
import macrocast.models.Methods;
import org.junit.jupiter.api.Test;

class ReplaysTest {
    private static final List<Vintage> VINTAGES =
            SyntheticVintages.between(Period.parse("2008-Q1"), Period.parse("2010-Q4"));
    private static final List<Method> METHODS = Methods.standard().all();

    private static Replays replay(List<Vintage> vintages, int threads) throws InterruptedException {
        return Replays.of(
                Panel.alone(SyntheticVintages.OUTPUT.transform(), vintages),
                METHODS,
                (method, hash) -> false,
                13,
                threads);
    }

    @Test
    void oneThreadAndFourGiveTheSameForecastsInTheSameOrder() throws Exception {
        assertThat(replay(VINTAGES, 4)).isEqualTo(replay(VINTAGES, 1));
    }

    @Test
    void everyMethodIsReplayedOnEveryVintageInBothMeasures() throws Exception {
        Replays replays = replay(VINTAGES, 1);
        assertThat(replays.fits()).isEqualTo(VINTAGES.size() * METHODS.size());
        assertThat(replays.forecasts()).hasSize(replays.fits() * 13 * 2);
    }

    @Test
    void whatIsDoneIsNotDoneAgain() throws Exception {
        String done = VINTAGES.get(3).sha256();
        Replays replays = Replays.of(
                Panel.alone(SyntheticVintages.OUTPUT.transform(), VINTAGES),
                METHODS,
                (method, hash) -> method.name().equals("naive") && hash.equals(done),
                13,
                1);
        assertThat(replays.fits()).isEqualTo(VINTAGES.size() * METHODS.size() - 1);
    }

    @Test
    void aLaterVintageChangesNoReplayOfAnEarlierOne() throws Exception {
        Set<BacktestForecast> early =
                new HashSet<>(replay(VINTAGES.subList(0, 6), 1).forecasts());
        Set<BacktestForecast> all = new HashSet<>(replay(VINTAGES, 1).forecasts());
        assertThat(all).containsAll(early);
    }

    @Test
    void aVintageTooShortIsCountedAndForecastsNothing() throws Exception {
        List<Vintage> tiny = SyntheticVintages.between(Period.parse("1998-Q2"), Period.parse("1998-Q2"));
        Replays replays = replay(tiny, 1);
        assertThat(replays.forecasts()).isEmpty();
        assertThat(replays.untrained()).isEqualTo(METHODS.size());
    }
}
