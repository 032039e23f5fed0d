update run_series
set skipped_reason = :reason
from series
inner join source on series.source_id = source.source_id
where
    run_series.run_id = :run_id
    and run_series.series_id = series.series_id
    and run_series.rows_expected is null
    and source.code = :source
    and series.code = :code
