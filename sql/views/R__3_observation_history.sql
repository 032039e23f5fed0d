create or replace view api.observation_history as
select
    source.code || '/' || series.code as series_key,
    macrocast.period_label(observation.period_start, series.frequency) as period,
    observation.period_start,
    observation.known_at,
    observation.value,
    observation.load_id,
    case
        when series.earlier_units is null then series.unit
        else macrocast.unit_at(series.unit, series.earlier_units, observation.known_at)
    end as unit,
    series.series_id
from macrocast.series
inner join macrocast.source on series.source_id = source.source_id
inner join macrocast.observation on series.series_id = observation.series_id;

comment on view api.observation_history is
'Every value ever published, with the moment it became known. One row per change.';
comment on column api.observation_history.series_key is 'source/code, such as boe/gdpkp.';
comment on column api.observation_history.period is 'The period as text, such as 2026-Q1.';
comment on column api.observation_history.period_start is 'First day of the period.';
comment on column api.observation_history.known_at is 'Moment from which the value counts as known.';
comment on column api.observation_history.value is 'The value; null: withdrawn.';
comment on column api.observation_history.load_id is 'Number of the load that brought it.';
comment on column api.observation_history.unit is 'Unit of the series at that moment.';
comment on column api.observation_history.series_id is 'Number of the series, for joins.';
