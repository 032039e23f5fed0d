package macrocast.models;

import java.util.List;
import java.util.Optional;
import macrocast.domain.Period;

/** A way to take the season out of a series. */
public interface Decomposition {

    /** For people and settings: {@code STL}. */
    String name();

    /** The number of years of values that it needs to find a season. */
    int years();

    /**
     * The series without its season.
     *
     * @param values in the scale that models see, finite
     * @param positive whether the season may multiply: the values are published ones, all above 0
     * @return empty where no season is found
     */
    Optional<Decomposed> decompose(Period origin, double[] values, boolean positive);

    /**
     * What is left, and the season to come.
     *
     * @param adjusted one per value
     * @param ratios whether the season multiplies
     * @param seasons the season of the year after the origin
     */
    record Decomposed(List<Double> adjusted, boolean ratios, List<Double> seasons) {
        public Decomposed {
            adjusted = List.copyOf(adjusted);
            seasons = List.copyOf(seasons);
        }
    }
}
