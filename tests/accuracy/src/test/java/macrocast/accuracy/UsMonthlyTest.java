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
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class UsMonthlyTest {
    private static final YearMonth START = YearMonth.of(2000, 1);

    /** Vintages of the months 120 to 139, each holding every month before its own; growth of 1 % a month, rates that stay. */
    private static void write(Path folder) throws IOException {
        for (int month = 120; month < 140; month++) {
            StringBuilder text =
                    new StringBuilder("sasdate,INDPRO,PAYEMS,CPIAUCSL,UNRATE,FEDFUNDS,HOUST\nTransform:,5,5,6,2,2,4\n");
            Random random = new Random(5);
            for (int t = 0; t < month; t++) {
                YearMonth at = START.plusMonths(t);
                double noise = 1 + 0.001 * random.nextGaussian();
                double rate = 5 + 0.1 * random.nextGaussian();
                text.append(String.format(
                        Locale.ROOT,
                        "%d/1/%d,%s, %s,%s,%s,%s,%s%n",
                        at.getMonthValue(),
                        at.getYear(),
                        100 * Math.pow(1.01, t) * noise,
                        100 * Math.pow(1.01, t) * noise,
                        // The last month of prices comes a month later.
                        t == month - 1 ? "" : Double.toString(100 * Math.pow(1.01, t) * noise),
                        rate,
                        rate,
                        t < 30 ? "" : Double.toString(1000 * rate)));
            }
            Files.writeString(folder.resolve(START.plusMonths(month) + ".csv"), text);
        }
    }

    @Test
    void measuresGrowthAndRatesAgainstTheDirectAutoregression(@TempDir Path folder) throws Exception {
        write(folder);
        List<Figure> figures = new UsMonthly()
                .measure(folder, 2, new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
        // Vintages 120 to 139 have origins 119 to 138; the last month that is ever known is 138, so 19 have a truth at
        // 1.
        assertThat(figure(figures, "INDPRO", "1", "naive").n()).isEqualTo(19);
        assertThat(figure(figures, "CPIAUCSL", "1", "naive").n()).isEqualTo(19);
        assertThat(figure(figures, "INDPRO", "12", "naive").n()).isEqualTo(8);
        // Standing still misses a growth of 1200 log(1.01) = 11.94 a year.
        assertThat(figure(figures, "INDPRO", "12", "naive").value().orElseThrow())
                .isCloseTo(1200 * Math.log(1.01), within(0.3));
        assertThat(figure(figures, "UNRATE", "1", "naive").value().orElseThrow())
                .isBetween(0.08, 0.25);
        assertThat(figure(figures, "all", "geo", "ar").ratio().orElseThrow()).isCloseTo(1, within(1e-12));
        assertThat(figure(figures, "all", "geo", "champion").ratio())
                .isEqualTo(figure(figures, "all", "geo", "ets-bvar").ratio());
        assertThat(figure(figures, "all", "geo", "diffusion-index").n()).isEqualTo(8);
    }

    @Test
    void saysWhichColumnIsNotThere(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("2000-01.csv"), "sasdate,INDPRO\n12/1/1999,100\n");
        assertThatThrownBy(() -> new UsMonthly().measure(folder, 1, System.out))
                .hasMessage("The vintages have no column PAYEMS, which is judged");
    }

    /** y[t+2] = 3 + 0.5 x[t] exactly, so the least squares find it, and BIC takes one lag. */
    @Test
    void theDirectAutoregressionFindsAnExactRelation() {
        Random random = new Random(2);
        double[] values = random.doubles(80).toArray();
        double[] targets = new double[80];
        for (int t = 0; t < 80; t++) {
            targets[t] = 3 + 0.5 * values[t];
        }
        assertThat(DirectAutoregression.forecast(targets, values, 2)).isCloseTo(3 + 0.5 * values[79], within(1e-9));
    }

    private static Figure figure(List<Figure> figures, String scope, String horizon, String method) {
        return figures.stream()
                .filter(figure -> figure.scope().equals(scope)
                        && figure.horizon().equals(horizon)
                        && figure.method().equals(method))
                .findFirst()
                .orElseThrow();
    }
}
