package macrocast.jdemetra;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import jdplus.toolkit.base.api.arima.SarimaSpec;
import jdplus.toolkit.base.api.timeseries.TsData;
import jdplus.toolkit.base.api.timeseries.TsDomain;
import jdplus.toolkit.base.api.timeseries.regression.IOutlier;
import jdplus.toolkit.base.api.timeseries.regression.Variable;
import jdplus.toolkit.base.core.regsarima.regular.RegSarimaModel;
import jdplus.tramoseats.base.api.tramo.AutoModelSpec;
import jdplus.tramoseats.base.api.tramo.OutlierSpec;
import jdplus.tramoseats.base.api.tramo.TramoSpec;
import jdplus.tramoseats.base.api.tramo.TransformSpec;
import jdplus.tramoseats.base.core.tramo.TramoKernel;
import macrocast.models.TrainingSet;

/** TRAMO as our methods ask for it. */
final class Tramo {
    private static final System.Logger LOG = System.getLogger(Tramo.class.getName());

    private Tramo() {}

    /**
     * Automatic identification with outliers.
     *
     * @param calendar whether trading days, leap years and Easter are tried
     * @param choosesLog whether a logarithm is
     */
    static TramoSpec spec(boolean calendar, boolean choosesLog) {
        return (calendar ? TramoSpec.TRfull : TramoSpec.TR3)
                .toBuilder()
                        .transform(choosesLog ? TransformSpec.DEFAULT_AUTO : TransformSpec.DEFAULT_UNUSED)
                        .outliers(OutlierSpec.DEFAULT_ENABLED)
                        .autoModel(AutoModelSpec.builder()
                                .enabled(true)
                                .acceptDefault(true)
                                .build())
                        .build();
    }

    /** The model that the search finds, or the airline model where it breaks, which it does on some short series. */
    static RegSarimaModel fitted(TsData series, TramoSpec spec) {
        return attempt(series, spec).orElseGet(() -> {
            TramoSpec airline =
                    TramoSpec.TR0.toBuilder().arima(SarimaSpec.airline()).build();
            return TramoKernel.of(airline, null).process(series, null);
        });
    }

    /** The model that the search finds; none where it breaks, for which the library has exceptions of many kinds. */
    static Optional<RegSarimaModel> attempt(TsData series, TramoSpec spec) {
        try {
            return Optional.ofNullable(TramoKernel.of(spec, null).process(series, null));
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "The search of TRAMO broke", e);
            return Optional.empty();
        }
    }

    /** The outliers of a model by kind and first day. */
    static SortedMap<String, Double> outliers(RegSarimaModel fitted, TrainingSet data, double unit) {
        TsDomain domain = fitted.getDescription().getDomain();
        SortedMap<String, Double> outliers = new TreeMap<>();
        for (Variable<?> variable : fitted.getDescription().getVariables()) {
            if (variable.getCore() instanceof IOutlier outlier) {
                int index = domain.indexOf(outlier.getPosition());
                outliers.put(
                        outlier.getCode() + "." + data.startOf(index),
                        unit * variable.getCoefficient(0).getValue());
            }
        }
        return outliers;
    }
}
