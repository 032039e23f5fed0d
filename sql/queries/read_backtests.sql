select
    source.code as source,
    series.code,
    series.frequency,
    backtest_forecast.method,
    backtest_forecast.method_version,
    backtest_forecast.known_at,
    backtest_forecast.data_hash,
    backtest_forecast.origin,
    backtest_forecast.target_start,
    backtest_forecast.measure,
    backtest_forecast.mean,
    backtest_forecast.sigma
from backtest_forecast
inner join series on backtest_forecast.series_id = series.series_id
inner join source on series.source_id = source.source_id
where
    source.code = :source
    and series.code = :code
    and backtest_forecast.method = :method
    and backtest_forecast.method_version = :method_version
    and backtest_forecast.data_hash = any(:data_hashes)
order by backtest_forecast.known_at, backtest_forecast.measure, backtest_forecast.target_start
