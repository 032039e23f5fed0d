package macrocast.bench;

import java.util.OptionalDouble;

/**
 * One figure of {@code target/bench.csv}.
 *
 * @param size what was measured, in words, such as {@code 2000000 observations}
 * @param ratio how many times faster than the baseline ours is: 2 is twice as fast
 */
record Line(String name, String size, double ours, OptionalDouble baseline, String unit, OptionalDouble ratio) {

    /** Ours and the baseline both take so many seconds. */
    static Line seconds(String name, String size, double ours, double baseline) {
        return new Line(name, size, ours, OptionalDouble.of(baseline), "s", OptionalDouble.of(baseline / ours));
    }

    /** Ours and the baseline both do so many things a second. */
    static Line rate(String name, String size, double ours, double baseline, String unit) {
        return new Line(name, size, ours, OptionalDouble.of(baseline), unit, OptionalDouble.of(ours / baseline));
    }

    /** A figure that stands against a limit and not against a baseline. */
    static Line alone(String name, String size, double ours, String unit) {
        return new Line(name, size, ours, OptionalDouble.empty(), unit, OptionalDouble.empty());
    }
}
