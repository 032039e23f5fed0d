package macrocast.domain;

import org.jspecify.annotations.Nullable;

/**
 * A refused row: it waits in quarantine with its raw text and the reason.
 *
 * @param seriesCode the code within the source, null when the row does not say
 * @param periodText the period as written, null when the row does not say
 */
public record Rejected(
        @Nullable String seriesCode, @Nullable String periodText, String reason, String rawText) implements SourceRow {}
