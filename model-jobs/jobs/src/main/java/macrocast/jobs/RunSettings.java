package macrocast.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;

/**
 * What a run was told to do with its series.
 *
 * @param horizon the greatest one that is forecast; 0 is the first period without a published value
 * @param methods by name, in the order of the build
 */
record RunSettings(int horizon, List<String> methods) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    RunSettings {
        methods = List.copyOf(methods);
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
            return JSON.readValue(json, RunSettings.class);
        } catch (JsonProcessingException e) {
            throw JobFailure.badData("The run's settings do not read: " + json);
        }
    }
}
