insert into quarantine (load_key, payload_sha256, row_no, series_code, period_text, reason, raw_text)
select
    :load_key as load_key,
    payload_sha256,
    row_no,
    series_code,
    period_text,
    reason,
    coalesce(raw_text, concat_ws(' ', series_code, method, measure, period_start, known_at, value)) as raw_text
from judged
where reason is not null
