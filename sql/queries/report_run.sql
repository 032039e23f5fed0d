-- The newest official run at or before a moment, without one the newest of all; or the run of an id, whatever it was.
select
    forecast_run.run_id,
    forecast_run.last_load_id,
    to_char(forecast_run.as_of at time zone 'UTC', 'FMDD FMMonth YYYY') as as_of_day,
    to_char(forecast_run.as_of at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as as_of,
    forecast_run.official,
    to_char(forecast_run.published_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as published_at
from api.forecast_run
where
    forecast_run.kind = 'own'
    and forecast_run.published_at is not null
    and (forecast_run.official or forecast_run.run_id = cast(:run_id as uuid))
    and (cast(:run_id as uuid) is null or forecast_run.run_id = cast(:run_id as uuid))
    and (cast(:as_of as timestamptz) is null or forecast_run.as_of <= cast(:as_of as timestamptz))
order by forecast_run.as_of desc, forecast_run.last_load_id desc, forecast_run.published_at desc
limit 1
