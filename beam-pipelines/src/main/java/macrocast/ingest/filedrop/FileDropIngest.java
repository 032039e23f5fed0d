package macrocast.ingest.filedrop;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import macrocast.ingest.Body;
import macrocast.ingest.Catalogue;
import macrocast.ingest.CatalogueSchema;
import macrocast.ingest.RowParser;
import macrocast.ingest.SourceIngest;
import macrocast.ingest.UnreadablePayloadException;

/**
 * Loads tables by a mapping: a catalogue with a section {@code table}. Another mapping of the same file is another load.
 */
public final class FileDropIngest implements SourceIngest {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Catalogue catalogue;
    private final Mapping mapping;
    private final String version;

    private FileDropIngest(Catalogue catalogue, Mapping mapping, String version) {
        this.catalogue = catalogue;
        this.mapping = mapping;
        this.version = version;
    }

    /**
     * The source that a mapping describes.
     *
     * @throws UnreadablePayloadException when it is none
     */
    public static FileDropIngest by(Body mappingFile) {
        try {
            JsonNode document = YAML.readTree(mappingFile.bytes());
            if (!(document instanceof ObjectNode whole) || !(whole.remove("table") instanceof ObjectNode table)) {
                throw new UnreadablePayloadException(mappingFile.name(), "has no section table");
            }
            List<String> problems = new ArrayList<>(CatalogueSchema.problems(whole));
            problems.addAll(Mapping.problems(table));
            if (!problems.isEmpty()) {
                throw new UnreadablePayloadException(
                        mappingFile.name(), "is no mapping: " + String.join("; ", problems));
            }
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(mappingFile.bytes());
            return new FileDropIngest(
                    Catalogue.of(whole),
                    YAML.treeToValue(table, Mapping.class),
                    "3-" + HexFormat.of().formatHex(hash, 0, 6));
        } catch (UnreadablePayloadException e) {
            throw e;
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java has SHA-256", e);
        } catch (IOException | RuntimeException e) {
            // Whatever a mapping says wrong, trying again does not mend it.
            throw new UnreadablePayloadException(
                    mappingFile.name(),
                    "is no mapping: "
                            + (e.getMessage() == null ? e : e.getMessage().replaceAll("\\s+", " ")),
                    e);
        }
    }

    @Override
    public Catalogue catalogue() {
        return catalogue;
    }

    @Override
    public RowParser parser(Instant firstSeen) {
        return new FileDropParser(catalogue, mapping, firstSeen);
    }

    /** 3: a formula without a value is no empty cell. Then what tells one mapping from another. */
    @Override
    public String parserVersion() {
        return version;
    }
}
