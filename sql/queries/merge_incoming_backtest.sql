insert into backtest_forecast
select incoming.*
from incoming
on conflict (series_id, method, method_version, data_hash, target_start, measure) do nothing
