-- For each wanted series and each period the newest value known at as_of among the loads that the version counts.
select
    source.code as source,
    series.code,
    series.frequency,
    known.period_start,
    known.known_at,
    known.value
from unnest(:series) as wanted (series_key)
inner join source on split_part(wanted.series_key, '/', 1) = source.code
inner join series
    on
        source.source_id = series.source_id
        and substr(wanted.series_key, strpos(wanted.series_key, '/') + 1) = series.code
inner join lateral macrocast.known_as_of(series.series_id, :as_of, :last_load_id) as known on true
order by source.code, series.code, known.period_start
