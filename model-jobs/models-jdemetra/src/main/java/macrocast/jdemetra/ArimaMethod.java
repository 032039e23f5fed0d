package macrocast.jdemetra;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import jdplus.toolkit.base.api.data.DoubleSeq;
import jdplus.toolkit.base.api.timeseries.TsData;
import jdplus.toolkit.base.api.timeseries.TsDomain;
import jdplus.toolkit.base.api.timeseries.regression.TrendConstant;
import jdplus.toolkit.base.api.timeseries.regression.Variable;
import jdplus.toolkit.base.core.math.polynomials.Polynomial;
import jdplus.toolkit.base.core.regsarima.regular.RegSarimaModel;
import jdplus.toolkit.base.core.sarima.SarimaModel;
import jdplus.toolkit.base.core.stats.likelihood.LikelihoodStatistics;
import macrocast.domain.Frequency;
import macrocast.domain.Transform;
import macrocast.models.Arima;
import macrocast.models.Basis;
import macrocast.models.BoxCoxed;
import macrocast.models.Method;
import macrocast.models.Training;
import macrocast.models.TrainingSet;

/**
 * Automatic seasonal ARIMA by TRAMO of JDemetra+: fits {@link Arima}.
 *
 * <p>TRAMO (Gomez and Maravall, Automatic modeling methods for univariate series, in A Course in Time Series Analysis,
 * 2001) finds orders, a constant, additive outliers, level shifts and transitory changes; from ten years of months on also
 * trading days, leap years and Easter, where tests find them. A first model of the airline kind is kept where its residuals show no
 * autocorrelation (Ljung and Box at 95 %). Logarithm or level of
 * months is chosen by likelihood where the series has no transform of its own (then the model lies within {@link
 * BoxCoxed}); the shorter series of quarters and years stay as they are.
 *
 * <p>Weeks and days get an ARIMA model without season and calendar. Where the search breaks inside the library
 * (it does on some short series) the airline model without outliers is fitted.
 */
public final class ArimaMethod implements Method {
    /** Calendar effects are stored for so many years ahead. */
    private static final int CALENDAR_YEARS = 10;

    /** Fewer months do not tell seven weekdays apart. */
    private static final int LEAST_MONTHS_FOR_CALENDAR = 120;

    @Override
    public String name() {
        return "arima";
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public String title() {
        return "ARIMA by TRAMO";
    }

    @Override
    public boolean isBenchmark() {
        return false;
    }

    @Override
    public SortedMap<String, String> settings() {
        return new TreeMap<>(Map.of(
                "accept_airline", "ljung-box-95",
                "calendar", "120 months, by test",
                "log", "monthly, by likelihood",
                "library", SeasonalAdjustment.LIBRARY,
                "outliers", "AO,LS,TC"));
    }

    @Override
    public int minimumLength(Frequency frequency) {
        return TimeSeries.hasCalendar(frequency)
                ? Math.max(12, 3 * frequency.periodsPerYear() + 4)
                : frequency.periodsPerYear() + 12;
    }

    @Override
    public Training fitChecked(TrainingSet data) {
        double[] values = data.transformed();
        boolean monthly = data.origin().frequency() == Frequency.MONTHLY;
        boolean choosesLog = monthly
                && data.transform() == Transform.NONE
                && DoubleStream.of(values).allMatch(value -> value > 0);
        // Neither the unit nor, where no logarithm is to be weighed, the zero point should matter to the library's
        // tolerances.
        double base = choosesLog ? 0 : values[0];
        double largest = DoubleStream.of(values)
                .map(value -> Math.abs(value - base))
                .max()
                .orElse(0);
        if (DoubleStream.of(values).allMatch(value -> value == values[0])) {
            return new Training.Trained(constant(data, values[0]));
        }
        double unit = Math.scalb(1.0, Math.getExponent(largest));
        TsData series = TimeSeries.of(
                data.origin(),
                DoubleStream.of(values).map(value -> (value - base) / unit).toArray());
        RegSarimaModel fitted;
        try {
            fitted =
                    Tramo.fitted(series, Tramo.spec(monthly && values.length >= LEAST_MONTHS_FOR_CALENDAR, choosesLog));
        } catch (RuntimeException e) {
            // The library throws exceptions of many kinds, null pointers too, where a matrix has no inverse.
            return refused(data);
        }
        double sigma = sigma(fitted);
        if (!Double.isFinite(sigma) || sigma == 0) {
            return refused(data);
        }
        if (!fitted.getDescription().isLogTransformation()) {
            return new Training.Trained(model(data, fitted, base, unit));
        }
        TrainingSet logs = new TrainingSet(
                data.series(),
                data.origin(),
                DoubleStream.of(values).map(StrictMath::log).boxed().toList(),
                Transform.NONE);
        return new Training.Trained(
                new BoxCoxed(Basis.of(this, data), 0, 1, model(logs, fitted, StrictMath.log(unit), 1)));
    }

    private Training refused(TrainingSet data) {
        return new Training.Refused(
                data.series(),
                name(),
                "has " + data.size() + " values whose likelihood has no maximum, " + name()
                        + " needs changes that are not all foreseen");
    }

    /** What never moved will not. */
    private Arima constant(TrainingSet data, double value) {
        return new Arima(
                Basis.of(this, data),
                List.of(1.0),
                List.of(),
                0,
                List.of(value),
                List.of(),
                List.of(),
                new TreeMap<>(),
                0);
    }

    private Arima model(TrainingSet data, RegSarimaModel fitted, double base, double unit) {
        SarimaModel arima = fitted.arima();
        double[] ar = tail(arima.getAr().asPolynomial(), -1);
        double[] ma = tail(arima.getMa().asPolynomial(), 1);
        int ahead = CALENDAR_YEARS * data.season();
        TsDomain past = fitted.getDescription().getDomain();
        TsDomain future = TsDomain.of(past.getEndPeriod(), ahead);
        double[] effects = effects(fitted, future);
        double[] forecasts = fitted.forecasts(Math.max(1, ma.length))
                .getRawForecasts()
                .getValues()
                .toArray();
        double[] pastEffects = effects(fitted, past);
        double[] seen = fitted.transformedSeries().getValues().toArray();
        List<Double> leads = new ArrayList<>();
        for (int i = 0; i < ma.length; i++) {
            leads.add(base + unit * (forecasts[i] - effects[i]));
        }
        List<Double> last = new ArrayList<>();
        for (int i = seen.length - ar.length; i < seen.length; i++) {
            last.add(base + unit * (seen[i] - pastEffects[i]));
        }
        // Around the base: y - base follows the equation with the constant alone.
        double all = 1 - DoubleStream.of(ar).sum();
        double constant = unit * constant(fitted) + (fitted.specification().getDifferenceOrder() == 0 ? base * all : 0);
        return new Arima(
                Basis.of(this, data),
                DoubleStream.of(ar).boxed().toList(),
                DoubleStream.of(ma).boxed().toList(),
                constant,
                last,
                leads,
                future(effects, unit),
                Tramo.outliers(fitted, data, unit),
                unit * sigma(fitted));
    }

    /** The coefficients after the first, which is 1. */
    private static double[] tail(Polynomial polynomial, int sign) {
        double[] all = polynomial.coefficients().toArray();
        double[] tail = new double[all.length - 1];
        for (int i = 0; i < tail.length; i++) {
            tail[i] = sign * all[i + 1];
        }
        return tail;
    }

    /** What all regression variables but the constant add. */
    private static double[] effects(RegSarimaModel fitted, TsDomain domain) {
        return fitted.deterministicEffect(domain, variable -> !(variable.getCore() instanceof TrendConstant))
                .getValues()
                .toArray();
    }

    /** The mean of the differenced series times the sum of its autoregressive polynomial. */
    private static double constant(RegSarimaModel fitted) {
        for (Variable<?> variable : fitted.getDescription().getVariables()) {
            if (variable.getCore() instanceof TrendConstant) {
                DoubleSeq stationary =
                        fitted.arima().getStationaryAr().asPolynomial().coefficients();
                return variable.getCoefficient(0).getValue() * stationary.sum();
            }
        }
        return 0;
    }

    private static List<Double> future(double[] effects, double unit) {
        int known = effects.length;
        while (known > 0 && effects[known - 1] == 0) {
            known--;
        }
        return DoubleStream.of(effects)
                .limit(known)
                .map(effect -> effect * unit)
                .boxed()
                .toList();
    }

    private static double sigma(RegSarimaModel fitted) {
        LikelihoodStatistics statistics = fitted.getEstimation().getStatistics();
        int freedom = statistics.getEffectiveObservationsCount() - statistics.getEstimatedParametersCount();
        return StrictMath.sqrt(statistics.getSsqErr() / Math.max(1, freedom));
    }
}
