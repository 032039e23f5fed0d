-- Who spoke for us before a run: the decision of the last published night at or before the same moment.
select distinct on (blessing.series_id, blessing.band)
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
from forecast_run as asking
inner join data_version as asked on asking.data_version_id = asked.data_version_id
inner join forecast_run as earlier
    on earlier.official and earlier.published_at is not null and asking.run_id <> earlier.run_id
inner join data_version as known
    on earlier.data_version_id = known.data_version_id and asked.as_of >= known.as_of
inner join blessing on earlier.run_id = blessing.run_id
inner join series on blessing.series_id = series.series_id
inner join source on series.source_id = source.source_id
where asking.run_id = :run_id
order by
    blessing.series_id asc,
    blessing.band asc,
    known.as_of desc,
    known.last_load_id desc,
    earlier.published_at desc
