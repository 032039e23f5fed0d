package macrocast.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The shape that every catalogue has: {@code catalogue/catalogue.schema.json} on the class path. */
public final class CatalogueSchema {
    private static final String PATH = "/catalogue/catalogue.schema.json";

    private CatalogueSchema() {}

    /** What the schema says against a document; nothing when it is a catalogue. */
    public static List<String> problems(JsonNode document) {
        try (InputStream stream = CatalogueSchema.class.getResourceAsStream(PATH)) {
            if (stream == null) {
                throw new ConfigurationException("There is no " + PATH + " on the class path");
            }
            JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(stream);
            Set<String> problems = new TreeSet<>();
            schema.validate(document).stream()
                    .map(ValidationMessage::getMessage)
                    .forEach(problems::add);
            if (problems.isEmpty()) {
                schema.validate(FlowEntries.writtenOut(document)).stream()
                        .map(ValidationMessage::getMessage)
                        .forEach(problems::add);
            }
            return List.copyOf(problems);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + PATH, e);
        }
    }
}
