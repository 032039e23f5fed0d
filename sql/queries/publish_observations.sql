insert into observation (series_id, period_start, known_at, value, load_id)
select
    series_id,
    period_start,
    known_at,
    value,
    :load_id as load_id
from change
order by series_id, period_start, known_at
