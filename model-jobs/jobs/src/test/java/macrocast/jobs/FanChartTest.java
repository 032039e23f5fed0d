package macrocast.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import macrocast.domain.Period;
import macrocast.jobs.FanChart.Actual;
import macrocast.jobs.FanChart.Slice;
import org.junit.jupiter.api.Test;

class FanChartTest {
    private static final Period FIRST = Period.parse("2024-Q1");

    @Test
    void actualsComeFirstThenTheFanWithTheOtherPathBeside() {
        FanChart chart = new FanChart(
                List.of(new Actual(FIRST, 1), new Actual(FIRST.plus(1), 2)),
                List.of(
                        new Slice(FIRST.plus(2), 2, 1, 1.5, 2.5, 3),
                        new Slice(FIRST.plus(3), 2, 0, 1, 3, 4),
                        new Slice(FIRST.plus(4), 2, -1, 0, 4, 5)),
                Map.of(FIRST.plus(3), 2.5),
                "Bank of England");

        assertThat(chart.lines())
                .containsExactly(
                        "   5.0 ┤        ░░",
                        "       │        ░░",
                        "   4.0 ┤      ░░▒▒",
                        "       │      ░░▒▒",
                        "   3.0 ┤    ░░▒▒▒▒",
                        "       │    ▒▒◆▒▒▒",
                        "   2.0 ┤  ● ○▒○▒○▒",
                        "       │    ▒▒▒▒▒▒",
                        "   1.0 ┤●   ░░▒▒▒▒",
                        "       │      ░░▒▒",
                        "   0.0 ┤      ░░▒▒",
                        "       │        ░░",
                        "  -1.0 ┤        ░░",
                        "       └──────────",
                        "        2024    2025",
                        "        ● published   ○ forecast   ▒ 50 %   ░ 80 %   ◆ Bank of England");
    }

    @Test
    void threeYearsOfEachFitEightyColumns() {
        FanChart chart = new FanChart(
                IntStream.range(0, 16)
                        .mapToObj(i -> new Actual(FIRST.plus(i), Math.sin(i)))
                        .toList(),
                IntStream.range(16, 29)
                        .mapToObj(i -> new Slice(FIRST.plus(i), 0, -0.2 * i, -0.1 * i, 0.1 * i, 0.2 * i))
                        .toList(),
                Map.of(),
                "");
        assertThat(chart.lines()).hasSizeBetween(12, 20).allSatisfy(line -> assertThat(line)
                .hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void aFlatPathIsDrawn() {
        FanChart chart = new FanChart(
                List.of(new Actual(FIRST, 2)), List.of(new Slice(FIRST.plus(1), 2, 2, 2, 2, 2)), Map.of(), "");
        assertThat(chart.lines()).first().isEqualTo("   2.0 ┤● ○▒");
    }
}
