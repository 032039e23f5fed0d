create or replace view api.accuracy_history as
select
    source.code || '/' || series.code as series_key,
    accuracy.method,
    method.provider,
    accuracy.measure,
    accuracy.measure = series.measure as is_judged,
    accuracy.horizon,
    accuracy.truth,
    accuracy.scope,
    accuracy.n,
    accuracy.rmse,
    accuracy.mae,
    accuracy.bias,
    accuracy.ratio_ar,
    accuracy.dm_statistic,
    accuracy.dm_p,
    data_version.as_of,
    accuracy.run_id,
    forecast_run.official
from macrocast.accuracy
inner join macrocast.forecast_run on accuracy.run_id = forecast_run.run_id
inner join macrocast.data_version on forecast_run.data_version_id = data_version.data_version_id
inner join macrocast.series on accuracy.series_id = series.series_id
inner join macrocast.source on series.source_id = source.source_id
inner join macrocast.method on accuracy.method = method.method
where forecast_run.published_at is not null;

comment on view api.accuracy_history is
'How far forecasts lay from actuals so far, by method and horizon, as every published run found it; name a run_id.';
comment on column api.accuracy_history.series_key is 'source/code, such as boe/gdpkp.';
comment on column api.accuracy_history.method is 'Name of the method.';
comment on column api.accuracy_history.provider is 'Who forecasts: macrocast or the institution.';
comment on column api.accuracy_history.measure is
'level in the unit of the series, or growth year on year (0.01 = 1 pp).';
comment on column api.accuracy_history.is_judged is
'Whether forecasts of this series are judged in this measure.';
comment on column api.accuracy_history.horizon is
'0 is the first period without a published value (the nowcast).';
comment on column api.accuracy_history.truth is
'Which release is the actual: first; k12 = newest of maturity 12 or less, else the first above; latest.';
comment on column api.accuracy_history.scope is 'all, or ex-covid: without the targets of the pandemic.';
comment on column api.accuracy_history.n is 'Number of errors.';
comment on column api.accuracy_history.rmse is 'Root mean squared error in the unit of the measure.';
comment on column api.accuracy_history.mae is 'Mean absolute error in the unit of the measure.';
comment on column api.accuracy_history.bias is 'Mean of actual minus forecast, in the unit of the measure.';
comment on column api.accuracy_history.ratio_ar is
'rmse over that of method ar on the common sample; below 1 is better.';
comment on column api.accuracy_history.dm_statistic is
'Diebold-Mariano statistic against method ar; negative is better.';
comment on column api.accuracy_history.dm_p is 'Its two-sided p value.';
comment on column api.accuracy_history.as_of is 'Only what was known by then counts.';
comment on column api.accuracy_history.run_id is 'The run that computed it.';
comment on column api.accuracy_history.official is
'Whether the run stands as a night, or only answered a question of what if.';
