package macrocast.ingest.sdmx;

import com.fasterxml.jackson.core.JsonToken;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.Consumer;
import macrocast.ingest.UnreadablePayloadException;
import macrocast.ingest.wire.JsonBody;
import macrocast.ingest.wire.Zip;

/** Tells by its first bytes what shape a body has: whatever was asked for, an agency sends what it has. */
final class SdmxShape {
    private static final Set<String> SDMX_JSON =
            Set.of("meta", "data", "errors", "header", "dataSets", "structure", "structures");

    private SdmxShape() {}

    /** Reads a body of whatever shape, out of a zip archive too. */
    static void read(String name, byte[] body, Consumer<SdmxObservation> observations) {
        byte[] bytes = Zip.isOne(body) ? Zip.onlyFile(name, body) : body;
        of(name, bytes).read(name, bytes, observations);
    }

    /**
     * The reader for a body.
     *
     * @throws UnreadablePayloadException when it is empty
     */
    static SdmxReader of(String name, byte[] body) {
        String start = new String(body, 0, Math.min(body.length, 4096), StandardCharsets.UTF_8);
        String text = start.startsWith("\uFEFF") ? start.substring(1).stripLeading() : start.stripLeading();
        if (text.isEmpty()) {
            throw new UnreadablePayloadException(name, "is empty, needed a message of observations");
        }
        if (text.charAt(0) == '<') {
            return new SdmxMl();
        }
        if (text.charAt(0) == '{' || text.charAt(0) == '[') {
            return json(name, body);
        }
        String firstLine = text.lines().findFirst().orElse("");
        if (firstLine.startsWith(EuroReferenceRates.FIRST_COLUMN + ",")) {
            return new EuroReferenceRates();
        }
        return firstLine.contains("\t") ? new EurostatTable() : new SdmxCsv();
    }

    private static SdmxReader json(String name, byte[] body) {
        try (JsonBody json = JsonBody.open(name, body)) {
            json.expect(JsonToken.START_OBJECT, "an object");
            String first = json.nextField();
            return first != null && SDMX_JSON.contains(first) ? new SdmxJson() : new JsonStat();
        }
    }
}
