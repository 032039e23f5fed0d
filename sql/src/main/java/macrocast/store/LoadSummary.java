package macrocast.store;

import java.util.UUID;

/**
 * What a published load brought: read = written + unchanged + quarantined, always.
 *
 * @param loadId its number in the order of commits
 * @param skipped rows that the source has and the parser leaves out on purpose; not part of read
 * @param restored observations written again because this load slipped a different value in before a repeated one
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
        boolean alreadyPublished) {

    LoadSummary found(boolean wasPublished) {
        return new LoadSummary(loadKey, loadId, read, written, unchanged, quarantined, skipped, restored, wasPublished);
    }
}
