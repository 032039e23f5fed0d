-- Other institutions' forecasts as they published them, and the growth year on year that follows from their levels: its
-- base is their own path where that reaches, and before that the observation known when they spoke (EVALUATION 1.2).
create or replace view macrocast.forecast_by_other as
with visible as not materialized (
    select
        moment.data_version_id,
        moment.last_load_id,
        forecast.series_id,
        forecast.method,
        forecast.measure,
        forecast.target_start,
        forecast.horizon,
        forecast.known_at,
        forecast.run_id,
        forecast.origin,
        forecast.mean,
        macrocast.season_length(series.frequency) as season,
        macrocast.period_plus(
            forecast.target_start, series.frequency, -macrocast.season_length(series.frequency)
        ) as base_start
    from macrocast.moment
    inner join macrocast.forecast_run on moment.last_load_id >= forecast_run.load_id
    inner join macrocast.forecast on forecast_run.run_id = forecast.run_id and moment.as_of >= forecast.known_at
    inner join macrocast.series on forecast.series_id = series.series_id
)

select
    data_version_id,
    series_id,
    method,
    measure,
    target_start,
    horizon,
    known_at,
    run_id,
    origin,
    mean
from visible
union all
select
    visible.data_version_id,
    visible.series_id,
    visible.method,
    'growth' as measure,
    visible.target_start,
    visible.horizon,
    visible.known_at,
    visible.run_id,
    visible.origin,
    visible.mean / nullif(coalesce(path.mean, observed.value), 0) - 1 as mean
from visible
left join visible as path
    on
        visible.horizon >= visible.season
        and visible.data_version_id = path.data_version_id
        and visible.series_id = path.series_id
        and visible.method = path.method
        and path.measure = 'level'
        and visible.known_at = path.known_at
        and visible.base_start = path.target_start
left join lateral (
    select observation.value
    from macrocast.observation
    where
        visible.horizon < visible.season
        and observation.series_id = visible.series_id
        and observation.period_start = visible.base_start
        and observation.known_at <= visible.known_at
        and observation.load_id <= visible.last_load_id
    order by observation.known_at desc
    limit 1
) as observed on true
where visible.measure = 'level' and coalesce(path.mean, observed.value) <> 0;

comment on view macrocast.forecast_by_other is
'Forecasts by others by data version, as levels and as growth year on year.';
