package macrocast.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import macrocast.ingest.HttpFetch.Response;
import macrocast.store.Payload;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a source answered last to each request: which archived body, how the source marked it, and in which run. A memory
 * that is lost or damaged costs a request, never a value.
 *
 * @param run what all tries of one run share; empty when nothing does
 */
record FetchMemory(RawArchive archive, String run) {
    private static final Logger LOG = LoggerFactory.getLogger(FetchMemory.class);
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    /**
     * One answer.
     *
     * @param sha256 empty when the answer is to be forgotten
     * @param etag empty when the source sent none
     * @param lastModified empty when the source sent none
     */
    record Entry(String sha256, long bytes, String mediaType, String etag, String lastModified, String run) {

        /** RFC 9110 section 13: with these headers the source answers 304 when nothing has changed. */
        Map<String, String> conditions() {
            Map<String, String> headers = new LinkedHashMap<>();
            if (!etag.isEmpty()) {
                headers.put("If-None-Match", etag);
            } else if (!lastModified.isEmpty()) {
                headers.put("If-Modified-Since", lastModified);
            }
            return headers;
        }
    }

    boolean isOfThisRun(Entry entry) {
        return !run.isEmpty() && entry.run().equals(run);
    }

    Optional<Entry> recall(String asked) {
        return archive.note(name(asked)).flatMap(note -> {
            try {
                Entry entry = JSON.readValue(note, Entry.class);
                return !entry.sha256().isEmpty() && archive.has(entry.sha256()) ? Optional.of(entry) : Optional.empty();
            } catch (JsonProcessingException e) {
                LOG.warn("What was remembered of {} cannot be read: {}", asked, e.getOriginalMessage());
                return Optional.empty();
            }
        });
    }

    Body body(String asked, Entry entry) {
        byte[] bytes = archive.get(
                new Payload(entry.sha256(), archive.address(entry.sha256()), asked, entry.bytes(), entry.mediaType()));
        return new Body(asked, entry.mediaType(), bytes);
    }

    void remember(String asked, Response response) {
        Body body = response.body();
        Payload payload = archive.put(body);
        write(
                asked,
                new Entry(
                        payload.sha256(),
                        payload.bytes(),
                        body.mediaType(),
                        response.header("ETag").orElse(""),
                        response.header("Last-Modified").orElse(""),
                        run));
    }

    void confirm(String asked, Entry entry) {
        write(
                asked,
                new Entry(entry.sha256(), entry.bytes(), entry.mediaType(), entry.etag(), entry.lastModified(), run));
    }

    void forget(String asked) {
        write(asked, new Entry("", 0, "", "", "", ""));
    }

    Optional<String> noted(String about) {
        return archive.note(name(about));
    }

    void note(String about, String text) {
        archive.writeNote(name(about), text);
    }

    private void write(String asked, Entry entry) {
        try {
            archive.writeNote(name(asked), JSON.writeValueAsString(entry));
        } catch (JsonProcessingException e) {
            throw new AssertionError("A record of texts is JSON", e);
        }
    }

    private static String name(String asked) {
        return RawArchive.sha256(asked.getBytes(StandardCharsets.UTF_8));
    }
}
