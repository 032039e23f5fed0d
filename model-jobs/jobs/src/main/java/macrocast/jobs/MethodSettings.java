package macrocast.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.TreeMap;
import macrocast.models.Method;

/** A method's settings and version as canonical JSON, as model versions are identified by them. */
final class MethodSettings {
    private static final JsonMapper JSON = new JsonMapper();

    private MethodSettings() {}

    static String json(Method method) {
        TreeMap<String, String> settings = new TreeMap<>(method.settings());
        settings.put("version", method.version());
        try {
            return JSON.writeValueAsString(settings);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Settings are words", e);
        }
    }
}
