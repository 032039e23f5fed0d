package macrocast.models;

import java.util.SortedMap;
import java.util.TreeMap;
import macrocast.domain.Frequency;

/** A method that changes what another one is fitted to or what it says, and needs and reads what that one does. */
public abstract class WrappingMethod implements Method {
    private final String name;
    private final String title;
    private final Method inner;

    protected WrappingMethod(String name, String title, Method inner) {
        this.name = name;
        this.title = title;
        this.inner = inner;
    }

    /** The method inside. */
    protected final Method inner() {
        return inner;
    }

    @Override
    public final String name() {
        return name;
    }

    /** Changes with that of the method inside. */
    @Override
    public final String version() {
        return "1:" + inner.version();
    }

    @Override
    public final String title() {
        return title;
    }

    @Override
    public final boolean isBenchmark() {
        return false;
    }

    /** Those of the method inside, for each wrapper to add its own. */
    @Override
    public SortedMap<String, String> settings() {
        return new TreeMap<>(inner.settings());
    }

    @Override
    public int minimumLength(Frequency frequency) {
        return inner.minimumLength(frequency);
    }

    @Override
    public final boolean readsCompanions() {
        return inner.readsCompanions();
    }

    @Override
    public final boolean readsMonths() {
        return inner.readsMonths();
    }
}
