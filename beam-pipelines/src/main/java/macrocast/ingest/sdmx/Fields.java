package macrocast.ingest.sdmx;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values of dimensions and attributes by their id, as many as a series or an observation has. */
public interface Fields {
    /** The value under an id, null when there is none. */
    @Nullable
    String get(String id);

    /** Whether there is a place for the id, though it may be empty. */
    default boolean has(String id) {
        return get(id) != null;
    }

    /** Every id that has a value, with it, as {@code ID=value}. */
    List<String> written();
}
