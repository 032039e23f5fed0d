create or replace view macrocast.published_forecast as
select
    forecast.series_id,
    forecast.method,
    forecast.measure,
    forecast.target_start,
    forecast.horizon,
    forecast.known_at,
    forecast.run_id,
    forecast.model_version_id,
    forecast.origin,
    forecast.mean,
    forecast.q025,
    forecast.q05,
    forecast.q10,
    forecast.q25,
    forecast.q50,
    forecast.q75,
    forecast.q90,
    forecast.q95,
    forecast.q975,
    forecast.calibration,
    forecast.champion_method,
    forecast_run.published_at,
    forecast_run.official
from macrocast.forecast
inner join macrocast.forecast_run on forecast.run_id = forecast_run.run_id
where forecast_run.kind = 'own' and forecast_run.published_at is not null
union all
select
    forecast_by_other.series_id,
    forecast_by_other.method,
    forecast_by_other.measure,
    forecast_by_other.target_start,
    forecast_by_other.horizon,
    forecast_by_other.known_at,
    forecast_by_other.run_id,
    null as model_version_id,
    forecast_by_other.origin,
    forecast_by_other.mean,
    null as q025,
    null as q05,
    null as q10,
    null as q25,
    null as q50,
    null as q75,
    null as q90,
    null as q95,
    null as q975,
    null as calibration,
    null as champion_method,
    forecast_run.published_at,
    forecast_run.official
from macrocast.forecast_by_other
inner join macrocast.forecast_run on forecast_by_other.run_id = forecast_run.run_id
where forecast_by_other.data_version_id = 0;

comment on view macrocast.published_forecast is 'Every visible forecast, ours and others'', in levels and in growth.';
