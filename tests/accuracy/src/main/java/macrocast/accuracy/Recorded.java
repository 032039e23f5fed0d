package macrocast.accuracy;

import java.nio.file.Path;
import java.util.Optional;

/** The folder of payloads recorded from the real services, which is no part of the project. */
final class Recorded {
    private Recorded() {}

    /** The folder that {@code MACROCAST_RECORDED} names, or the one beside the project; it may be absent. */
    static Path folder() {
        return Path.of(Optional.ofNullable(System.getenv("MACROCAST_RECORDED")).orElse("../shared/data"));
    }
}
