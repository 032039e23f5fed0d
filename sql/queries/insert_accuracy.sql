insert into accuracy (
    run_id, series_id, method, measure, horizon, truth, scope, n, rmse, mae, bias, ratio_ar, dm_statistic, dm_p
)
select
    :run_id as run_id,
    series.series_id,
    :method as method,
    :measure as measure,
    :horizon as horizon,
    :truth as truth,
    :scope as scope,
    :n as n,
    :rmse as rmse,
    :mae as mae,
    :bias as bias,
    :ratio_ar as ratio_ar,
    :dm_statistic as dm_statistic,
    :dm_p as dm_p
from series
inner join source on series.source_id = source.source_id
where source.code = :source and series.code = :code
on conflict (run_id, series_id, method, measure, horizon, truth, scope) do nothing
