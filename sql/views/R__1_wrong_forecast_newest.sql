create or replace view macrocast.wrong_forecast_newest as
with derived as (
    select distinct on (forecast.series_id, forecast.method)
        forecast.series_id,
        forecast.method,
        forecast.known_at,
        forecast.run_id
    from macrocast.forecast
    inner join macrocast.forecast_run on forecast.run_id = forecast_run.run_id
    where forecast_run.official and forecast_run.published_at is not null
    order by forecast.series_id asc, forecast.method asc, forecast.known_at desc, forecast_run.published_at desc
)

select
    coalesce(kept.series_id, derived.series_id) as series_id,
    coalesce(kept.method, derived.method) as method
from macrocast.forecast_newest as kept
full outer join derived on kept.series_id = derived.series_id and kept.method = derived.method
where kept.known_at is distinct from derived.known_at or kept.run_id is distinct from derived.run_id;

comment on view macrocast.wrong_forecast_newest is
'Series and methods whose newest forecast is not what the history says. Always empty; an audit looks.';
