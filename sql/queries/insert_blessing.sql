insert into blessing (
    run_id, series_id, band, horizon_from, horizon_to, method, previous_method, score, benchmark_score, reason, actor
)
select
    :run_id as run_id,
    series.series_id,
    :band as band,
    :horizon_from as horizon_from,
    :horizon_to as horizon_to,
    :method as method,
    :previous_method as previous_method,
    :score as score,
    :benchmark_score as benchmark_score,
    :reason as reason,
    :actor as actor
from series
inner join source on series.source_id = source.source_id
where source.code = :source and series.code = :code
on conflict (run_id, series_id, band) do nothing
