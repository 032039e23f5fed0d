select
    source.code as source,
    series.code,
    series.frequency,
    actual.target_start,
    actual.measure,
    actual.truth,
    actual.value,
    actual.known_at,
    actual.maturity
from source
inner join series on source.source_id = series.source_id
inner join actual on series.series_id = actual.series_id
where
    source.code = :source
    and series.code = :code
    and actual.data_version_id = :data_version_id
order by actual.measure, actual.truth, actual.target_start
