package macrocast.jdemetra;

import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import jdplus.toolkit.base.api.timeseries.TsData;
import jdplus.x13.base.api.regarima.TransformSpec;
import jdplus.x13.base.api.x13.X13Spec;
import jdplus.x13.base.core.x13.X13Kernel;
import jdplus.x13.base.core.x13.X13Results;
import macrocast.domain.Period;
import macrocast.models.Decomposition;

/**
 * X-13 of JDemetra+ (Findley and others, New capabilities and methods of the X-12-ARIMA program, Journal of Business and
 * Economic Statistics 16, 1998) by its specification RSA3: logarithm or level, outliers and ARIMA model by the library, no
 * calendar. The season of the next year is the one that it forecasts.
 */
final class X13Decomposition implements Decomposition {
    /** Its time grows with the square of the length, and no economy was measured for longer. */
    private static final int MOST_VALUES = 2_000;

    private static final X13Spec LEVEL_OR_LOG = X13Spec.RSA3;
    private static final X13Spec LEVEL = X13Spec.RSA3.toBuilder()
            .regArima(X13Spec.RSA3.getRegArima().toBuilder()
                    .transform(TransformSpec.DEFAULT_NONE)
                    .build())
            .build();

    @Override
    public String name() {
        return "x13, RSA3";
    }

    @Override
    public int years() {
        return 3;
    }

    @Override
    public Optional<Decomposed> decompose(Period origin, double[] values, boolean positive) {
        int season = origin.frequency().periodsPerYear();
        if (season == 1
                || !TimeSeries.hasCalendar(origin.frequency())
                || values.length < years() * season
                || values.length > MOST_VALUES
                || TimeSeries.isConstant(values)) {
            return Optional.empty();
        }
        double unit = TimeSeries.unit(values);
        TsData series = TimeSeries.of(origin, TimeSeries.inUnit(values));
        X13Results results = X13Kernel.of(positive ? LEVEL_OR_LOG : LEVEL, null).process(series, null);
        if (!results.isValid()) {
            return Optional.empty();
        }
        boolean ratios = results.getPreprocessing().getDescription().isLogTransformation();
        double size = ratios ? 1 : unit;
        double[] adjusted = results.getFinals().getD11final().getValues().toArray();
        double[] next = results.getFinals().getD16a().getValues().toArray();
        if (next.length < season
                || !DoubleStream.concat(DoubleStream.of(adjusted), DoubleStream.of(next))
                        .allMatch(Double::isFinite)) {
            return Optional.empty();
        }
        List<Double> seasons = DoubleStream.of(next)
                .limit(season)
                .map(effect -> effect * size)
                .boxed()
                .toList();
        return Optional.of(new Decomposed(
                DoubleStream.of(adjusted).map(value -> value * unit).boxed().toList(), ratios, seasons));
    }
}
