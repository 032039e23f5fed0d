package macrocast.ingest.sdmx;

import org.jspecify.annotations.Nullable;

/**
 * One observation as its message writes it.
 *
 * @param series dimensions and attributes that it may share with its neighbours; the same object then
 * @param period as written
 * @param value as written, null when the message says that there is none
 * @param own attributes of this observation alone
 */
public record SdmxObservation(
        DataSet dataSet,
        Fields series,
        String period,
        @Nullable String value,
        Fields own) {

    /** The value of a dimension or an attribute; what the observation says itself goes before what its series says. */
    public @Nullable String of(String id) {
        String own1 = own.get(id);
        return own1 != null ? own1 : series.get(id);
    }

    /** The observation in one line: no message writes it in one piece. */
    public String rawText() {
        return String.join(",", series.written()) + ",TIME_PERIOD=" + period + ",OBS_VALUE="
                + (value == null ? "" : value)
                + String.join(
                        "", own.written().stream().map(field -> "," + field).toList());
    }

    /** What a message writes where it has no value. */
    static @Nullable String presentOrNull(@Nullable String written) {
        return written == null || written.isEmpty() || written.equals("NaN") || written.equals(":") ? null : written;
    }
}
