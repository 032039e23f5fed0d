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
inner join macrocast.forecast_run on moment.last_load_id >= forecast_run.load_id
inner join macrocast.forecast on forecast_run.run_id = forecast.run_id and moment.as_of >= forecast.known_at
union all
select
    path.data_version_id,
    path.series_id,
    path.method,
    'growth' as measure,
    path.target_start,
    path.horizon,
    path.known_at,
    path.run_id,
    path.origin,
    path.mean / coalesce(observed.value, path.mean_a_year_before) - 1 as mean
from (
    -- A reader's data version, series, method and moment are columns of the partition, so they reach the index.
    select
        moment.data_version_id,
        moment.last_load_id,
        forecast.series_id,
        forecast.method,
        forecast.target_start,
        forecast.horizon,
        forecast.known_at,
        forecast.run_id,
        forecast.origin,
        forecast.mean,
        forecast.horizon < macrocast.season_length(series.frequency) as base_is_observed,
        macrocast.period_plus(
            forecast.target_start, series.frequency, -macrocast.season_length(series.frequency)
        ) as base_start,
        first_value(forecast.mean) over (
            partition by moment.data_version_id, forecast.series_id, forecast.method, forecast.known_at
            order by forecast.target_start
            range between interval '1 year' preceding and interval '1 year' preceding
        ) as mean_a_year_before
    from macrocast.moment
    inner join macrocast.forecast_run on moment.last_load_id >= forecast_run.load_id
    inner join macrocast.forecast on forecast_run.run_id = forecast.run_id and moment.as_of >= forecast.known_at
    inner join macrocast.series on forecast.series_id = series.series_id
    where forecast.measure = 'level'
) as path
left join lateral (
    select observation.value
    from macrocast.observation
    where
        path.base_is_observed
        and observation.series_id = path.series_id
        and observation.period_start = path.base_start
        and observation.known_at <= path.known_at
        and observation.load_id <= path.last_load_id
    order by observation.known_at desc
    limit 1
) as observed on true
where case when path.base_is_observed then observed.value else path.mean_a_year_before end <> 0;

comment on view macrocast.forecast_by_other is
'Forecasts by others by data version, as levels and as growth year on year.';
