create or replace view api.accuracy as
select
    accuracy_history.series_key,
    accuracy_history.method,
    accuracy_history.provider,
    accuracy_history.measure,
    accuracy_history.is_judged,
    accuracy_history.horizon,
    accuracy_history.truth,
    accuracy_history.scope,
    accuracy_history.n,
    accuracy_history.rmse,
    accuracy_history.mae,
    accuracy_history.bias,
    accuracy_history.ratio_ar,
    accuracy_history.dm_statistic,
    accuracy_history.dm_p,
    accuracy_history.as_of,
    accuracy_history.run_id
from api.accuracy_history
inner join macrocast.newest_run
    on accuracy_history.run_id = newest_run.run_id and accuracy_history.series_key = newest_run.series_key;

comment on view api.accuracy is
'How far forecasts lay from actuals so far, by method and horizon, as the newest official run found it.';
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
