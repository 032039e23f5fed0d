-- What would change most stands first; rows that would be quarantined before all.
select
    series_key,
    period_start,
    value_before,
    value,
    raw_text,
    reason
from api.held_rows(:load_key)
order by
    reason is null, abs(value - value_before) / nullif(abs(value_before), 0) desc nulls last, series_key,
    period_start desc, known_at desc
limit :row_limit
