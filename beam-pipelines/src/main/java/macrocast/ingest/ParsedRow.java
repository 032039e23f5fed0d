package macrocast.ingest;

import java.io.Serializable;
import macrocast.domain.ForecastByOther;
import macrocast.domain.Observation;
import macrocast.domain.SourceRow;

/** What became of one row of a body. */
public sealed interface ParsedRow extends Serializable {

    /** An observation, or a forecast by others, that holds what its source promises. */
    record Accepted(SourceRow row) implements ParsedRow {

        public Accepted {
            if (!(row instanceof Observation || row instanceof ForecastByOther)) {
                throw new IllegalArgumentException("An accepted row holds a value, was: " + row);
            }
        }
    }

    /**
     * A row for quarantine.
     *
     * @param series the code as far as it was understood, else empty
     * @param period the period as written, else empty
     * @param rawText the row as the source wrote it, cut at {@value #LONGEST_RAW_TEXT} characters
     */
    record Rejected(String series, String period, String rawText, RejectReason reason) implements ParsedRow {
        static final int LONGEST_RAW_TEXT = 2000;

        public Rejected {
            rawText = rawText.length() <= LONGEST_RAW_TEXT ? rawText : rawText.substring(0, LONGEST_RAW_TEXT);
        }
    }

    /** A row that holds nothing to load. */
    record Skipped(SkipReason reason) implements ParsedRow {}
}
