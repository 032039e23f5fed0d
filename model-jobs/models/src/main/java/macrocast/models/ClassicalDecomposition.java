package macrocast.models;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import macrocast.domain.Period;

/**
 * The fixed season of the M competitions: centred moving averages, where the autocorrelation test of the M4 competition
 * finds a season (Makridakis, Spiliotis and Assimakopoulos, The M4 Competition, International Journal of Forecasting 36,
 * 2020, appendix A). It multiplies when the values are positive and published ones, and adds in logarithms.
 */
final class ClassicalDecomposition implements Decomposition {
    /** A smaller ratio to the trend would blow the adjusted series up. */
    private static final double LEAST_RATIO = 0.01;

    @Override
    public String name() {
        return "classical decomposition";
    }

    /** The test is the judge of it. */
    @Override
    public int years() {
        return 0;
    }

    @Override
    public Optional<Decomposed> decompose(Period origin, double[] values, boolean positive) {
        int season = origin.frequency().periodsPerYear();
        if (!Seasonality.shows(values, season)) {
            return Optional.empty();
        }
        boolean ratios = positive;
        List<Double> seasons = Seasonality.next(values, season, ratios);
        if (ratios && seasons.stream().anyMatch(ratio -> ratio < LEAST_RATIO)) {
            ratios = false;
            seasons = Seasonality.next(values, season, false);
        }
        List<Double> adjusted = new ArrayList<>(values.length);
        for (int t = 0; t < values.length; t++) {
            // The list begins with the period after the last value.
            double index = seasons.get(Math.floorMod(t - values.length, seasons.size()));
            adjusted.add(ratios ? values[t] / index : values[t] - index);
        }
        return Optional.of(new Decomposed(adjusted, ratios, seasons));
    }
}
