package macrocast.ingest;

import java.io.Serializable;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import macrocast.store.Payload;

/**
 * How many rows one body holds, counted while it was parsed: what the staged rows are recounted against.
 *
 * @param read rows that are staged, as values or as rejects
 * @param skipped rows that hold nothing to load, by reason
 * @param series the codes of the series that have a value in it
 */
public record PayloadTally(Payload payload, long read, Map<SkipReason, Long> skipped, SortedSet<String> series)
        implements Serializable {

    public PayloadTally {
        skipped = new TreeMap<>(skipped);
        series = new TreeSet<>(series);
    }

    public long skippedRows() {
        return skipped.values().stream().mapToLong(Long::longValue).sum();
    }
}
