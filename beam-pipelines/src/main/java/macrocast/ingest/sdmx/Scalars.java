package macrocast.ingest.sdmx;

import com.fasterxml.jackson.core.JsonToken;
import java.util.ArrayList;
import java.util.List;
import macrocast.ingest.wire.JsonBody;
import org.jspecify.annotations.Nullable;

/** Arrays of texts, numbers and nulls, each as written; what else they hold counts as null. */
final class Scalars {
    private Scalars() {}

    /** More than any observation says beside its value. */
    static final int MOST = 100;

    /** Puts the array one stands on into another from its beginning, and says how long it is. */
    static int into(JsonBody json, @Nullable String[] scalars) {
        json.expect(JsonToken.START_ARRAY, "an array");
        int length = 0;
        while (json.nextElement()) {
            if (length == scalars.length) {
                throw json.unreadable("has an array of more than " + scalars.length + " parts");
            }
            JsonToken token = json.token();
            if (token.isScalarValue()) {
                scalars[length++] = token == JsonToken.VALUE_NULL ? null : json.scalar("an element");
            } else {
                json.skip();
                scalars[length++] = null;
            }
        }
        return length;
    }

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
