create or replace view api.forecast_quantile as
select
    latest_forecast.series_key,
    latest_forecast.method,
    latest_forecast.measure,
    latest_forecast.target,
    latest_forecast.target_start,
    latest_forecast.horizon,
    quantile.probability,
    quantile.value,
    latest_forecast.known_at,
    latest_forecast.run_id
from api.latest_forecast
inner join lateral (
    values
    (0.025, latest_forecast.q025),
    (0.05, latest_forecast.q05),
    (0.10, latest_forecast.q10),
    (0.25, latest_forecast.q25),
    (0.50, latest_forecast.q50),
    (0.75, latest_forecast.q75),
    (0.90, latest_forecast.q90),
    (0.95, latest_forecast.q95),
    (0.975, latest_forecast.q975)
) as quantile (probability, value) on true
where quantile.value is not null;

comment on view api.forecast_quantile is 'The quantiles of api.latest_forecast, one row each.';
comment on column api.forecast_quantile.series_key is 'source/code, such as boe/gdpkp.';
comment on column api.forecast_quantile.method is 'Name of the method.';
comment on column api.forecast_quantile.measure is 'level or growth.';
comment on column api.forecast_quantile.target is 'The forecast period as text.';
comment on column api.forecast_quantile.target_start is 'First day of the forecast period.';
comment on column api.forecast_quantile.horizon is '0 is the first period without a published value (the nowcast).';
comment on column api.forecast_quantile.probability is 'How likely the outturn lies below the value.';
comment on column api.forecast_quantile.value is 'In the unit of the measure.';
comment on column api.forecast_quantile.known_at is 'As-of moment of the forecast.';
comment on column api.forecast_quantile.run_id is 'The run that made it.';
