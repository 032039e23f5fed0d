package macrocast.registry;

import java.util.regex.Pattern;

/** The rule for names below a root: plain path segments, so that no name leaves its root or needs escaping. */
final class BlobName {
    private static final Pattern VALID =
            Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*");

    private BlobName() {}

    static String checked(String name) {
        if (!VALID.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "Blob name must be segments of letters, digits, '.', '_' and '-' joined by '/', was: " + name);
        }
        return name;
    }
}
