package macrocast.models;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The methods that a run can name, in a fixed order. */
public final class Methods {
    private final Map<String, Method> byName;

    private Methods(Collection<Method> methods) {
        byName = new LinkedHashMap<>();
        for (Method method : methods) {
            if (byName.put(method.name(), method) != null) {
                throw new IllegalArgumentException("Two methods have the name " + method.name());
            }
        }
    }

    /** The methods of this module. */
    public static Methods standard() {
        return new Methods(List.of(
                RandomWalkMethod.naive(),
                new SeasonalNaiveMethod(),
                RandomWalkMethod.drift(),
                AutoregressionMethod.benchmark(),
                new ThetaMethod(),
                EtsMethod.standard(),
                CombinationMethod.standard()));
    }

    /** These methods and one more, such as one from another module. */
    public Methods with(Method method) {
        List<Method> all = new ArrayList<>(byName.values());
        all.add(method);
        return new Methods(all);
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
