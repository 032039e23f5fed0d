package macrocast.models;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import macrocast.domain.Frequency;

/** Fits {@link Combination}: all members, or none when one of them refuses. */
public final class CombinationMethod implements Method {
    private final String name;
    private final Members members;

    /**
     * A mean of methods.
     *
     * @param members at least one
     */
    public CombinationMethod(String name, List<Method> members) {
        this.name = name;
        this.members = new Members(members);
    }

    /** The mean of {@code ar}, {@code theta} and {@code ets}. */
    public static CombinationMethod standard() {
        return new CombinationMethod(
                "mean", List.of(AutoregressionMethod.benchmark(), new ThetaMethod(), EtsMethod.standard()));
    }

    /** The mean of {@code ar}, {@code ets} and {@code bvar}: one of each family, which err for different reasons. */
    public static CombinationMethod families() {
        return new CombinationMethod(
                "blend",
                List.of(AutoregressionMethod.benchmark(), EtsMethod.standard(), new VectorAutoregressionMethod()));
    }

    /** The mean of {@code ets} and {@code bvar}: the series' own past beside its companions'. */
    public static CombinationMethod ownAndTogether() {
        return new CombinationMethod("ets-bvar", List.of(EtsMethod.standard(), new VectorAutoregressionMethod()));
    }

    @Override
    public String name() {
        return name;
    }

    /** Changes with any member's. */
    @Override
    public String version() {
        return members.version();
    }

    @Override
    public String title() {
        return "Mean of " + members.methods().stream().map(Method::title).collect(Collectors.joining(", "));
    }

    @Override
    public boolean isBenchmark() {
        return false;
    }

    @Override
    public boolean readsCompanions() {
        return members.readCompanions();
    }

    @Override
    public boolean readsMonths() {
        return members.readMonths();
    }

    @Override
    public SortedMap<String, String> settings() {
        return new TreeMap<>(Map.of("members", members.names()));
    }

    @Override
    public int minimumLength(Frequency frequency) {
        return members.minimumLength(frequency);
    }

    @Override
    public Training fitChecked(TrainingSet data) {
        return members.fit(data, models -> new Combination(Basis.of(this, data), models));
    }
}
