package macrocast.ingest.sdmx;

import com.fasterxml.jackson.core.JsonToken;
import java.util.ArrayList;
import java.util.List;
import macrocast.ingest.wire.JsonBody;
import org.jspecify.annotations.Nullable;

/** Arrays of texts, numbers and nulls, each as written; what else they hold counts as null. */
final class Scalars {
    private Scalars() {}

    /** The array one stands on. */
    static List<@Nullable String> of(JsonBody json) {
        json.expect(JsonToken.START_ARRAY, "an array");
        List<@Nullable String> scalars = new ArrayList<>(4);
        while (json.nextElement()) {
            if (json.token().isScalarValue()) {
                scalars.add(json.scalarOrNull("an element"));
            } else {
                json.skip();
                scalars.add(null);
            }
        }
        return scalars;
    }
}
