select
    source.code as source,
    series.code,
    accuracy.method,
    accuracy.measure,
    accuracy.horizon,
    accuracy.truth,
    accuracy.scope,
    accuracy.n,
    accuracy.rmse,
    accuracy.mae,
    accuracy.bias,
    accuracy.ratio_ar,
    accuracy.dm_statistic,
    accuracy.dm_p
from accuracy
inner join series on accuracy.series_id = series.series_id
inner join source on series.source_id = source.source_id
where accuracy.run_id = :run_id
order by source.code, series.code, accuracy.method, accuracy.measure, accuracy.truth, accuracy.scope, accuracy.horizon
