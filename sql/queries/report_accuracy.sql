-- How far forecasts lay from the value of three years later, the pandemic left out, as a run found it.
select
    series_key,
    method,
    horizon,
    n,
    rmse,
    to_char(as_of at time zone 'UTC', 'FMDD FMMonth YYYY') as as_of_day
from api.accuracy_history
where
    run_id = cast(:run_id as uuid)
    and is_judged
    and truth = 'k12'
    and scope = 'ex-covid'
    and horizon in (0, 1, 2, 4, 8, 12)
order by series_key, method, horizon
