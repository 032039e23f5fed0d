package macrocast.jdemetra;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import jdplus.sa.base.api.ComponentType;
import jdplus.sa.base.api.EstimationPolicyType;
import jdplus.sa.base.api.SaProcessingFactory;
import jdplus.sa.base.api.SaSpecification;
import jdplus.sa.base.core.modelling.HasRegSarimaPreprocessing;
import jdplus.toolkit.base.api.arima.SarimaOrders;
import jdplus.toolkit.base.api.data.Parameter;
import jdplus.toolkit.base.api.information.Explorable;
import jdplus.toolkit.base.api.modelling.ComponentInformation;
import jdplus.toolkit.base.api.processing.ProcDiagnostic;
import jdplus.toolkit.base.api.processing.ProcessingLog;
import jdplus.toolkit.base.api.timeseries.TsData;
import jdplus.toolkit.base.api.timeseries.regression.Variable;
import jdplus.toolkit.base.core.regsarima.regular.RegSarimaModel;
import jdplus.tramoseats.base.api.tramoseats.TramoSeatsSpec;
import jdplus.tramoseats.base.core.tramoseats.TramoSeatsFactory;
import jdplus.tramoseats.base.core.tramoseats.TramoSeatsKernel;
import jdplus.tramoseats.base.core.tramoseats.TramoSeatsResults;
import jdplus.x13.base.api.x13.X13Spec;
import jdplus.x13.base.core.x13.X13Factory;
import jdplus.x13.base.core.x13.X13Kernel;
import jdplus.x13.base.core.x13.X13Results;
import macrocast.domain.Frequency;
import macrocast.domain.Period;

/**
 * Seasonal and calendar adjustment by JDemetra+: X-13 (Findley and others, New capabilities and methods of the
 * X-12-ARIMA program, Journal of Business and Economic Statistics 16, 1998) or TRAMO-SEATS (Gomez and Maravall 2001).
 *
 * <p>How far an adjustment may change what it said before is its policy (ESS guidelines on seasonal adjustment, Eurostat
 * 2015, section 4). The model is identified on one vintage and applied to a later one; the first is known for ever, so
 * an adjustment can be made again from both.
 */
public final class SeasonalAdjustment {
    /** The library and its version: another one may find another model. */
    public static final String LIBRARY = "jdemetra+ 3.5.0";

    /** X-11 asks for three years. */
    private static final int LEAST_YEARS = 3;

    private static final ProcessingLog NO_LOG = ProcessingLog.dummy();

    private SeasonalAdjustment() {}

    /** The algorithm. */
    public enum Method {
        X13,
        TRAMO_SEATS;

        /** Its specifications by the library's names, of which the last one is used where none is named. */
        public List<String> specifications() {
            return this == X13
                    ? List.of("RSA0", "RSA1", "RSA2", "RSA3", "RSA4", "RSA5")
                    : List.of("RSA0", "RSA1", "RSA2", "RSA3", "RSA4", "RSA5", "RSAfull");
        }
    }

    /** What may change when new values come. */
    public enum Policy {
        /** Nothing: the model and all its parameters stay as they were identified. */
        CURRENT,
        /** Parameters: the form of the model, its outliers and calendar stay. */
        PARTIAL_CONCURRENT,
        /** Everything. */
        CONCURRENT
    }

    /**
     * One value that a diagnostic of the library gives, with its verdict.
     *
     * @param value empty where the diagnostic is a verdict alone
     * @param quality good, uncertain, bad, severe, error or undefined
     */
    public record Diagnostic(String category, String name, OptionalDouble value, String quality) {}

    /**
     * An adjusted series.
     *
     * @param values one per value of the series
     * @param orders of the ARIMA model, as {@code (0,1,1)(0,1,1)}
     * @param logarithm whether the model multiplies
     * @param parameters coefficients of the ARIMA model, the constant, outliers and calendar, by name
     * @param diagnostics what the library thinks of it
     */
    public record Adjusted(
            List<Double> values,
            String orders,
            boolean logarithm,
            SortedMap<String, Double> parameters,
            List<Diagnostic> diagnostics) {
        public Adjusted {
            values = List.copyOf(values);
            diagnostics = List.copyOf(diagnostics);
        }
    }

    /** The outcome of an adjustment. */
    public sealed interface Outcome {
        /** It was made. */
        record Done(Adjusted adjusted) implements Outcome {}

        /** It cannot be made; the reason says has and needs. */
        record Refused(String reason) implements Outcome {}
    }

    /** Values without a gap that end with a period. */
    public record Values(Period origin, List<Double> values) {
        public Values {
            values = List.copyOf(values);
        }

        private TsData series() {
            return TimeSeries.of(
                    origin, values.stream().mapToDouble(Double::doubleValue).toArray());
        }
    }

    /**
     * Adjusts a series.
     *
     * @param identifiedOn the vintage on which the model is identified; not read under the policy {@code CONCURRENT}
     */
    public static Outcome adjust(
            Method method, String specification, Policy policy, Values identifiedOn, Values series) {
        for (Values values : List.of(identifiedOn, series)) {
            Frequency frequency = values.origin().frequency();
            if (frequency != Frequency.MONTHLY && frequency != Frequency.QUARTERLY) {
                return new Outcome.Refused("is " + frequency.name().toLowerCase(Locale.ROOT)
                        + ", seasonal adjustment needs months or quarters");
            }
            int needed = LEAST_YEARS * frequency.periodsPerYear();
            if (values.values().size() < needed) {
                return new Outcome.Refused("has " + values.values().size() + " values without a gap until "
                        + values.origin().start() + ", seasonal adjustment needs " + needed);
            }
            if (values.values().stream().distinct().limit(2).count() < 2) {
                return new Outcome.Refused("has the same value throughout, seasonal adjustment needs values that vary");
            }
        }
        return switch (method) {
            case X13 ->
                adjust(
                        new X13Factory(),
                        X13Spec.fromString(specification),
                        policy,
                        identifiedOn.series(),
                        series.series(),
                        (spec, data) -> X13Kernel.of(spec, null).process(data, NO_LOG),
                        (X13Results results) -> results.getFinals().getD11final());
            case TRAMO_SEATS ->
                adjust(
                        new TramoSeatsFactory(),
                        TramoSeatsSpec.fromString(specification),
                        policy,
                        identifiedOn.series(),
                        series.series(),
                        (spec, data) -> TramoSeatsKernel.of(spec, null).process(data, NO_LOG),
                        (TramoSeatsResults results) -> results.getFinals()
                                .getSeries(ComponentType.SeasonallyAdjusted, ComponentInformation.Value));
        };
    }

    /** Runs an algorithm. */
    private interface Kernel<S, R> {
        R process(S specification, TsData series);
    }

    /** Where the results of an algorithm keep the adjusted series. */
    private interface Reader<R> {
        TsData adjusted(R results);
    }

    private static <S extends SaSpecification, R extends Explorable & HasRegSarimaPreprocessing> Outcome adjust(
            SaProcessingFactory<S, R> factory,
            S wanted,
            Policy policy,
            TsData identifiedOn,
            TsData series,
            Kernel<S, R> kernel,
            Reader<R> reader) {
        S applied = wanted;
        if (policy != Policy.CONCURRENT) {
            R identified = kernel.process(wanted, identifiedOn);
            if (!identified.isValid()) {
                return failed(identifiedOn);
            }
            S found = factory.generateSpec(wanted, identified);
            applied = factory.decode(factory.refreshSpec(
                    found,
                    wanted,
                    policy == Policy.CURRENT ? EstimationPolicyType.Fixed : EstimationPolicyType.FreeParameters,
                    null));
        }
        R results = kernel.process(applied, series);
        if (!results.isValid()) {
            return failed(series);
        }
        List<ProcDiagnostic> found = new ArrayList<>();
        factory.fillDiagnostics(found, new ArrayList<>(), results);
        RegSarimaModel model = results.getPreprocessing();
        return new Outcome.Done(new Adjusted(
                DoubleStream.of(reader.adjusted(results).getValues().toArray())
                        .boxed()
                        .toList(),
                orders(model.specification()),
                model.getDescription().isLogTransformation(),
                parameters(model),
                found.stream().map(SeasonalAdjustment::diagnostic).toList()));
    }

    private static Outcome.Refused failed(TsData series) {
        return new Outcome.Refused("has " + series.length()
                + " values of which no model was found, seasonal adjustment needs a likelihood with a maximum");
    }

    private static Diagnostic diagnostic(ProcDiagnostic one) {
        return new Diagnostic(
                one.getCategory(),
                one.getDiagnostic(),
                Double.isFinite(one.getValue()) ? OptionalDouble.of(one.getValue()) : OptionalDouble.empty(),
                one.getQuality().name().toLowerCase(Locale.ROOT));
    }

    private static String orders(SarimaOrders orders) {
        return "(%d,%d,%d)(%d,%d,%d)"
                .formatted(orders.getP(), orders.getD(), orders.getQ(), orders.getBp(), orders.getBd(), orders.getBq());
    }

    private static SortedMap<String, Double> parameters(RegSarimaModel model) {
        SortedMap<String, Double> parameters = new TreeMap<>();
        Map.of(
                        "ar", model.getDescription().getStochasticComponent().getPhi(),
                        "ma", model.getDescription().getStochasticComponent().getTheta(),
                        "seasonal_ar",
                                model.getDescription().getStochasticComponent().getBphi(),
                        "seasonal_ma",
                                model.getDescription().getStochasticComponent().getBtheta())
                .forEach((name, all) -> put(parameters, name, all));
        for (Variable<?> variable : model.getDescription().getVariables()) {
            Parameter[] all = new Parameter[variable.dim()];
            for (int i = 0; i < all.length; i++) {
                all[i] = variable.getCoefficient(i);
            }
            put(parameters, variable.getName(), all);
        }
        return parameters;
    }

    private static void put(SortedMap<String, Double> parameters, String name, Parameter[] all) {
        for (int i = 0; i < all.length; i++) {
            parameters.put(all.length == 1 ? name : name + "." + (i + 1), all[i].getValue());
        }
    }
}
