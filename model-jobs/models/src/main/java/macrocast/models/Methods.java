package macrocast.models;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The methods that a run can name, in a fixed order; some of them compete in every run that names none. */
public final class Methods {
    /**
     * The method that is published for every series unless its past errors speak against it.
     *
     * <p>A panel of few variables with a prior from the literature; how it was chosen stands in README, Decisions.
     */
    public static final String RECIPE = "bvar";

    private final Map<String, Method> byName;
    private final List<String> standardNames;

    private Methods(Collection<Method> standard, Collection<Method> onDemand) {
        byName = new LinkedHashMap<>();
        for (Method method : standard) {
            add(method);
        }
        standardNames = List.copyOf(byName.keySet());
        for (Method method : onDemand) {
            add(method);
        }
    }

    private void add(Method method) {
        if (byName.put(method.name(), method) != null) {
            throw new IllegalArgumentException("Two methods have the name " + method.name());
        }
    }

    /** The methods of this module that compete in every run. */
    public static Methods standard() {
        return new Methods(
                List.of(
                        RandomWalkMethod.naive(),
                        new SeasonalNaiveMethod(),
                        RandomWalkMethod.drift(),
                        AutoregressionMethod.benchmark(),
                        new ThetaMethod(),
                        EtsMethod.standard(),
                        CombinationMethod.standard(),
                        new VectorAutoregressionMethod()),
                List.of());
    }

    /** All methods of this module: the standard ones, and those that a run has to name. */
    public static Methods every() {
        return new Methods(
                standard().all(),
                List.of(
                        SeasonallyAdjustedMethod.naive2(),
                        EtsMethod.simple(),
                        EtsMethod.holt(),
                        EtsMethod.damped(),
                        EtsMethod.textbook(),
                        DynamicThetaMethod.optimised(),
                        DynamicThetaMethod.dynamic(),
                        new ComplexSmoothingMethod(),
                        CombinationMethod.families(),
                        CalibratedMethod.smoothMean(),
                        new DiffusionIndexMethod(),
                        CombinationMethod.ownAndTogether(),
                        new SeasonalMedianMethod(),
                        new AverageMethod(),
                        new LeastSquaresAutoregressionMethod(),
                        new StructuralMethod(),
                        new BridgeMethod(),
                        new DynamicFactorMethod(),
                        PoolMethod.nowcast(),
                        PenalisedMethod.ridge(),
                        PenalisedMethod.lasso(),
                        PenalisedMethod.elasticNet(),
                        new GlobalMethod(),
                        PoolMethod.median(),
                        PoolMethod.trimmed(),
                        PoolMethod.weighted()));
    }

    /** These methods and one more standard one, such as one from another module. */
    public Methods with(Method method) {
        List<Method> standard = new ArrayList<>(kind(true));
        standard.add(method);
        return new Methods(standard, kind(false));
    }

    private List<Method> kind(boolean standard) {
        return byName.values().stream()
                .filter(known -> standardNames.contains(known.name()) == standard)
                .toList();
    }

    /** These methods and more that a run has to name. */
    public Methods withOnDemand(Collection<Method> methods) {
        List<Method> onDemand = new ArrayList<>(kind(false));
        onDemand.addAll(methods);
        return new Methods(kind(true), onDemand);
    }

    /** Names of the methods that compete when a run names none. */
    public List<String> standardNames() {
        return standardNames;
    }

    public List<Method> all() {
        return List.copyOf(byName.values());
    }

    public List<String> names() {
        return List.copyOf(byName.keySet());
    }

    /** Names of the methods that a challenger must not be worse than. */
    public List<String> benchmarks() {
        return byName.values().stream()
                .filter(Method::isBenchmark)
                .map(Method::name)
                .toList();
    }

    /**
     * The method of a name.
     *
     * @throws IllegalArgumentException naming the known ones, when there is none
     */
    public Method named(String name) {
        Method method = byName.get(name);
        if (method == null) {
            throw new IllegalArgumentException(
                    "There is no method " + name + ", known are " + String.join(", ", byName.keySet()));
        }
        return method;
    }
}
