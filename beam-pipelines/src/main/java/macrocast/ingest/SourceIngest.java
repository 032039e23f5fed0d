package macrocast.ingest;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** How the bodies of one source are had, and what they mean: a catalogue and a parser, and little else. */
public interface SourceIngest {
    /** The input that asks the source itself. */
    String LIVE = "live";

    Catalogue catalogue();

    /**
     * What makes rows of a body.
     *
     * @param firstSeen when these bodies were first seen: since then count as known the values whose source gives no date
     */
    RowParser parser(Instant firstSeen);

    /** Part of a load's identity: raised when the parser makes other rows of the same body. */
    default String parserVersion() {
        return "1";
    }

    /**
     * What the parser reads of a body's name, such as its series or its vintage; empty where it reads nothing. Part of a
     * load's identity: the same bytes under another name are other rows.
     */
    default String readOf(String name) {
        return "";
    }

    /**
     * Whether a body means something without the others of its load: then one that cannot be read keeps no other from being
     * loaded.
     */
    default boolean bodiesStandAlone() {
        return true;
    }

    /**
     * What bodies of one load speak of that is not among them, such as the second page of an answer, each in words; empty when
     * they are whole. The load is published all the same, and says so for good.
     */
    default List<String> lacks(Iterable<Body> bodies) {
        return List.of();
    }

    /**
     * Asks the source for all it has and hands over the bodies one by one, so that no more than one is held in memory. By
     * default each {@code request} of the catalogue is asked once.
     *
     * <p>What is not answered is left to {@link LiveSource#each}: the rest is loaded, and then the run fails.
     *
     * @throws SourceUnavailableException when it does not answer at all
     */
    default void fetch(LiveSource live, Consumer<Body> bodies) {
        List<String> requests = catalogue().requests();
        if (requests.isEmpty()) {
            throw new ConfigurationException(
                    catalogue().source().code() + " has nothing to ask live, needs --input=<file pattern>");
        }
        live.each(requests, request -> bodies.accept(live.get(request)));
    }

    /**
     * Asks the source for what holds one series, as far as it can be asked so; by default its {@code request}, else all there
     * is.
     *
     * @param code of a series of the catalogue
     * @throws SourceUnavailableException when it does not answer
     */
    default void fetchSeries(String code, LiveSource live, Consumer<Body> bodies) {
        Optional<String> request = catalogue().request(code).filter(one -> one.startsWith("/"));
        if (request.isPresent()) {
            bodies.accept(live.get(request.get()));
        } else {
            fetch(live, bodies);
        }
    }
}
