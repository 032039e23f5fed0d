create or replace view api.forecast_change as
select
    sequence.series_key,
    sequence.method,
    sequence.measure,
    sequence.target,
    sequence.target_start,
    sequence.known_at,
    sequence.known_at_before,
    sequence.mean,
    sequence.mean_before,
    sequence.mean - sequence.mean_before as change,
    sequence.q10,
    sequence.q10_before,
    sequence.q90,
    sequence.q90_before,
    fresh.values as new_values,
    (sequence.champion_method is distinct from sequence.champion_method_before) as method_changed,
    (run.code_version is distinct from run_before.code_version) as code_changed,
    case
        when (sequence.champion_method is distinct from sequence.champion_method_before) then 'another method'
        when fresh.values > 0 then 'new data'
        when (run.code_version is distinct from run_before.code_version) then 'new code'
        when (run.settings is distinct from run_before.settings) then 'other settings'
        when sequence.mean = sequence.mean_before then 'none'
        else 'back-filled data'
    end as reason,
    sequence.run_id,
    sequence.run_id_before
from (
    select
        history.*,
        lag(history.known_at) over by_target as known_at_before,
        lag(history.mean) over by_target as mean_before,
        lag(history.q10) over by_target as q10_before,
        lag(history.q90) over by_target as q90_before,
        lag(history.champion_method) over by_target as champion_method_before,
        lag(history.run_id) over by_target as run_id_before
    from api.forecast_history as history
    where history.official and history.provider = 'macrocast'
    window
        by_target as (
            partition by history.series_key, history.method, history.measure, history.target_start
            order by history.known_at, history.published_at
        )
) as sequence
inner join api.forecast_run as run on sequence.run_id = run.run_id
inner join api.forecast_run as run_before on sequence.run_id_before = run_before.run_id
inner join macrocast.source on source.code = split_part(sequence.series_key, '/', 1)
inner join macrocast.series
    on
        source.source_id = series.source_id
        and series.code = substr(sequence.series_key, length(source.code) + 2)
cross join lateral (
    select count(*) as values
    from macrocast.observation
    where
        observation.series_id = series.series_id
        and observation.known_at > sequence.known_at_before
        and observation.known_at <= sequence.known_at
) as fresh;

comment on view api.forecast_change is
'How each published forecast of ours differs from the one before by the same method for the same target, and why.';
comment on column api.forecast_change.series_key is 'source/code, such as boe/gdpkp.';
comment on column api.forecast_change.method is 'Name of the method; champion is what we stood for.';
comment on column api.forecast_change.measure is
'level in the unit of the series, or growth year on year (0.01 = 1 pp).';
comment on column api.forecast_change.target is 'The forecast period as text, such as 2026-Q1.';
comment on column api.forecast_change.target_start is 'First day of the forecast period.';
comment on column api.forecast_change.known_at is 'Moment of the forecast.';
comment on column api.forecast_change.known_at_before is 'Moment of the one before.';
comment on column api.forecast_change.mean is 'Point forecast.';
comment on column api.forecast_change.mean_before is 'Point forecast before.';
comment on column api.forecast_change.change is 'mean - mean_before.';
comment on column api.forecast_change.q10 is '10 % quantile.';
comment on column api.forecast_change.q10_before is '10 % quantile before.';
comment on column api.forecast_change.q90 is '90 % quantile.';
comment on column api.forecast_change.q90_before is '90 % quantile before.';
comment on column api.forecast_change.new_values is 'Values of the series that became known in between.';
comment on column api.forecast_change.method_changed is 'Whether another method became champion.';
comment on column api.forecast_change.code_changed is 'Whether another version of the code made it.';
comment on column api.forecast_change.reason is
'The first that holds of: another method, new data, new code, other settings, none, back-filled data.';
comment on column api.forecast_change.run_id is 'The run that made it.';
comment on column api.forecast_change.run_id_before is 'The run before.';
