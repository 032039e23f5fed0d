package macrocast.ingest.wire;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The names of one JSON object so far: a few are compared one by one, which is faster than hashing them. */
public final class FieldNames {
    private static final int FEW = 16;

    private final List<String> few = new ArrayList<>(FEW);
    private final Set<String> many = new HashSet<>();

    public void clear() {
        few.clear();
        if (!many.isEmpty()) {
            many.clear();
        }
    }

    /** Adds a name; false when it is there already. */
    public boolean add(String name) {
        for (int i = 0; i < few.size(); i++) {
            if (few.get(i).equals(name)) {
                return false;
            }
        }
        return few.size() < FEW ? few.add(name) : many.add(name);
    }
}
