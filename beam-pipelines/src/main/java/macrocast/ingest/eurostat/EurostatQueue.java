package macrocast.ingest.eurostat;

import java.util.Locale;
import macrocast.ingest.Body;
import macrocast.ingest.LiveSource;
import macrocast.ingest.Quirk;
import macrocast.ingest.SourceUnavailableException;
import macrocast.ingest.UnreadablePayloadException;
import macrocast.ingest.sdmx.SdmxMl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers that Eurostat prepares while one waits: what comes at first is an id, under which the answer is there later.
 *
 * <p>Eurostat, "API - Detailed guidelines - Asynchronous API": the status is SUBMITTED, PROCESSING, AVAILABLE or EXPIRED.
 */
final class EurostatQueue {
    private static final Logger LOG = LoggerFactory.getLogger(EurostatQueue.class);
    private static final String ASYNC = "/eurostat/api/dissemination/1.0/async/";

    /** Ten minutes at twenty requests a minute; a run that comes later finds the answer ready. */
    private static final int MOST_QUESTIONS = 200;

    private EurostatQueue() {}

    /**
     * The answer, when the body is not one but says that it is queued; else the body.
     *
     * @throws SourceUnavailableException when it is not ready after ten minutes
     * @throws UnreadablePayloadException when it is no longer there
     */
    @Quirk(id = 7, cause = "a large answer is queued: an envelope with an id comes, with status 200, instead of data")
    static Body whenThere(LiveSource live, Body body) {
        SdmxMl.Words first = SdmxMl.words(body.bytes());
        String id = first.of("id");
        String status = first.of("status").toUpperCase(Locale.ROOT);
        if (status.isEmpty() || !id.matches("[A-Za-z0-9-]{8,64}")) {
            return body;
        }
        LOG.info("{} is queued as {}", body.name(), id);
        for (int i = 0; i < MOST_QUESTIONS && !status.equals("AVAILABLE"); i++) {
            if (!status.equals("SUBMITTED") && !status.equals("PROCESSING")) {
                throw new UnreadablePayloadException(body.name(), "was queued as " + id + " and is " + status);
            }
            status = SdmxMl.words(live.getAnew(ASYNC + "status/" + id).bytes())
                    .of("status")
                    .toUpperCase(Locale.ROOT);
        }
        if (!status.equals("AVAILABLE")) {
            throw new SourceUnavailableException(body.name() + " is queued as " + id + " and still " + status);
        }
        Body data = live.getAnew(ASYNC + "data/" + id);
        return new Body(body.name(), data.mediaType(), data.bytes());
    }
}
