package macrocast.ingest;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A dataflow of an agency: series that have the same dimensions.
 *
 * @param code the first part of the code of its series, {@code <flow>.<value of each dimension>}
 * @param ask how the agency's interface is asked for it, null when it has it no longer
 * @param writtenAs the names by which messages call it or its structure
 * @param dimensions the ids of all dimensions but time, in the order of the code
 * @param forecastsBy the method of our tables whose forecasts the periods are that were not over, null when all are observed
 * @param latestActual the attribute that says which period is the last one observed, null when there is none
 * @param expected by series what its observations must say of their unit, as attributes or dimensions
 */
public record Flow(
        String code,
        @Nullable String ask,
        Set<String> writtenAs,
        List<String> dimensions,
        @Nullable String forecastsBy,
        @Nullable String latestActual,
        Map<String, Map<String, String>> expected)
        implements Serializable {
    private static final String SEVERAL = "*";

    public Flow {
        writtenAs = new TreeSet<>(writtenAs);
        dimensions = List.copyOf(dimensions);
        expected = new TreeMap<>(expected);
    }

    /** The flow as the catalogue writes it; its series become series of the catalogue. */
    record Entry(
            String code,
            @Nullable String ask,
            @JsonProperty("written_as") List<String> writtenAs,
            List<String> dimensions,
            @JsonProperty("forecasts_by") @Nullable String forecastsBy,
            @JsonProperty("latest_actual") @Nullable String latestActual,
            Map<String, Map<String, String>> expected) {

        Flow flow() {
            return new Flow(code, ask, Set.copyOf(writtenAs), dimensions, forecastsBy, latestActual, expected);
        }
    }

    /** The attributes that it is known to have. */
    public Set<String> attributes() {
        Set<String> attributes = new TreeSet<>();
        if (latestActual != null) {
            attributes.add(latestActual);
        }
        expected.values().forEach(says -> attributes.addAll(says.keySet()));
        return attributes;
    }

    /** The code of one of its series. */
    public String seriesCode(String key) {
        return code + "." + key;
    }

    /**
     * Keys for an interface that takes several values of a dimension at once, {@code M.USD+GBP.EUR.SP00.A}: together they ask
     * for each series and for none that is not one of them.
     *
     * @param codes of series of this flow
     * @param most how many values of one dimension a key may have
     * @return what each key asks for
     */
    public Map<String, List<String>> keys(List<String> codes, int most) {
        Map<String, List<String>> best = Map.of();
        for (int place = 0; place < dimensions.size(); place++) {
            Map<String, List<String>> keys = keysWithSeveral(place, codes, most);
            if (best.isEmpty() || keys.size() < best.size()) {
                best = keys;
            }
        }
        return best;
    }

    private Map<String, List<String>> keysWithSeveral(int place, List<String> codes, int most) {
        Map<String, List<String>> alike = new TreeMap<>();
        for (String series : codes) {
            List<String> values = values(series);
            values.set(place, SEVERAL);
            alike.computeIfAbsent(String.join(".", values), unused -> new ArrayList<>())
                    .add(series);
        }
        Map<String, List<String>> keys = new LinkedHashMap<>();
        alike.forEach((rest, all) -> {
            for (int from = 0; from < all.size(); from += most) {
                List<String> some = all.subList(from, Math.min(all.size(), from + most));
                String several =
                        some.stream().map(series -> values(series).get(place)).collect(Collectors.joining("+"));
                keys.put(rest.replace(SEVERAL, several), some);
            }
        });
        return keys;
    }

    /** The values of the dimensions in the code of a series; no value has a dot. */
    private List<String> values(String series) {
        return new ArrayList<>(List.of(series.substring(code.length() + 1).split("\\.", -1)));
    }
}
