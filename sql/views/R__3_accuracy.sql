create or replace view api.accuracy as
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
    newest_run.as_of,
    newest_run.run_id
from macrocast.newest_run
inner join macrocast.accuracy
    on newest_run.run_id = accuracy.run_id and newest_run.series_id = accuracy.series_id
inner join macrocast.series on accuracy.series_id = series.series_id
inner join macrocast.source on series.source_id = source.source_id
inner join macrocast.method on accuracy.method = method.method;

comment on view api.accuracy is
'How far forecasts lay from actuals so far, by method and horizon, as the newest published run found it.';
comment on column api.accuracy.series_key is 'source/code, such as boe/gdpkp.';
comment on column api.accuracy.method is 'Name of the method.';
comment on column api.accuracy.provider is 'Who forecasts: macrocast or the institution.';
comment on column api.accuracy.measure is 'level in the unit of the series, or growth year on year (0.01 = 1 pp).';
comment on column api.accuracy.is_judged is 'Whether forecasts of this series are judged in this measure.';
comment on column api.accuracy.horizon is '0 is the first period without a published value (the nowcast).';
comment on column api.accuracy.truth is
'Which release is the actual: first; k12 = newest of maturity 12 or less, else the first above; latest.';
comment on column api.accuracy.scope is 'all, or ex-covid: without the targets of the pandemic.';
comment on column api.accuracy.n is 'Number of errors.';
comment on column api.accuracy.rmse is 'Root mean squared error in the unit of the measure.';
comment on column api.accuracy.mae is 'Mean absolute error in the unit of the measure.';
comment on column api.accuracy.bias is 'Mean of actual minus forecast, in the unit of the measure.';
comment on column api.accuracy.ratio_ar is 'rmse over that of method ar on the common sample; below 1 is better.';
comment on column api.accuracy.dm_statistic is 'Diebold-Mariano statistic against method ar; negative is better.';
comment on column api.accuracy.dm_p is 'Its two-sided p value.';
comment on column api.accuracy.as_of is 'Only what was known by then counts.';
comment on column api.accuracy.run_id is 'The run that computed it.';
