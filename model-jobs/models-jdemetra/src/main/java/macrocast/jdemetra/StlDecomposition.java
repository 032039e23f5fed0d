package macrocast.jdemetra;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import jdplus.stl.base.api.StlLegacySpec;
import jdplus.stl.base.core.StlLegacy;
import jdplus.toolkit.base.api.data.DoubleSeq;
import macrocast.domain.Period;
import macrocast.models.Decomposition;

/**
 * STL of JDemetra+ (Cleveland, Cleveland, McRae and Terpenning, STL: A seasonal-trend decomposition procedure based on
 * loess, Journal of Official Statistics 6, 1990), robust, with a season that is smoothed over {@value #WINDOW} years. It
 * multiplies, by way of logarithms, where it may. The last season goes on.
 */
final class StlDecomposition implements Decomposition {
    private static final int WINDOW = 13;

    @Override
    public String name() {
        return "stl, robust, over " + WINDOW + " years";
    }

    @Override
    public int years() {
        return 3;
    }

    @Override
    public Optional<Decomposed> decompose(Period origin, double[] values, boolean positive) {
        int season = origin.frequency().periodsPerYear();
        if (season == 1 || values.length < years() * season || TimeSeries.isConstant(values)) {
            return Optional.empty();
        }
        double[] scaled =
                positive ? DoubleStream.of(values).map(StrictMath::log).toArray() : TimeSeries.inUnit(values);
        double unit = positive ? 1 : TimeSeries.unit(values);
        StlLegacy stl = new StlLegacy(StlLegacySpec.defaultSpec(season, WINDOW, true));
        if (!stl.process(DoubleSeq.of(scaled))) {
            return Optional.empty();
        }
        double[] found = stl.getSeason();
        List<Double> adjusted = new ArrayList<>(values.length);
        List<Double> seasons = new ArrayList<>(season);
        for (int t = 0; t < values.length; t++) {
            if (!Double.isFinite(found[t])) {
                return Optional.empty();
            }
            double effect = positive ? StrictMath.exp(found[t]) : found[t] * unit;
            adjusted.add(positive ? values[t] / effect : values[t] - effect);
            if (t >= values.length - season) {
                seasons.add(effect);
            }
        }
        return Optional.of(new Decomposed(adjusted, positive, seasons));
    }
}
