-- What was said last is found by the index of each series and method; only that is read from the history.
create or replace view api.latest_forecast as
select
    history.series_key,
    history.title,
    history.unit,
    history.method,
    history.method_title,
    history.provider,
    history.measure,
    history.is_judged,
    history.target,
    history.target_start,
    history.horizon,
    history.mean,
    history.q025,
    history.q05,
    history.q10,
    history.q25,
    history.q50,
    history.q75,
    history.q90,
    history.q95,
    history.q975,
    history.calibration,
    history.champion_method,
    history.origin,
    history.known_at,
    history.published_at,
    history.run_id,
    history.model_version_id
from macrocast.series
inner join macrocast.source on series.source_id = source.source_id
cross join macrocast.method
inner join lateral (
    select
        forecast.known_at,
        forecast.run_id
    from macrocast.forecast
    inner join macrocast.forecast_run on forecast.run_id = forecast_run.run_id
    where
        forecast.series_id = series.series_id
        and forecast.method = method.method
        and forecast_run.official
        and forecast_run.published_at is not null
    -- A night repeated with more data published the same moment again: the later one counts.
    order by forecast.known_at desc, forecast_run.published_at desc
    limit 1
) as newest on true
inner join api.forecast_history as history
    on
        source.code || '/' || series.code = history.series_key
        and method.method = history.method
        and newest.known_at = history.known_at
        and (newest.run_id = history.run_id or method.kind = 'other');

comment on view api.latest_forecast is
'What every method and institution said last of every series, one row per measure and target; of ours, official runs.';
comment on column api.latest_forecast.series_key is 'source/code, such as boe/gdpkp.';
comment on column api.latest_forecast.title is 'What the series measures.';
comment on column api.latest_forecast.unit is 'Unit of mean and quantiles.';
comment on column api.latest_forecast.method is 'Name of the method; champion is what we stand for.';
comment on column api.latest_forecast.method_title is 'The method in words.';
comment on column api.latest_forecast.provider is 'Who forecasts: macrocast or the institution.';
comment on column api.latest_forecast.measure is
'level in the unit of the series, or growth year on year (0.01 = 1 pp).';
comment on column api.latest_forecast.is_judged is 'Whether forecasts of this series are judged in this measure.';
comment on column api.latest_forecast.target is 'The forecast period as text, such as 2026-Q1.';
comment on column api.latest_forecast.target_start is 'First day of the forecast period.';
comment on column api.latest_forecast.horizon is '0 is the first period without a published value (the nowcast).';
comment on column api.latest_forecast.mean is 'Point forecast.';
comment on column api.latest_forecast.q025 is '2.5 % quantile; null when the forecaster gives none.';
comment on column api.latest_forecast.q05 is '5 % quantile.';
comment on column api.latest_forecast.q10 is '10 % quantile.';
comment on column api.latest_forecast.q25 is '25 % quantile.';
comment on column api.latest_forecast.q50 is 'Median.';
comment on column api.latest_forecast.q75 is '75 % quantile.';
comment on column api.latest_forecast.q90 is '90 % quantile.';
comment on column api.latest_forecast.q95 is '95 % quantile.';
comment on column api.latest_forecast.q975 is '97.5 % quantile.';
comment on column api.latest_forecast.calibration is
'Where quantiles come from: conformal = the method''s own real-time errors, parametric = the model.';
comment on column api.latest_forecast.champion_method is 'For method champion: which method gave the value.';
comment on column api.latest_forecast.origin is 'First day of the last period with a published value.';
comment on column api.latest_forecast.known_at is 'As-of moment of the forecast.';
comment on column api.latest_forecast.published_at is 'When we published or loaded it.';
comment on column api.latest_forecast.run_id is 'The run that made it; see api.lineage.';
comment on column api.latest_forecast.model_version_id is 'The stored model, when there is one.';
