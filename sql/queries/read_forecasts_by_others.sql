select
    source.code as source,
    series.code,
    series.frequency,
    forecast.method,
    forecast.measure,
    forecast.target_start,
    forecast.horizon,
    forecast.known_at,
    forecast.mean
from source
inner join series on source.source_id = series.source_id
inner join forecast_by_other as forecast on series.series_id = forecast.series_id
where
    source.code = :source
    and series.code = :code
    and forecast.data_version_id = :data_version_id
order by forecast.method, forecast.measure, forecast.known_at, forecast.target_start
