package macrocast.domain;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * How far a method's forecasts lay from the actuals at one horizon. Errors are actual minus forecast.
 *
 * @param count number of errors
 * @param rmse root mean squared error, in the unit of the measure
 * @param mae mean absolute error
 * @param bias mean error
 * @param ratioToAr rmse over that of the method {@code ar} on the common sample; null when there is none
 * @param dmStatistic Diebold-Mariano statistic against {@code ar}; null when it cannot be computed
 * @param dmP its two-sided p value
 */
public record Accuracy(
        SeriesKey series,
        String method,
        Measure measure,
        int horizon,
        Truth truth,
        Scope scope,
        int count,
        double rmse,
        double mae,
        double bias,
        @Nullable Double ratioToAr,
        @Nullable Double dmStatistic,
        @Nullable Double dmP)
        implements Serializable {}
