package macrocast.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes out what a catalogue says in short: each series of a flow becomes an entry under {@code series}.
 *
 * <p>An entry with {@code each: {area: oecd}} stands for one series per entry of the list {@code oecd}, where {@code {area}}
 * is the name of the entry in the title and its code everywhere else.
 */
final class FlowEntries {
    private FlowEntries() {}

    /** The catalogue with all series of its flows written out. */
    static ObjectNode writtenOut(JsonNode catalogue) {
        ObjectNode whole = catalogue.deepCopy();
        ArrayNode series = whole.withArray("/series");
        for (JsonNode flow : whole.path("flows")) {
            ObjectNode expected = ((ObjectNode) flow).putObject("expected");
            for (JsonNode template : flow.path("series")) {
                for (Map<String, String> names : choices(template.path("each"), whole.path("lists"))) {
                    ObjectNode one = ((ObjectNode) template).deepCopy();
                    one.remove(List.of("key", "each", "expect"));
                    String code = flow.path("code").asText() + "."
                            + filled(template.path("key").asText(), names, true);
                    one.put("code", code);
                    one.put("title", filled(template.path("title").asText(), names, false));
                    one.put("unit", filled(template.path("unit").asText(), names, true));
                    series.add(one);
                    ObjectNode wanted = expected.putObject(code);
                    for (JsonNode expect : List.of(flow.path("expect"), template.path("expect"))) {
                        expect.properties()
                                .forEach(entry -> wanted.put(
                                        entry.getKey(), filled(entry.getValue().asText(), names, true)));
                    }
                }
            }
            ((ObjectNode) flow).remove(List.of("series", "expect"));
        }
        whole.remove("lists");
        if (series.isEmpty()) {
            whole.remove("series");
        }
        return whole;
    }

    /** Every way to choose an entry of each list: the code and, separated by a tab, the name, by placeholder. */
    private static List<Map<String, String>> choices(JsonNode each, JsonNode lists) {
        List<Map<String, String>> choices = new ArrayList<>();
        choices.add(Map.of());
        for (Map.Entry<String, JsonNode> placeholder : each.properties()) {
            JsonNode list = lists.path(placeholder.getValue().asText());
            if (list.isEmpty()) {
                throw new IllegalArgumentException(
                        "The catalogue has no list " + placeholder.getValue().asText());
            }
            List<Map<String, String>> longer = new ArrayList<>();
            for (Map<String, String> choice : choices) {
                for (Map.Entry<String, JsonNode> entry : list.properties()) {
                    Map<String, String> more = new TreeMap<>(choice);
                    more.put(
                            placeholder.getKey(),
                            entry.getKey() + "\t" + entry.getValue().asText());
                    longer.add(more);
                }
            }
            choices = longer;
        }
        return choices;
    }

    private static String filled(String text, Map<String, String> names, boolean code) {
        String filled = text;
        for (Map.Entry<String, String> entry : names.entrySet()) {
            String[] codeAndName = entry.getValue().split("\t", 2);
            filled = filled.replace("{" + entry.getKey() + "}", codeAndName[code ? 0 : 1]);
        }
        return filled;
    }
}
