package macrocast.accuracy;

import java.util.Locale;
import java.util.OptionalDouble;

/**
 * One figure of the accuracy table.
 *
 * @param dataset {@code uk}, {@code m3} ...
 * @param scope what it was measured over: a variable, {@code all}, with {@code -ex-covid} where the pandemic is left out
 * @param horizon a number, or {@code geo} for the geometric mean over several
 * @param measure {@code rmse}, {@code owa} ...
 * @param value the measure itself; absent where only the ratio has a meaning
 * @param n the number of errors; the least one where several samples are put together
 * @param baseline the method that the ratio divides by, or empty
 * @param ratio value over that of the baseline, on the common sample
 */
public record Figure(
        String dataset,
        String scope,
        String horizon,
        String method,
        String measure,
        OptionalDouble value,
        int n,
        String baseline,
        OptionalDouble ratio) {
    static final String HEADER = "dataset,scope,horizon,method,measure,value,n,baseline,ratio";

    /** A line of the table, with every digit. */
    String line() {
        return String.join(
                ",",
                dataset,
                scope,
                horizon,
                method,
                measure,
                text(value),
                String.format(Locale.ROOT, "%d", n),
                baseline,
                text(ratio));
    }

    private static String text(OptionalDouble number) {
        return number.isPresent() ? Double.toString(number.getAsDouble()) : "";
    }
}
