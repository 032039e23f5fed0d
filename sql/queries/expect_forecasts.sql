update run_series
set rows_expected = :rows_expected, skipped_reason = null
from series
inner join source on series.source_id = source.source_id
where
    run_series.run_id = :run_id
    and run_series.series_id = series.series_id
    and source.code = :source
    and series.code = :code
