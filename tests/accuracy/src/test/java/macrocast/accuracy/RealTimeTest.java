package macrocast.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command on a folder of made-up vintages: 60 values at the first vintage, one more at each of 21 later ones. */
@Tag("slow")
class RealTimeTest {
    private static void writeVintages(Path folder) throws IOException {
        StringBuilder outturns = new StringBuilder("variable,vintage_date,date,value\n");
        StringBuilder forecasts = new StringBuilder("variable,vintage_date,date,source,value\n");
        double[] values = new double[120];
        Random random = new Random(7);
        for (int i = 0; i < values.length; i++) {
            values[i] = i == 0 ? 100 : values[i - 1] * (1.005 + 0.004 * random.nextGaussian());
        }
        for (int length = 60; length < 82; length++) {
            LocalDate vintage = quarterEnd(length);
            for (int i = 0; i < length; i++) {
                outturns.append(row("output", vintage, i, "", values[i]));
            }
            for (int h = -1; h < 13; h++) {
                // Always 1 % too low, so that each error is 1 % of the outturn's growth factor where the base is known.
                forecasts.append(row(
                        "output", vintage, length + h, "mpr,", values[Math.max(0, length + h)] * (h < 0 ? 1 : 0.99)));
                forecasts.append(row("output", vintage, length + h, "baseline ar(p) model,", values[length - 1]));
            }
        }
        Files.writeString(folder.resolve("outturns.csv"), outturns);
        Files.writeString(folder.resolve("forecasts.csv"), forecasts);
    }

    @Test
    void measuresForecastsOfOthersAndOurs(@TempDir Path folder) throws IOException {
        writeVintages(folder);
        List<String> table = measured(folder, "--threads", "2");
        assertThat(table.getFirst()).isEqualTo("dataset,scope,horizon,method,measure,value,n,baseline,ratio");
        String[] mpr = row(table, "uk,output,0,mpr,rmse,", "ar");
        // growth - forecast = 0.01 x[t] / x[t-4], about 1.02 %, and 21 targets of horizon 0 have an outturn.
        assertThat(Double.parseDouble(mpr[5])).isCloseTo(0.0102, within(0.0003));
        assertThat(mpr[6]).isEqualTo("21");
        assertThat(Double.parseDouble(row(table, "uk,output,0,mpr,rmse,", "mpr")[8]))
                .isEqualTo(1);
        for (String method : List.of("champion", "own-ar", "ets", "mean", "forest")) {
            double ratio = Double.parseDouble(row(table, "uk,output,geo," + method + ",rmse,", "ar")[8]);
            assertThat(ratio).as(method).isBetween(0.01, 2.0);
            assertThat(Double.parseDouble(row(table, "uk,all,geo," + method + ",rmse,", "ar")[8]))
                    .isCloseTo(ratio, within(1e-12));
        }
    }

    @Test
    void theFiguresDoNotDependOnTheNumberOfThreads(@TempDir Path folder) throws IOException {
        writeVintages(folder);
        assertThat(measured(folder, "--threads", "1")).isEqualTo(measured(folder, "--threads", "2"));
    }

    @Test
    void saysWhatIsNotThere(@TempDir Path folder) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        Main main = new Main(List.of(new RealTime()), new PrintStream(said, true, StandardCharsets.UTF_8));
        CommandLine command = new CommandLine(main);
        assertThat(command.execute("--only", "mars")).isEqualTo(2);
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("There is no dataset mars, known are uk");
        Path absent = folder.resolve("absent");
        assertThat(command.execute("--only", "uk", "--data", "uk=" + absent, "--output", folder + "/table.csv"))
                .isEqualTo(3);
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("uk is not measured: there is no " + absent);
    }

    private static List<String> measured(Path folder, String... options) throws IOException {
        Path table = folder.resolve("table.csv");
        Main main = new Main(
                List.of(new RealTime()), new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
        CommandLine command = new CommandLine(main);
        List<String> all =
                new ArrayList<>(List.of("--only", "uk", "--data", "uk=" + folder, "--output", table.toString()));
        all.addAll(List.of(options));
        assertThat(command.execute(all.toArray(new String[0]))).isZero();
        return Files.readAllLines(table);
    }

    private static String[] row(List<String> table, String start, String baseline) {
        return table.stream()
                .filter(line -> line.startsWith(start))
                .map(line -> line.split(",", -1))
                .filter(cells -> cells[7].equals(baseline))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + start + " against " + baseline));
    }

    private static LocalDate quarterEnd(int quarter) {
        return LocalDate.of(1990, 3, 1).plusMonths(3L * quarter).plusMonths(1).minusDays(1);
    }

    private static String row(String variable, LocalDate vintage, int quarter, String source, double value) {
        return String.format(Locale.ROOT, "%s,%s,%s,%s%s%n", variable, vintage, quarterEnd(quarter), source, value);
    }
}
