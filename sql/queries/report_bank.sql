-- The Bank of England's last forecast of each series at a moment.
select
    series_key,
    target,
    mean,
    to_char(known_at at time zone 'UTC', 'YYYY-MM-DD') as known_on
from (
    select
        series_key,
        target,
        mean,
        known_at,
        max(known_at) over (partition by series_key) as last_known_at
    from api.forecast_history
    where method = 'boe-mpr' and is_judged and known_at <= cast(:as_of as timestamptz)
) as said
where known_at = last_known_at
order by series_key, target
