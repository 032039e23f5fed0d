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
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import macrocast.backtest.SeriesHistory;
import macrocast.domain.Frequency;
import macrocast.domain.Period;
import macrocast.domain.Vintage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NowcastTest {
    private static final LocalDate START = LocalDate.of(2000, 1, 1);
    private static final int QUARTERS = 40;

    /** Growth of a quarter: 2 and 0 % by turns, which an autoregression knows as soon as the last one is out. */
    private static double level(int quarter) {
        int rises = (quarter + 1) / 2;
        return 100 * Math.pow(1.02, rises);
    }

    /** Each quarter is released a month after its end, dated at its last month, as the change logs have it. */
    private static void write(Path folder) throws IOException {
        StringBuilder log = new StringBuilder("vintage_date,series_id,obs_date,value\n");
        StringBuilder releases =
                new StringBuilder("observation_date,first_release_date,qoq_saar_growth_alfred_first_pct\n");
        for (int quarter = 0; quarter < QUARTERS + 4; quarter++) {
            LocalDate start = START.plusMonths(3L * quarter);
            LocalDate day = start.plusMonths(4);
            LocalDate appears = quarter < QUARTERS ? START.plusMonths(3L * QUARTERS + 1) : day;
            log.append(appears + ",GDPC1," + start.plusMonths(2) + "," + level(quarter) + "\n");
            releases.append(
                    start + "," + day + "," + 100 * (Math.pow(level(quarter) / level(quarter - 1), 4) - 1) + "\n");
        }
        Files.writeString(folder.resolve("log.csv"), log);
        Files.writeString(folder.resolve("gdpc1_releases_first_second_third.csv"), releases);
    }

    @Test
    void tellsTheFirstReleaseFromWhatWasKnown(@TempDir Path folder) throws Exception {
        write(folder);
        List<Figure> figures = new Nowcast()
                .measure(folder, 2, new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
        // The first vintage is of 2010-02-01, so 2010Q2 to 2010Q4 begin after it and before the last one.
        Figure eve = figure(figures, "bridge", "eve");
        assertThat(eve.n()).isEqualTo(3);
        assertThat(eve.value().orElseThrow()).isLessThan(1);
        assertThat(figure(figures, "champion", "eve").value())
                .isEqualTo(figure(figures, "nowcast", "eve").value());
        assertThat(figure(figures, "ar", "mid").ratio().orElseThrow()).isCloseTo(1, within(1e-12));
    }

    private static Figure figure(List<Figure> figures, String method, String moment) {
        return figures.stream()
                .filter(figure ->
                        figure.method().equals(method) && figure.horizon().equals(moment))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void readsWhatIsMissingAndWhatIsTwoMonthsLate(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("log.csv"), """
                vintage_date,series_id,obs_date,value
                2019-12-20,GDPC1,2019-06-01,101
                2019-12-20,GDPC1,2019-09-01,102
                2019-12-20,UNRATE,2019-10-01,3.6
                2019-12-20,UNRATE,2019-11-01,3.5
                2019-12-27,GDPC1,2019-06-01,
                2019-12-27,GDPC1,2019-09-01,
                2019-12-27,GDPC1,2019-08-01,101
                2019-12-27,GDPC1,2019-11-01,102
                2019-12-27,UNRATE,2019-10-01,
                2019-12-27,UNRATE,2019-11-01,
                """);
        Map<String, SeriesHistory> histories = ChangeLog.read(folder);
        List<Vintage> gdp = vintages(histories, "GDPC1");
        assertThat(gdp).hasSize(2);
        assertThat(gdp.get(1).values()).isEqualTo(gdp.get(0).values());
        assertThat(gdp.get(1).origin()).isEqualTo(new Period(Frequency.QUARTERLY, LocalDate.of(2019, 7, 1)));
        // The second vintage lacks the rate altogether.
        assertThat(vintages(histories, "UNRATE")).hasSize(1);
    }

    private static List<Vintage> vintages(Map<String, SeriesHistory> histories, String code) {
        return Optional.ofNullable(histories.get(code)).orElseThrow().vintages();
    }

    @Test
    void wantsTheTarget(@TempDir Path folder) throws IOException {
        Files.writeString(
                folder.resolve("log.csv"), "vintage_date,series_id,obs_date,value\n2019-12-20,UNRATE,2019-10-01,3\n");
        assertThatThrownBy(() -> new Nowcast().measure(folder, 1, System.out))
                .hasMessageContaining("has no series GDPC1, which is told");
    }
}
