copy stage (
    load_key, payload, row_no, known_at, value, period_start, horizon, series_code, method, measure, period_text,
    reason, raw_text
) from stdin with (format binary) -- noqa: PRS
