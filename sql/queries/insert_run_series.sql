insert into run_series (run_id, series_id)
select
    :run_id as run_id,
    series.series_id
from series
inner join source on series.source_id = source.source_id
where source.code = :source and series.code = :code
on conflict (run_id, series_id) do nothing
