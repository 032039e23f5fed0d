package macrocast.backtest;

import static macrocast.backtest.Examples.level;
import static macrocast.backtest.Examples.vintage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import macrocast.domain.Measure;
import macrocast.domain.Vintage;
import org.junit.jupiter.api.Test;

class PathGrowthTest {
    private static final Vintage KNOWN = vintage(4, 0, 100, 110, 120, 130);
    private static final Vintage LATER = vintage(5, 0, 900, 900, 900, 900, 900);

    @Test
    void theBaseIsTheOldVintageAndThenThePathItself() {
        List<PastForecast> path = new ArrayList<>();
        for (int horizon = 0; horizon <= 5; horizon++) {
            path.add(level("bank", 4, 4 + horizon, 140 + horizon));
        }
        List<PastForecast> growth = PathGrowth.of(path, List.of(LATER, KNOWN));
        assertThat(growth).extracting(PastForecast::measure).containsOnly(Measure.GROWTH);
        assertThat(growth.get(0).value()).isCloseTo(140 / 100. - 1, within(1e-15));
        assertThat(growth.get(3).value()).isCloseTo(143 / 130. - 1, within(1e-15));
        assertThat(growth.get(4).value()).isCloseTo(144 / 140. - 1, within(1e-15));
        assertThat(growth.get(5).value()).isCloseTo(145 / 141. - 1, within(1e-15));
    }

    @Test
    void anotherPathIsNoBase() {
        List<PastForecast> growth =
                PathGrowth.of(List.of(level("bank", 4, 8, 150), level("other", 4, 4, 140)), List.of(KNOWN));
        assertThat(growth).extracting(PastForecast::method).containsExactly("other");
    }

    @Test
    void whatWasForecastBeforeAnythingWasKnownIsLeftOut() {
        assertThat(PathGrowth.of(List.of(level("bank", 3, 3, 1)), List.of(KNOWN)))
                .isEmpty();
    }

    @Test
    void growthOfGrowthIsRefused() {
        PastForecast growth =
                PathGrowth.of(List.of(level("bank", 4, 4, 140)), List.of(KNOWN)).getFirst();
        assertThatThrownBy(() -> PathGrowth.of(List.of(growth), List.of(KNOWN)))
                .hasMessage("Forecast of 2021-01-01 by bank is in GROWTH, growth needs LEVEL");
    }
}
