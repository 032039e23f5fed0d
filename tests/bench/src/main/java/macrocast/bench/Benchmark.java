package macrocast.bench;

import java.util.function.Consumer;

/** Figures that share their preparation. */
interface Benchmark {

    /** What its lines' names start with, such as {@code load} for {@code load.vs_jdbcio}. */
    String name();

    /** Measures, and hands over each line as soon as it is known. */
    void run(Consumer<Line> lines) throws Exception;

    /** Whether {@code ONLY=wanted} means this one: its name, one that it is part of, or one of its lines. */
    default boolean isMeantBy(String wanted) {
        return wanted.isEmpty()
                || name().equals(wanted)
                || name().startsWith(wanted + ".")
                || wanted.startsWith(name() + ".");
    }
}
