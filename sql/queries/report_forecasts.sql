-- What a run published as ours, in the measure that each series is judged in.
select
    forecast.series_key,
    series.title,
    series.unit,
    forecast.measure,
    forecast.target,
    forecast.horizon,
    forecast.mean,
    forecast.q10,
    forecast.q25,
    forecast.q75,
    forecast.q90,
    forecast.champion_method
from api.forecast_history as forecast
inner join api.series on forecast.series_key = series.series_key
where forecast.run_id = cast(:run_id as uuid) and forecast.method = 'champion' and forecast.is_judged
order by forecast.series_key, forecast.target_start
