package macrocast.ingest.sdmx;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import macrocast.ingest.Body;
import macrocast.ingest.Catalogue;
import macrocast.ingest.ConfigurationException;
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
     * two halves. What is not answered is left to {@link LiveSource#each}.
     */
    public void ask(Catalogue catalogue, LiveSource live, Consumer<Body> bodies) {
        Map<String, Question> questions = new LinkedHashMap<>();
        for (Flow flow : catalogue.flows()) {
            if (flow.ask() != null) {
                questions(flow, catalogue.seriesOf(flow)).forEach(one -> questions.put(one.address(), one));
            }
        }
        live.each(
                List.copyOf(questions.keySet()), address -> ask(requireNonNull(questions.get(address)), live, bodies));
    }

    /**
     * Hands over what the agency answers when it is asked for one series alone.
     *
     * @throws ConfigurationException when the series is of a flow that the interface has no longer
     */
    public void askSeries(Catalogue catalogue, String code, LiveSource live, Consumer<Body> bodies) {
        Flow flow = catalogue.flows().stream()
                .filter(one -> catalogue.seriesOf(one).contains(code))
                .findFirst()
                .orElseThrow(() -> new ConfigurationException(
                        catalogue.source().code() + "/" + code + " is of no flow of its catalogue"));
        if (flow.ask() == null) {
            throw new ConfigurationException(catalogue.source().code() + "/" + code + " is of the flow " + flow.code()
                    + ", which the interface has no longer: needs a file pattern");
        }
        questions(flow, List.of(code)).forEach(one -> ask(one, live, bodies));
    }

    /** What is asked at one address for some series of a flow. */
    private record Question(String address, Flow flow, List<String> codes) {}

    private List<Question> questions(Flow flow, List<String> codes) {
        List<Question> questions = new ArrayList<>();
        flow.keys(codes, mostValues)
                .forEach((key, asked) -> questions.add(new Question(addresses.of(flow, key), flow, asked)));
        return questions;
    }

    private void ask(Question question, LiveSource live, Consumer<Body> bodies) {
        Response response = live.ask(question.address(), accept, Set.of(NO_CONTENT, NOT_FOUND, TOO_LARGE));
        if (response.status() == TOO_LARGE) {
            halve(response.body().name(), question, live, bodies);
        } else if (response.status() == NO_CONTENT || response.status() == NOT_FOUND) {
            LOG.warn("{} has nothing: status {}", response.body().name(), response.status());
        } else {
            bodies.accept(response.body());
        }
    }

    private void halve(String name, Question question, LiveSource live, Consumer<Body> bodies) {
        List<String> asked = question.codes();
        if (asked.size() == 1) {
            throw new UnreadablePayloadException(name, "is too large an answer, though it is one series");
        }
        LOG.info("{} is too large an answer for {} series, asked in two halves", name, asked.size());
        for (List<String> half :
                List.of(asked.subList(0, asked.size() / 2), asked.subList(asked.size() / 2, asked.size()))) {
            questions(question.flow(), half).forEach(one -> ask(one, live, bodies));
        }
    }
}
