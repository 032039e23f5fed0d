package macrocast.ingest.filedrop;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where in a table stands what.
 *
 * @param separator of cells in CSV; a comma where it is absent
 * @param sheet of a workbook; the first where it is absent
 * @param series columns that together name the series, joined by a dot; absent where every column is one
 * @param period the column of periods
 * @param datedAt which day stands for a period: its first, its last, or the first day of its last month
 * @param value the column of values; absent where every column is a series
 * @param knownAt the column of days from which values count as known; absent: since they were first seen
 * @param missing texts that say that there is no value
 * @param withdrawn texts that say that a value was taken back
 */
public record Mapping(
        @Nullable String separator,
        @Nullable String sheet,
        @Nullable List<String> series,
        String period,
        @JsonProperty("dated_at") @Nullable DatedAt datedAt,
        @Nullable String value,
        @JsonProperty("known_at") @Nullable String knownAt,
        @Nullable List<String> missing,
        @Nullable List<String> withdrawn)
        implements Serializable {

    public Mapping {
        if ((series == null) != (value == null)) {
            throw new IllegalArgumentException(
                    "A table names series and value, or neither where every column is a series");
        }
    }

    /** Which day stands for a period. */
    public enum DatedAt {
        @JsonProperty("first-day")
        FIRST_DAY,
        @JsonProperty("last-day")
        LAST_DAY,
        @JsonProperty("last-month")
        LAST_MONTH
    }

    boolean isMissing(String text) {
        return missing == null ? text.isEmpty() && !isWithdrawn(text) : missing.contains(text);
    }

    boolean isWithdrawn(String text) {
        return withdrawn != null && withdrawn.contains(text);
    }
}
