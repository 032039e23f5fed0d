copy stage (
    load_key, payload_sha256, row_no, kind, series_code, period_start, known_at, value, method, measure, horizon,
    period_text, reason, raw_text
) from stdin
