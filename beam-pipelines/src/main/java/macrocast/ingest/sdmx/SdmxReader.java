package macrocast.ingest.sdmx;

import java.util.function.Consumer;

/**
 * Reads the observations of a body that has one shape; plain Java, one pass or two over bytes in memory, and nothing kept
 * but what the current series needs.
 */
public interface SdmxReader {

    /**
     * Hands over the observations in the order of the body. What one says beside its value can be asked for until the next
     * is handed over.
     *
     * @param name what messages call the body
     * @throws macrocast.ingest.UnreadablePayloadException when the body is not of the shape, is cut short, or says that it
     *     is an error or an incomplete answer
     */
    void read(String name, byte[] body, Consumer<SdmxObservation> observations);
}
