package macrocast.models;

import java.util.List;
import java.util.SortedMap;
import java.util.stream.DoubleStream;
import macrocast.domain.Transform;

/**
 * Any method on the Box and Cox transform of the series: fits {@link BoxCoxed}.
 *
 * <p>The power makes the spread within a year least dependent on the year's level (Guerrero, Time-series analysis
 * supported by power transformations, Journal of Forecasting 12, 1993): it minimises the coefficient of variation of
 * {@code s / m^(1 - lambda)} over years with mean m and standard deviation s, on [0, 1]. A series with a transform of its own,
 * or with values that are not above 0, is left as it is (power 1).
 */
public final class BoxCoxMethod extends WrappingMethod {
    private static final int POINTS = 21;
    private static final double PRECISION = 1e-6;

    public BoxCoxMethod(String name, String title, Method inner) {
        super(name, title, inner);
    }

    @Override
    public SortedMap<String, String> settings() {
        SortedMap<String, String> settings = super.settings();
        settings.put("bias_adjustment", "none");
        settings.put("power", "guerrero");
        settings.put("within", inner().name());
        return settings;
    }

    @Override
    public Training fitChecked(TrainingSet data) {
        double[] values = data.transformed();
        boolean applies =
                data.transform() == Transform.NONE && DoubleStream.of(values).allMatch(value -> value > 0);
        if (!applies) {
            return inner().fit(data).within(model -> new Rescaled(Basis.of(this, data), 1, model));
        }
        // In units of the mean, so that powers of any unit are numbers.
        double unit = DoubleStream.of(values).average().orElseThrow();
        double[] relative = DoubleStream.of(values).map(value -> value / unit).toArray();
        double lambda = power(relative, Math.max(2, data.season()));
        List<Double> transformed = DoubleStream.of(relative)
                .map(value -> BoxCoxed.into(lambda, value))
                .boxed()
                .toList();
        TrainingSet inside =
                new TrainingSet(data.series(), data.origin(), transformed, Transform.NONE, data.companions());
        return inner().fit(inside).within(model -> new BoxCoxed(Basis.of(this, data), lambda, unit, model));
    }

    /** Guerrero's power; 1 where fewer than two years tell nothing. */
    static double power(double[] values, int year) {
        int years = values.length / year;
        if (years < 2) {
            return 1;
        }
        double[] means = new double[years];
        double[] spreads = new double[years];
        for (int i = 0; i < years; i++) {
            // The first values are left over, not the last ones.
            int from = values.length - (years - i) * year;
            for (int t = from; t < from + year; t++) {
                means[i] += values[t] / year;
            }
            double squares = 0;
            for (int t = from; t < from + year; t++) {
                squares += (values[t] - means[i]) * (values[t] - means[i]);
            }
            spreads[i] = StrictMath.sqrt(squares / (year - 1));
        }
        return LineSearch.minimise(lambda -> variation(means, spreads, lambda), 0, 1, POINTS, PRECISION);
    }

    private static double variation(double[] means, double[] spreads, double lambda) {
        double[] ratios = new double[means.length];
        double mean = 0;
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = spreads[i] / StrictMath.pow(means[i], 1 - lambda);
            mean += ratios[i] / ratios.length;
        }
        double squares = 0;
        for (double ratio : ratios) {
            squares += (ratio - mean) * (ratio - mean);
        }
        return mean > 0 ? StrictMath.sqrt(squares / (ratios.length - 1)) / mean : 0;
    }
}
