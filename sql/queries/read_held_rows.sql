-- What is refused stands first, then what would change most.
select
    series_key,
    period_start,
    value_before,
    value,
    fate,
    reason
from api.held_rows(:load_key)
where fate <> 'unchanged'
order by
    fate <> 'quarantined', abs(value - value_before) / nullif(abs(value_before), 0) desc nulls last, series_key,
    period_start desc, known_at desc
limit :row_limit
