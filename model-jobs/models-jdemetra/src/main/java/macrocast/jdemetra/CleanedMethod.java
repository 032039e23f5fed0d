package macrocast.jdemetra;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import jdplus.toolkit.base.api.timeseries.TsData;
import macrocast.domain.Frequency;
import macrocast.models.Basis;
import macrocast.models.Cleaned;
import macrocast.models.Method;
import macrocast.models.Scale;
import macrocast.models.Training;
import macrocast.models.TrainingSet;
import macrocast.models.WrappingMethod;

/**
 * Any method on the series without its outliers: fits {@link Cleaned}.
 *
 * <p>TRAMO of JDemetra+ finds additive outliers, level shifts and transitory changes by their likelihood ratios (Chen and Liu,
 * Joint estimation of model parameters and outlier effects in time series, Journal of the American Statistical Association
 * 88, 1993). A shift moves what lies before it to the level after it, so the cleaned series ends where the series does
 * unless its last value is an outlier. The rule knows no dates. Where no model is found the series stays as it is.
 */
final class CleanedMethod extends WrappingMethod {

    CleanedMethod(String name, String title, Method inner) {
        super(name, title, inner);
    }

    @Override
    public SortedMap<String, String> settings() {
        SortedMap<String, String> settings = super.settings();
        settings.put("library", SeasonalAdjustment.LIBRARY);
        settings.put("outliers", "AO,LS,TC");
        settings.put("within", inner().name());
        return settings;
    }

    @Override
    public int minimumLength(Frequency frequency) {
        return Math.max(inner().minimumLength(frequency), new ArimaMethod().minimumLength(frequency));
    }

    @Override
    public Training fitChecked(TrainingSet data) {
        double[] values = data.transformed();
        double base = values[0];
        double largest = DoubleStream.of(values)
                .map(value -> Math.abs(value - base))
                .max()
                .orElse(0);
        double unit = largest > 0 ? Math.scalb(1.0, Math.getExponent(largest)) : 1;
        SortedMap<String, Double> outliers = new TreeMap<>();
        double[] effects = new double[values.length];
        if (largest > 0) {
            TsData series = TimeSeries.of(
                    data.origin(),
                    DoubleStream.of(values).map(value -> (value - base) / unit).toArray());
            Tramo.attempt(series, Tramo.spec(false, false)).ifPresent(fitted -> {
                outliers.putAll(Tramo.outliers(fitted, data, unit));
                double[] found =
                        fitted.getOutliersEffect(series.getDomain()).getValues().toArray();
                System.arraycopy(found, 0, effects, 0, found.length);
            });
        }
        List<Double> cleaned = IntStream.range(0, values.length)
                .mapToObj(t -> Scale.outOf(data.transform(), values[t] - unit * effects[t]))
                .toList();
        TrainingSet inside =
                new TrainingSet(data.series(), data.origin(), cleaned, data.transform(), data.companions());
        return inner().fit(outliers.isEmpty() ? data : inside)
                .within(model -> new Cleaned(Basis.of(this, data), outliers, model));
    }
}
