package macrocast.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a job has to say at its end: one JSON object, in the order in which things were put. */
final class Summary {
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private final Map<String, Object> entries = new LinkedHashMap<>();

    Summary(String job) {
        entries.put("job", job);
    }

    Summary put(String name, Object value) {
        entries.put(name, value);
        return this;
    }

    /** On one line. */
    String json() {
        return write(entries);
    }

    /** Maps, lists, numbers, words and moments as JSON on one line. */
    static String write(Object document) {
        try {
            return JSON.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("JSON cannot say " + document, e);
        }
    }
}
