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
    private static final String BANK_AUTOREGRESSION = "baseline ar(p) model";
    private static final double[] NONE = {};
    private static final int[] HORIZONS = {0, 1, 2, 4, 8, 12};

    // RMSE in percentage points at these horizons, truth k12, without the pandemic, as the toolkit itself reckons.
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
                assertThat(rmse(scores, BANK_AUTOREGRESSION, HORIZONS[i]))
                        .as(variable + " ar at " + HORIZONS[i])
                        .isCloseTo(AUTOREGRESSION.getOrDefault(variable, NONE)[i], within(0.0051));
            }
        }
    }

    @Test
    void ourAutoregressionIsTheBanksAndTheMeanNotFarFromIt() throws IOException {
        RealVintages real = RealVintages.read();
        for (String variable : RealVintages.VARIABLES) {
            List<PastForecast> all = new ArrayList<>(real.forecasts(variable));
            for (Method method : Methods.standard().all()) {
                all.addAll(replay(real, variable, method));
            }
            for (Scope scope : Scope.values()) {
                Scorecard scores = scorecard(real, variable, all, scope);
                for (String method : scores.methods()) {
                    print(scope, variable, method, scores);
                }
                assertThat(ratio(scores, "mean"))
                        .as(variable + " mean " + scope)
                        .isLessThan(1.15);
            }
            // With the pandemic's forecasts the search for coefficients ends elsewhere now and then.
            assertThat(ratio(scorecard(real, variable, all, Scope.EX_COVID), "ar"))
                    .as(variable + " ar")
                    .isCloseTo(1, within(0.02));
        }
    }

    private static void print(Scope scope, String variable, String method, Scorecard scores) {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-8s %-7s %-28s", scope, variable, method));
        for (int horizon : HORIZONS) {
            line.append(String.format(Locale.ROOT, " %6.3f", rmse(scores, method, horizon)));
        }
        System.out.println(line + String.format(Locale.ROOT, "  to the Bank's AR %.3f", ratio(scores, method)));
    }

    /** The geometric mean of the RMSE ratios to the Bank's AR. */
    private static double ratio(Scorecard scores, String method) {
        List<String> pair = List.of(method, BANK_AUTOREGRESSION);
        double logs = 0;
        for (int horizon : HORIZONS) {
            logs += Math.log(scores.rmse(method, horizon, pair) / scores.rmse(BANK_AUTOREGRESSION, horizon, pair))
                    / HORIZONS.length;
        }
        return Math.exp(logs);
    }

    private static List<PastForecast> replay(RealVintages real, String variable, Method method) {
        return Replay.of(method, real.vintages(variable), RealVintages.transform(variable), 13).forecasts().stream()
                .map(PastForecast::of)
                .toList();
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
