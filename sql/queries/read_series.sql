select
    source.code as source,
    series.code,
    series.frequency,
    series.title,
    series.unit,
    series.measure,
    series.transform,
    series.is_target
from series
inner join source on series.source_id = source.source_id
order by source.code, series.code
