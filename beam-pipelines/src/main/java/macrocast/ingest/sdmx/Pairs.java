package macrocast.ingest.sdmx;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A handful of pairs: looked through one by one, which is faster than hashing them. */
final class Pairs implements Fields {
    static final Fields NONE = new Pairs();

    private final ArrayList<String> ids = new ArrayList<>(8);
    private final ArrayList<String> values = new ArrayList<>(8);

    /** Adds a value; of two under one id the first counts. */
    void add(String id, String value) {
        ids.add(id);
        values.add(value);
    }

    void addAll(Pairs others) {
        ids.addAll(others.ids);
        values.addAll(others.values);
    }

    List<String> ids() {
        return ids;
    }

    @Override
    public @Nullable String get(String id) {
        for (int i = 0; i < ids.size(); i++) {
            if (ids.get(i).equals(id)) {
                return values.get(i);
            }
        }
        return null;
    }

    @Override
    public List<String> written() {
        List<String> written = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            written.add(ids.get(i) + "=" + values.get(i));
        }
        return written;
    }
}
