-- What was said last is noted when a run is published (forecast_newest); only that is read from the history. "Offset 0"
-- has each look into the history planned by itself: by index, and not taken for a single row.
create or replace view api.latest_forecast as
select
    source.code || '/' || series.code as series_key,
    series.title,
    case forecast.measure when 'growth' then 'fraction, year on year' else series.unit end as unit,
    newest.method,
    method.title as method_title,
    method.provider,
    forecast.measure,
    forecast.measure = series.measure as is_judged,
    macrocast.period_label(forecast.target_start, series.frequency) as target,
    forecast.target_start,
    forecast.horizon,
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
    forecast.origin,
    newest.known_at,
    newest.published_at,
    forecast.run_id,
    forecast.model_version_id
from macrocast.series
inner join macrocast.source on series.source_id = source.source_id
inner join macrocast.forecast_newest as newest on series.series_id = newest.series_id
inner join macrocast.method on newest.method = method.method
cross join
    lateral (
        select
            said.measure,
            said.target_start,
            said.horizon,
            said.mean,
            said.q025,
            said.q05,
            said.q10,
            said.q25,
            said.q50,
            said.q75,
            said.q90,
            said.q95,
            said.q975,
            said.calibration,
            said.champion_method,
            said.origin,
            said.run_id,
            said.model_version_id
        from macrocast.forecast as said
        where
            said.series_id = newest.series_id
            and said.method = newest.method
            and said.known_at = newest.known_at
            and said.run_id = newest.run_id
        order by said.target_start
        offset 0
    ) as forecast
where method.kind = 'own'
union all
select
    source.code || '/' || series.code as series_key,
    series.title,
    case forecast.measure when 'growth' then 'fraction, year on year' else series.unit end as unit,
    newest.method,
    method.title as method_title,
    method.provider,
    forecast.measure,
    forecast.measure = series.measure as is_judged,
    macrocast.period_label(forecast.target_start, series.frequency) as target,
    forecast.target_start,
    forecast.horizon,
    forecast.mean,
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
    forecast.origin,
    newest.known_at,
    forecast_run.published_at,
    forecast.run_id,
    null as model_version_id
from macrocast.series
inner join macrocast.source on series.source_id = source.source_id
inner join macrocast.forecast_newest as newest on series.series_id = newest.series_id
inner join macrocast.method on newest.method = method.method
cross join
    lateral (
        select
            by_other.measure,
            by_other.target_start,
            by_other.horizon,
            by_other.mean,
            by_other.origin,
            by_other.run_id
        from macrocast.forecast_by_other as by_other
        where
            by_other.data_version_id = 0
            and by_other.series_id = newest.series_id
            and by_other.method = newest.method
            and by_other.known_at = newest.known_at
        order by by_other.target_start
        offset 0
    ) as forecast
inner join macrocast.forecast_run on forecast.run_id = forecast_run.run_id
where method.kind = 'other';

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
