package macrocast.ingest;

import java.util.function.Consumer;
import macrocast.store.LoadRequest.Precision;
import macrocast.store.LoadRequest.Quality;

/** How the bodies of one source are had, and what they mean. */
public interface SourceIngest {

    /** Part of a load's identity: raised when the parser makes other rows of the same body. */
    String parserVersion();

    /** Whether the source dates its vintages itself, or we go by when we saw them or by a rule. */
    Quality knownQuality();

    /** How exact the moments are from which its values count as known. */
    Precision knownPrecision();

    Catalogue catalogue();

    RowParser parser();

    /**
     * Hands over the bodies one by one, so that no more than one is held in memory.
     *
     * @param input a file pattern, or what else the source understands
     * @throws SourceUnavailableException when there is none
     */
    default void fetch(String input, Consumer<Body> bodies) {
        WholeFiles.matching(input).forEach(bodies);
    }
}
