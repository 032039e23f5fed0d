package macrocast.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The measures on two made-up series whose naive errors can be reckoned by hand. */
class CompetitionTest {
    // Steps of 1 up and down around 10, then 12 twice: the naive forecast is 10, wrong by 2, and the scale is 1.
    private static final int SEEN = 21;

    private static Path table(Path folder, int firstLater) throws IOException {
        StringBuilder text = new StringBuilder("series_id,period,domain,split,t,value\n");
        for (String name : List.of("A", "B")) {
            for (int t = 1; t <= SEEN; t++) {
                text.append(name)
                        .append(",YEARLY,MACRO,train,")
                        .append(t)
                        .append(',')
                        .append(t % 2 == 0 ? 11 : 10)
                        .append('\n');
            }
            for (int t = 0; t < 2; t++) {
                text.append(name)
                        .append(",YEARLY,MACRO,test,")
                        .append(firstLater + t)
                        .append(",12\n");
            }
        }
        return Files.writeString(folder.resolve("long.csv"), text);
    }

    @Test
    void measuresAsTheCompetitionsDo(@TempDir Path folder) throws IOException, InterruptedException {
        List<Figure> figures = measured(table(folder, SEEN + 1), 2);
        assertThat(value(figures, "naive2", "smape")).isCloseTo(200 * 2 / 22.0, within(1e-12));
        assertThat(value(figures, "naive2", "mase")).isCloseTo(2, within(1e-12));
        assertThat(value(figures, "naive2", "owa")).isEqualTo(1);
        // Steps of 1 have a sigma of 1. At origins 2, 4, 6, 8, 10 and 12 values back every other value up to 6 ahead
        // was missed by
        // 1, for which variances of 1 to 6 were told; with 8 imagined origins of 1.5^2 that widens the intervals.
        double later = (1 + 1 / 3.0 + 1 / 5.0) / 6;
        double square = (8 * 1.5 * 1.5 + 1 / 2.0 + (1 + 1 / 3.0) / 4 + 4 * later) / (8 + 6);
        double first = 2 * 1.959963984540054 * Math.sqrt(square);
        assertThat(value(figures, "naive2", "coverage-95")).isEqualTo(1);
        assertThat(value(figures, "naive2", "msis")).isCloseTo((first + first * Math.sqrt(2)) / 2, within(1e-9));
        assertThat(figures).extracting(Figure::scope).containsOnly("macro", "yearly");
        assertThat(figures).extracting(Figure::method).contains("champion", "ces", "ets-textbook");
    }

    @Test
    void figuresDoNotDependOnThreadsNorOnWhereTheLaterPartIsCountedFrom(@TempDir Path folder)
            throws IOException, InterruptedException {
        List<Figure> one = measured(table(folder, SEEN + 1), 1);
        assertThat(measured(table(folder, 1), 2)).isEqualTo(one);
    }

    @Test
    void aHoleIsRefusedByItsPlace(@TempDir Path folder) throws IOException {
        Path table = table(folder, SEEN + 5);
        assertThatThrownBy(() -> measured(table, 1)).hasMessageContaining("A at t 26 in line 22, needs 22");
    }

    private static List<Figure> measured(Path table, int threads) throws IOException, InterruptedException {
        PrintStream out = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        return new Competition().measure(table, threads, out);
    }

    private static double value(List<Figure> figures, String method, String measure) {
        return figures.stream()
                .filter(figure -> figure.scope().equals("macro")
                        && figure.method().equals(method)
                        && figure.measure().equals(measure))
                .findFirst()
                .orElseThrow()
                .value()
                .orElseThrow();
    }
}
