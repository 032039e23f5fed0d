package macrocast.ingest.sdmx;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A part of a message whose observations have the same structure and were valid from the same moment.
 *
 * @param structures the names under which the message speaks of the structure or dataflow
 * @param dimensions the ids of all dimensions but time, where the message says which they are; else empty
 * @param validFrom since when the observations count, null when the message does not say
 * @param deletes whether its observations take back what was said before
 */
public record DataSet(
        Set<String> structures,
        List<String> dimensions,
        @Nullable Instant validFrom,
        boolean deletes) {

    public DataSet {
        structures = Set.copyOf(structures);
        dimensions = List.copyOf(dimensions);
    }

    /** {@code 2024-04-30T16:25:09.855+02:00} or, in UTC, {@code 2015-12-23T09:41:55}; null when it is neither. */
    static @Nullable Instant moment(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException withoutZone) {
            try {
                return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
            } catch (DateTimeParseException neither) {
                return null;
            }
        }
    }
}
