-- A replay must say the same again: same data and same arithmetic under the same key.
select count(*) as row_count
from incoming
inner join backtest_forecast as stored
    on
        incoming.series_id = stored.series_id
        and incoming.method = stored.method
        and incoming.method_version = stored.method_version
        and incoming.data_hash = stored.data_hash
        and incoming.target_start = stored.target_start
        and incoming.measure = stored.measure
where incoming.mean <> stored.mean or incoming.sigma <> stored.sigma or incoming.origin <> stored.origin
