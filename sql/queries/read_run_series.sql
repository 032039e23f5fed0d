select
    source.code as source,
    series.code
from run_series
inner join series on run_series.series_id = series.series_id
inner join source on series.source_id = source.source_id
where run_series.run_id = :run_id
order by source.code, series.code
