insert into forecast (series_id, method, measure, target_start, horizon, known_at, run_id, origin, mean)
select
    series_id,
    method,
    measure,
    period_start as target_start,
    horizon,
    known_at,
    :load_key as run_id,
    period_plus(period_start, frequency, -horizon - 1) as origin,
    value as mean
from judged
where kind = 'forecast' and reason is null and not is_repeated
