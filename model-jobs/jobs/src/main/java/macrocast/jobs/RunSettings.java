package macrocast.jobs;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import macrocast.domain.SeriesKey;
import macrocast.models.Method;
import macrocast.models.Methods;

/**
 * What a run was told to do with its series.
 *
 * @param horizon the greatest one that is forecast; 0 is the first period without a published value
 * @param methods by name, in the order of the build
 * @param given what is assumed, by series: values from the period after each target's origin on; empty in a night
 */
record RunSettings(
        int horizon,
        List<String> methods,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) SortedMap<String, List<Double>> given) {
    private static final String GIVEN = "given";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    RunSettings {
        methods = List.copyOf(methods);
        given = Collections.unmodifiableSortedMap(new TreeMap<>(given));
    }

    /** Settings that assume nothing. */
    RunSettings(int horizon, List<String> methods) {
        this(horizon, methods, new TreeMap<>());
    }

    /** The method of a name, under what is assumed. */
    Method method(Methods methods, String name) {
        Method method = methods.named(name);
        if (given.isEmpty()) {
            return method;
        }
        SortedMap<SeriesKey, List<Double>> paths = new TreeMap<>();
        given.forEach((series, path) -> paths.put(SeriesKey.parse(series), path));
        return method.given(paths)
                .orElseThrow(() -> JobFailure.usage(
                        "Method %s cannot assume a path, --given needs one that can, such as bvar".formatted(name)));
    }

    /** How far ahead a model forecasts, from 1. */
    int steps() {
        return horizon + 1;
    }

    /** The same settings are the same text. */
    String json() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Settings are numbers and words", e);
        }
    }

    /**
     * Reads what {@link #json} wrote, spaces and order aside.
     *
     * @throws JobFailure of bad data when the text is something else
     */
    static RunSettings read(String json) {
        try {
            JsonNode tree = JSON.readTree(json);
            if (tree instanceof ObjectNode settings && !settings.has(GIVEN)) {
                settings.putObject(GIVEN);
            }
            return JSON.treeToValue(tree, RunSettings.class);
        } catch (JsonProcessingException e) {
            throw JobFailure.badData("The run's settings do not read: " + json);
        }
    }
}
