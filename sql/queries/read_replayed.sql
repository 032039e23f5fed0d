select distinct backtest_forecast.data_hash
from backtest_forecast
inner join series on backtest_forecast.series_id = series.series_id
inner join source on series.source_id = source.source_id
where
    source.code = :source
    and series.code = :code
    and backtest_forecast.method = :method
    and backtest_forecast.method_version = :method_version
