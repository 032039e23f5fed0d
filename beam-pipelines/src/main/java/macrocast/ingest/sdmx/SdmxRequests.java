package macrocast.ingest.sdmx;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import macrocast.ingest.Body;
import macrocast.ingest.Catalogue;
import macrocast.ingest.Flow;
import macrocast.ingest.HttpFetch.Response;
import macrocast.ingest.LiveSource;
import macrocast.ingest.UnreadablePayloadException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks an agency for the series of its catalogue and for no others, in few questions.
 *
 * @param accept the form of the answer, as in the header {@code Accept}
 * @param mostValues how many values of one dimension a question may name
 * @param addresses where a flow is asked by a key
 */
public record SdmxRequests(String accept, int mostValues, Addresses addresses) {
    public static final String GENERIC = "application/vnd.sdmx.genericdata+xml;version=2.1";
    public static final String STRUCTURE_SPECIFIC = "application/vnd.sdmx.structurespecificdata+xml;version=2.1";

    private static final Logger LOG = LoggerFactory.getLogger(SdmxRequests.class);
    private static final int NO_CONTENT = 204;
    private static final int NOT_FOUND = 404;
    private static final int TOO_LARGE = 413;

    /** The path and query for a flow's key. */
    @FunctionalInterface
    public interface Addresses {
        String of(Flow flow, String key);
    }

    /**
     * Hands over the answers one by one. What the agency does not have makes none; a question that is too large is asked in
     * two halves.
     */
    public void ask(Catalogue catalogue, LiveSource live, Consumer<Body> bodies) {
        for (Flow flow : catalogue.flows()) {
            if (flow.ask() != null) {
                ask(flow, catalogue.seriesOf(flow), live, bodies);
            }
        }
    }

    private void ask(Flow flow, List<String> codes, LiveSource live, Consumer<Body> bodies) {
        flow.keys(codes, mostValues).forEach((key, asked) -> {
            Response response = live.ask(addresses.of(flow, key), accept, Set.of(NO_CONTENT, NOT_FOUND, TOO_LARGE));
            if (response.status() == TOO_LARGE) {
                halve(response, flow, asked, live, bodies);
            } else if (response.status() == NO_CONTENT || response.status() == NOT_FOUND) {
                LOG.warn("{} has nothing: status {}", response.body().name(), response.status());
            } else {
                bodies.accept(response.body());
            }
        });
    }

    private void halve(Response response, Flow flow, List<String> asked, LiveSource live, Consumer<Body> bodies) {
        String name = response.body().name();
        if (asked.size() == 1) {
            throw new UnreadablePayloadException(name, "is too large an answer, though it is one series");
        }
        LOG.info("{} is too large an answer for {} series, asked in two halves", name, asked.size());
        ask(flow, asked.subList(0, asked.size() / 2), live, bodies);
        ask(flow, asked.subList(asked.size() / 2, asked.size()), live, bodies);
    }
}
