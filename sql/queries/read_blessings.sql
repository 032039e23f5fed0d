select
    source.code as source,
    series.code,
    blessing.band,
    blessing.horizon_from,
    blessing.horizon_to,
    blessing.method,
    blessing.previous_method,
    blessing.score,
    blessing.benchmark_score,
    blessing.reason,
    blessing.actor
from blessing
inner join series on blessing.series_id = series.series_id
inner join source on series.source_id = source.source_id
where blessing.run_id = :run_id
order by source.code, series.code, blessing.horizon_from
