select
    series.series_id as id,
    source.code as source,
    series.code
from series
inner join source on series.source_id = source.source_id
