package macrocast.store;

import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a published load brought: read = written + unchanged + quarantined, always.
 *
 * @param loadId its number in the order of commits
 * @param skipped rows that the source has and the parser leaves out on purpose; not part of read
 * @param restored observations written again because this load slipped a different value in before a repeated one
 * @param lacks what its bodies speak of and it was not given, in words; null when nothing
 * @param alreadyPublished true when this call found it published and changed nothing
 */
public record LoadSummary(
        UUID loadKey,
        long loadId,
        long read,
        long written,
        long unchanged,
        long quarantined,
        long skipped,
        long restored,
        @Nullable String lacks,
        boolean alreadyPublished) {

    /** What it brought, in words for a log. */
    String inWords() {
        return String.format(
                Locale.ROOT,
                "load %d (%s): %d rows read, %d written, %d unchanged, %d quarantined; %d skipped, %d restored",
                loadId,
                loadKey,
                read,
                written,
                unchanged,
                quarantined,
                skipped,
                restored);
    }

    LoadSummary found(boolean wasPublished) {
        return new LoadSummary(
                loadKey, loadId, read, written, unchanged, quarantined, skipped, restored, lacks, wasPublished);
    }
}
