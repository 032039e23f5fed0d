-- Other institutions' forecasts as they published them, and the growth year on year that follows from their levels: its
-- base is their own path where that reaches, and before that the observation known when they spoke (EVALUATION 1.2).
create or replace view macrocast.forecast_by_other as
select
    moment.data_version_id,
    forecast.series_id,
    forecast.method,
    forecast.measure,
    forecast.target_start,
    forecast.horizon,
    forecast.known_at,
    forecast.run_id,
    forecast.origin,
    forecast.mean
from macrocast.moment
inner join macrocast.load on moment.last_load_id >= load.load_id
inner join macrocast.forecast_run on load.load_key = forecast_run.load_key
inner join macrocast.forecast on forecast_run.run_id = forecast.run_id and moment.as_of >= forecast.known_at
union all
select
    moment.data_version_id,
    forecast.series_id,
    forecast.method,
    'growth' as measure,
    forecast.target_start,
    forecast.horizon,
    forecast.known_at,
    forecast.run_id,
    forecast.origin,
    forecast.mean / base.value - 1 as mean
from macrocast.moment
inner join macrocast.load on moment.last_load_id >= load.load_id
inner join macrocast.forecast_run on load.load_key = forecast_run.load_key
inner join macrocast.forecast on forecast_run.run_id = forecast.run_id and moment.as_of >= forecast.known_at
inner join macrocast.series on forecast.series_id = series.series_id
cross join lateral (
    select observed.value
    from (
        select observation.value
        from macrocast.observation
        where
            observation.series_id = forecast.series_id
            and observation.period_start
            = macrocast.period_plus(forecast.target_start, series.frequency, -macrocast.season_length(series.frequency))
            and observation.known_at <= forecast.known_at
            and observation.load_id <= moment.last_load_id
            and forecast.horizon < macrocast.season_length(series.frequency)
        order by observation.known_at desc
        limit 1
    ) as observed
    union all
    select path.mean as value
    from macrocast.forecast as path
    inner join macrocast.forecast_run as path_run on path.run_id = path_run.run_id
    inner join macrocast.load as path_load on path_run.load_key = path_load.load_key
    where
        path.series_id = forecast.series_id
        and path.method = forecast.method
        and path.measure = 'level'
        and path.known_at = forecast.known_at
        and path.target_start
        = macrocast.period_plus(forecast.target_start, series.frequency, -macrocast.season_length(series.frequency))
        and path_load.load_id <= moment.last_load_id
        and forecast.horizon >= macrocast.season_length(series.frequency)
) as base
where forecast.measure = 'level' and base.value <> 0;

comment on view macrocast.forecast_by_other is 'Forecasts by others by data version, as levels and as growth year on year.';
