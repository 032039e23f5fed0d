package macrocast.domain;

/**
 * How one seasonally adjusted series was made.
 *
 * @param series the adjusted series
 * @param input the series that was adjusted
 * @param version what was known of it
 * @param identified what the model was identified on
 * @param method {@code x13} or {@code tramo-seats}
 * @param specification of the library, by its name
 * @param policy {@code current}, {@code partial-concurrent} or {@code concurrent}
 * @param library its name and version
 * @param inputSha256 hash of the values that were adjusted
 * @param identifiedSha256 hash of the values that the model was identified on
 * @param modelJson orders, transform and parameters of the ARIMA model
 * @param diagnosticsJson a list of category, name, value and quality
 */
public record Adjustment(
        SeriesKey series,
        SeriesKey input,
        DataVersion version,
        DataVersion identified,
        String method,
        String specification,
        String policy,
        String library,
        String inputSha256,
        String identifiedSha256,
        String modelJson,
        String diagnosticsJson) {}
