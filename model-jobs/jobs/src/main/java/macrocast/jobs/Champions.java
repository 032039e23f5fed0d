package macrocast.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import macrocast.backtest.Band;
import macrocast.backtest.Choice;
import macrocast.backtest.Scorecard;
import macrocast.domain.Blessing;
import macrocast.domain.Scope;
import macrocast.domain.Truth;
import macrocast.models.Methods;
import org.jspecify.annotations.Nullable;

/** Chooses, for one series, the method that is published in each band of horizons. */
final class Champions {
    /** Who decided, as the blessing's row says. */
    private static final String ACTOR = "job bless";

    private Champions() {}

    /**
     * One decision per band that the run reaches, by errors against the twelfth release without the pandemic.
     *
     * @param candidates the methods that have a model in the run, at least one
     * @param benchmarks those among them that a champion must beat
     * @param greatestHorizon that the run forecasts
     * @param previous the champions before, by band
     */
    static List<Blessing> choose(
            PastRecord record,
            List<String> candidates,
            List<String> benchmarks,
            int greatestHorizon,
            Map<String, String> previous) {
        Scorecard scores = record.scorecard(Truth.K12, Scope.EX_COVID);
        List<Blessing> decisions = new ArrayList<>();
        for (Band band : Band.values()) {
            if (band.from() > greatestHorizon) {
                break;
            }
            Choice chosen = Choice.of(
                    band, scores, candidates, benchmarks, PastRecord.YARDSTICK, greatestHorizon, Methods.RECIPE);
            decisions.add(new Blessing(
                    record.series().key(),
                    band.word(),
                    band.from(),
                    // Whatever lies beyond the last band belongs to it.
                    band == Band.LONG || band.to() > greatestHorizon ? greatestHorizon : band.to(),
                    chosen.method(),
                    previous.get(band.word()),
                    boxed(chosen.score()),
                    boxed(chosen.benchmarkScore()),
                    chosen.reason(),
                    ACTOR));
        }
        return decisions;
    }

    private static @Nullable Double boxed(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }
}
