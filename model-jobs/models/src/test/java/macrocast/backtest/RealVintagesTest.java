package macrocast.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import macrocast.domain.Scope;
import macrocast.domain.Truth;
import macrocast.models.Method;
import macrocast.models.Methods;
import org.junit.jupiter.api.Test;

/** Our arithmetic on real vintages: the Bank's forecasts score what its toolkit says, ours are printed beside them. */
class RealVintagesTest {
    private static final double[] NONE = {};
    private static final int[] HORIZONS = {0, 1, 2, 4, 8, 12};

    // RMSE in percentage points at these horizons, truth k12, without the pandemic (EVALUATION section 1).
    private static final Map<String, double[]> BANK = Map.of(
            "gdpkp", new double[] {1.06, 1.21, 1.48, 1.96, 2.32, 2.36},
            "cpisa", new double[] {.20, .63, 1.10, 2.14, 2.77, 2.72},
            "aweagg", new double[] {1.10, 1.26, 1.60, 1.99, 2.22, 2.29},
            "unemp", new double[] {.27, .55, .78, .95, 1.25, 1.58});
    private static final Map<String, double[]> AUTOREGRESSION = Map.of(
            "gdpkp", new double[] {1.18, 1.52, 1.93, 2.34, 2.33, 2.32},
            "cpisa", new double[] {.58, 1.08, 1.69, 2.52, 2.80, 2.84},
            "aweagg", new double[] {1.25, 1.52, 1.87, 2.15, 2.30, 2.41},
            "unemp", new double[] {.25, .41, .58, .90, 1.39, 1.90});

    @Test
    void theBanksForecastsScoreWhatItsToolkitSays() throws IOException {
        RealVintages real = RealVintages.read();
        for (String variable : RealVintages.VARIABLES) {
            Scorecard scores = scorecard(real, variable, real.forecasts(variable), Scope.EX_COVID);
            for (int i = 0; i < HORIZONS.length; i++) {
                assertThat(rmse(scores, "mpr", HORIZONS[i]))
                        .as(variable + " mpr at " + HORIZONS[i])
                        .isCloseTo(BANK.getOrDefault(variable, NONE)[i], within(0.0051));
                assertThat(rmse(scores, "baseline ar(p) model", HORIZONS[i]))
                        .as(variable + " ar at " + HORIZONS[i])
                        .isCloseTo(AUTOREGRESSION.getOrDefault(variable, NONE)[i], within(0.0051));
            }
        }
    }

    @Test
    void ourMethodsBesideTheBanks() throws IOException {
        RealVintages real = RealVintages.read();
        for (Scope scope : Scope.values()) {
            for (String variable : RealVintages.VARIABLES) {
                List<PastForecast> all = new ArrayList<>(real.forecasts(variable));
                for (Method method : Methods.standard().all()) {
                    all.addAll(replay(real, variable, method));
                }
                Scorecard scores = scorecard(real, variable, all, scope);
                for (String method : scores.methods()) {
                    print(scope, variable, method, scores);
                }
            }
        }
    }

    private static void print(Scope scope, String variable, String method, Scorecard scores) {
        List<String> pair = List.of(method, "baseline ar(p) model");
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-8s %-7s %-28s", scope, variable, method));
        double logs = 0;
        for (int horizon : HORIZONS) {
            double ratio = scores.rmse(method, horizon, pair) / scores.rmse(pair.get(1), horizon, pair);
            logs += Math.log(ratio) / HORIZONS.length;
            line.append(String.format(
                    Locale.ROOT,
                    " %6.3f (%5.3f, %d)",
                    rmse(scores, method, horizon),
                    ratio,
                    scores.common(pair, horizon)));
        }
        System.out.println(line + String.format(Locale.ROOT, "  geo %.3f", Math.exp(logs)));
    }

    private static List<PastForecast> replay(RealVintages real, String variable, Method method) {
        long start = System.nanoTime();
        List<PastForecast> forecasts =
                Replay.of(method, real.vintages(variable), RealVintages.transform(variable), 13).forecasts().stream()
                        .map(PastForecast::of)
                        .toList();
        System.out.printf(
                Locale.ROOT, "%s %s replayed in %.2f s%n", variable, method.name(), (System.nanoTime() - start) / 1e9);
        return forecasts;
    }

    private static double rmse(Scorecard scores, String method, int horizon) {
        return 100 * scores.rmse(method, horizon, List.of(method));
    }

    private static Scorecard scorecard(RealVintages real, String variable, List<PastForecast> forecasts, Scope scope) {
        return new Scorecard(
                RealVintages.key(variable),
                forecasts,
                new Outturns(real.vintages(variable)),
                RealVintages.measure(variable),
                Truth.K12,
                scope);
    }
}
