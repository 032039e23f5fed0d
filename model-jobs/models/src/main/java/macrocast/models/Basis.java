package macrocast.models;

import java.util.List;
import macrocast.domain.Period;
import macrocast.domain.Transform;

/**
 * What every fitted model remembers of where it stands.
 *
 * @param method the name of the method that made it
 * @param version the version of that method
 * @param origin the last period that the model saw
 * @param transform the scale that the model lives in
 * @param lastYear the values of the year that ends with the origin, as published: the base of growth one year on
 */
public record Basis(String method, String version, Period origin, Transform transform, List<Double> lastYear) {

    public Basis {
        lastYear = List.copyOf(lastYear);
        if (lastYear.size() != origin.frequency().periodsPerYear()) {
            throw new IllegalArgumentException(method + " remembers " + lastYear.size() + " values, growth needs "
                    + origin.frequency().periodsPerYear());
        }
    }

    /** The basis of a model that a method has fitted to a training set. */
    public static Basis of(Method method, TrainingSet data) {
        return new Basis(method.name(), method.version(), data.origin(), data.transform(), data.last(data.season()));
    }

    /** Periods in one season, which is a year. */
    public int season() {
        return lastYear.size();
    }
}
