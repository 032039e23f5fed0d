package macrocast.ingest.sdmx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A handful of pairs: looked through one by one, which is faster than hashing them. */
final class Pairs implements Fields {
    static final Fields NONE = new Pairs();

    /** Ids and values, by turns. */
    private String[] written = new String[8];

    private int length;

    /** Adds a value; of two under one id the first counts. */
    void add(String id, String value) {
        if (length == written.length) {
            written = Arrays.copyOf(written, 2 * length);
        }
        written[length++] = id;
        written[length++] = value;
    }

    void addAll(Pairs others) {
        for (int i = 0; i < others.length; i += 2) {
            add(others.written[i], others.written[i + 1]);
        }
    }

    List<String> ids() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < length; i += 2) {
            ids.add(written[i]);
        }
        return ids;
    }

    @Override
    public @Nullable String get(String id) {
        for (int i = 0; i < length; i += 2) {
            if (written[i].equals(id)) {
                return written[i + 1];
            }
        }
        return null;
    }

    @Override
    public List<String> written() {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < length; i += 2) {
            all.add(written[i] + "=" + written[i + 1]);
        }
        return all;
    }
}
