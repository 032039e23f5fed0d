create or replace view api.forecast_vs_actual as
with outturn as (
    select
        series_id,
        target_start,
        measure,
        max(value) filter (where truth = 'first') as actual_first,
        max(value) filter (where truth = 'k12') as actual_k12,
        max(value) filter (where truth = 'latest') as actual_latest,
        max(maturity) filter (where truth = 'k12') as maturity_k12
    from macrocast.actual
    where data_version_id = 0
    group by series_id, target_start, measure
)

select
    source.code || '/' || series.code as series_key,
    published.method,
    published.measure,
    macrocast.period_label(published.target_start, series.frequency) as target,
    published.target_start,
    published.horizon,
    published.known_at,
    published.mean,
    published.q10,
    published.q90,
    outturn.actual_first,
    outturn.actual_k12,
    outturn.actual_latest,
    outturn.maturity_k12,
    outturn.actual_k12 - published.mean as error_k12,
    published.run_id
from macrocast.series
inner join macrocast.source on series.source_id = source.source_id
inner join macrocast.published_forecast as published
    on series.series_id = published.series_id and series.measure = published.measure
left join outturn
    on
        published.series_id = outturn.series_id
        and published.target_start = outturn.target_start
        and published.measure = outturn.measure;

comment on view api.forecast_vs_actual is
'Every published forecast beside what the target turned out to be, in the measure that the series is judged in.';
comment on column api.forecast_vs_actual.series_key is 'source/code, such as boe/gdpkp.';
comment on column api.forecast_vs_actual.method is 'Name of the method.';
comment on column api.forecast_vs_actual.measure is
'level in the unit of the series, or growth year on year (0.01 = 1 pp).';
comment on column api.forecast_vs_actual.target is 'The forecast period as text.';
comment on column api.forecast_vs_actual.target_start is 'First day of the forecast period.';
comment on column api.forecast_vs_actual.horizon is '0 is the first period without a published value (the nowcast).';
comment on column api.forecast_vs_actual.known_at is 'As-of moment of the forecast.';
comment on column api.forecast_vs_actual.mean is 'Point forecast.';
comment on column api.forecast_vs_actual.q10 is '10 % quantile; null when the forecaster gives none.';
comment on column api.forecast_vs_actual.q90 is '90 % quantile; null when the forecaster gives none.';
comment on column api.forecast_vs_actual.actual_first is 'First release; null until there is one.';
comment on column api.forecast_vs_actual.actual_k12 is
'Newest value of maturity 12 or less, else the first above: settled after three years of quarters.';
comment on column api.forecast_vs_actual.actual_latest is 'Newest value.';
comment on column api.forecast_vs_actual.maturity_k12 is
'Maturity of actual_k12 in periods; below 12 it will still change.';
comment on column api.forecast_vs_actual.error_k12 is 'actual_k12 minus mean.';
comment on column api.forecast_vs_actual.run_id is 'The run that made the forecast.';
