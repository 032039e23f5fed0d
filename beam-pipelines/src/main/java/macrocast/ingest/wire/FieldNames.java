package macrocast.ingest.wire;

import java.util.HashSet;
import java.util.Set;

/**
 * The names of one JSON object so far: a few are compared one by one, which is faster than hashing them, and none where they
 * follow each other as in the object before.
 */
public final class FieldNames {
    private final String[] few = new String[16];
    private final Set<String> many = new HashSet<>();
    private int length;
    private int lengthBefore;
    private boolean asBefore;

    /** Begins another object. */
    public void clear() {
        lengthBefore = asBefore ? Math.max(length, lengthBefore) : length;
        asBefore = true;
        length = 0;
        if (!many.isEmpty()) {
            many.clear();
        }
    }

    /** Adds a name; false when it is there already. */
    public boolean add(String name) {
        if (asBefore && length < lengthBefore && few[length].equals(name)) {
            length++;
            return true;
        }
        asBefore = false;
        for (int i = 0; i < length; i++) {
            if (few[i].equals(name)) {
                return false;
            }
        }
        if (length == few.length) {
            return many.add(name);
        }
        few[length++] = name;
        return true;
    }
}
