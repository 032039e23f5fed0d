package macrocast.backtest;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import macrocast.domain.Measure;
import macrocast.domain.Scope;
import macrocast.domain.SeriesKey;
import macrocast.domain.Truth;
import macrocast.domain.Vintage;

/**
 * What would have been published at each vintage of the past: at every origin the champions are chosen anew, by what was
 * known there.
 *
 * <p>A choice sees the vintages up to the origin's and the errors of forecasts made before it whose targets these vintages
 * hold; later vintages and their outturns move nothing.
 */
public final class ChampionReplay {
    private ChampionReplay() {}

    /**
     * The champion's path at every vintage, under another name.
     *
     * @param forecasts of one series in the measure, by methods that may be published and by nobody else
     * @param vintages of that series
     * @param candidates as {@link Choice#of} wants them
     * @param recipe the one in use
     * @param name under which the path goes
     */
    public static List<PastForecast> of(
            SeriesKey series,
            Collection<PastForecast> forecasts,
            List<Vintage> vintages,
            Measure measure,
            List<String> candidates,
            List<String> benchmarks,
            String preferred,
            String recipe,
            String name) {
        int greatest = forecasts.stream().mapToInt(PastForecast::horizon).max().orElse(0);
        List<PastForecast> path = new ArrayList<>();
        for (Vintage vintage : vintages) {
            List<Vintage> known = vintages.stream()
                    .filter(other -> !other.knownAt().isAfter(vintage.knownAt()))
                    .toList();
            List<PastForecast> made = forecasts.stream()
                    .filter(forecast -> !forecast.knownAt().isAfter(vintage.knownAt()))
                    .toList();
            List<String> able = candidates.stream()
                    .filter(candidate -> made.stream()
                            .anyMatch(forecast -> forecast.method().equals(candidate)
                                    && forecast.knownAt().equals(vintage.knownAt())))
                    .toList();
            if (able.isEmpty()) {
                continue;
            }
            Scorecard scores = new Scorecard(series, made, new Outturns(known), measure, Truth.K12, Scope.EX_COVID);
            Map<Band, String> champions = new EnumMap<>(Band.class);
            for (Band band : Band.values()) {
                champions.put(
                        band,
                        Choice.of(band, scores, able, benchmarks, preferred, greatest, recipe)
                                .method());
            }
            made.stream()
                    .filter(forecast -> forecast.knownAt().equals(vintage.knownAt()))
                    .filter(forecast -> forecast.method().equals(champions.get(Band.of(forecast.horizon()))))
                    .map(forecast -> new PastForecast(
                            name,
                            forecast.knownAt(),
                            forecast.target(),
                            forecast.horizon(),
                            forecast.measure(),
                            forecast.value()))
                    .forEach(path::add);
        }
        return path;
    }
}
