package macrocast.models;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import macrocast.domain.Frequency;
import macrocast.domain.SeriesKey;

/**
 * A way to forecast a series from its own past.
 *
 * <p>Guarantees: the same training set gives the same model, whatever the thread, the JVM or the day; a forecast is
 * finite, or there is none and the refusal says why.
 */
public interface Method {

    /** Stable name: {@code seasonal-naive}. */
    String name();

    /** Changes whenever the same values could give other numbers, so that stored backtests are not mixed. */
    String version();

    /** For people: {@code Seasonal naive}. */
    String title();

    /** Whether a challenger has to be no worse than this method. */
    boolean isBenchmark();

    /** Everything that can be set, as words: stored with each model version. */
    SortedMap<String, String> settings();

    /** The number of values that the method needs. */
    int minimumLength(Frequency frequency);

    /** Whether the forecasts depend on {@link TrainingSet#companions()}. */
    default boolean readsCompanions() {
        return false;
    }

    /** Whether the forecasts depend on companions in months where the series has quarters. */
    default boolean readsMonths() {
        return false;
    }

    /**
     * The method under an assumption: what it forecasts if series go as told.
     *
     * @param paths by series, of the set itself or of its companions: values in the published unit from the period after the
     *     set's origin on
     * @return empty where the method cannot assume anything
     */
    default Optional<Method> given(SortedMap<SeriesKey, List<Double>> paths) {
        return Optional.empty();
    }

    /** Fits a set that is long enough and that its transform accepts; {@link #fit} sees to both. */
    Training fitChecked(TrainingSet data);

    /** Fits the method, or says what is missing. */
    default Training fit(TrainingSet data) {
        int needed = minimumLength(data.origin().frequency());
        if (data.size() < needed) {
            return new Training.TooShort(data.series(), name(), data.size(), needed);
        }
        for (int i = 0; i < data.size(); i++) {
            double value = data.values().get(i);
            if (!Scale.accepts(data.transform(), value)) {
                return new Training.Refused(
                        data.series(),
                        name(),
                        "has the value " + value + " at " + data.startOf(i) + ", transform "
                                + data.transform().name().toLowerCase(Locale.ROOT) + " needs values above 0");
            }
        }
        return fitChecked(data);
    }
}
