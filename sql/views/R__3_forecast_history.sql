create or replace view api.forecast_history as
select
    source.code || '/' || series.code as series_key,
    published.method,
    method.provider,
    published.measure,
    published.measure = series.measure as is_judged,
    macrocast.period_label(published.target_start, series.frequency) as target,
    published.target_start,
    published.horizon,
    published.mean,
    published.q025,
    published.q05,
    published.q10,
    published.q25,
    published.q50,
    published.q75,
    published.q90,
    published.q95,
    published.q975,
    published.calibration,
    published.champion_method,
    published.known_at,
    published.published_at,
    published.run_id,
    published.official,
    series.title,
    case published.measure when 'growth' then 'fraction, year on year' else series.unit end as unit,
    method.title as method_title,
    published.origin,
    published.model_version_id
from macrocast.published_forecast as published
inner join macrocast.series on published.series_id = series.series_id
inner join macrocast.source on series.source_id = source.source_id
inner join macrocast.method on published.method = method.method;

comment on view api.forecast_history is
'Every forecast that was ever published, ours and others'', one row per measure, target and moment.';
comment on column api.forecast_history.series_key is 'source/code, such as boe/gdpkp.';
comment on column api.forecast_history.method is 'Name of the method; champion is what we stood for.';
comment on column api.forecast_history.provider is 'Who forecast: macrocast or the institution.';
comment on column api.forecast_history.measure is
'level in the unit of the series, or growth year on year (0.01 = 1 pp).';
comment on column api.forecast_history.is_judged is 'Whether forecasts of this series are judged in this measure.';
comment on column api.forecast_history.target is 'The forecast period as text, such as 2026-Q1.';
comment on column api.forecast_history.target_start is 'First day of the forecast period.';
comment on column api.forecast_history.horizon is '0 is the first period without a published value (the nowcast).';
comment on column api.forecast_history.mean is 'Point forecast.';
comment on column api.forecast_history.q025 is '2.5 % quantile; null when the forecaster gives none.';
comment on column api.forecast_history.q05 is '5 % quantile.';
comment on column api.forecast_history.q10 is '10 % quantile.';
comment on column api.forecast_history.q25 is '25 % quantile.';
comment on column api.forecast_history.q50 is 'Median.';
comment on column api.forecast_history.q75 is '75 % quantile.';
comment on column api.forecast_history.q90 is '90 % quantile.';
comment on column api.forecast_history.q95 is '95 % quantile.';
comment on column api.forecast_history.q975 is '97.5 % quantile.';
comment on column api.forecast_history.calibration is
'Where quantiles come from: conformal = the method''s own real-time errors, parametric = the model.';
comment on column api.forecast_history.champion_method is 'For method champion: which method gave the value.';
comment on column api.forecast_history.known_at is 'As-of moment of the forecast.';
comment on column api.forecast_history.published_at is 'When we published or loaded it.';
comment on column api.forecast_history.run_id is 'The run that made it; see api.lineage.';
comment on column api.forecast_history.official is
'Whether its run stands as a night, or only answered a question of what if.';
comment on column api.forecast_history.title is 'What the series measures.';
comment on column api.forecast_history.unit is 'Unit of mean and quantiles.';
comment on column api.forecast_history.method_title is 'The method in words.';
comment on column api.forecast_history.origin is 'First day of the last period with a published value.';
comment on column api.forecast_history.model_version_id is 'The stored model, when there is one.';
