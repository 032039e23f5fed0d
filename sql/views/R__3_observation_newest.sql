create or replace view api.observation_newest as
select
    source.code || '/' || series.code as series_key,
    macrocast.period_label(newest.period_start, series.frequency) as period,
    newest.period_start,
    newest.known_at,
    newest.value,
    newest.load_id,
    series.unit,
    newest.first_known_at,
    series.series_id,
    series.described_at,
    series.earlier_units
from macrocast.series
inner join macrocast.source on series.source_id = source.source_id
inner join macrocast.observation_newest as newest on series.series_id = newest.series_id;

comment on view api.observation_newest is
'The newest row of every period, withdrawn ones included, and since when the period has been known at all.';
comment on column api.observation_newest.series_key is 'source/code, such as boe/gdpkp.';
comment on column api.observation_newest.period is 'The period as text, such as 2026-Q1.';
comment on column api.observation_newest.period_start is 'First day of the period.';
comment on column api.observation_newest.known_at is 'Since when this value is known.';
comment on column api.observation_newest.value is 'The value; null: withdrawn.';
comment on column api.observation_newest.load_id is 'Number of the load that brought it.';
comment on column api.observation_newest.unit is 'Unit of the value.';
comment on column api.observation_newest.first_known_at is 'Since when a value of the period is known.';
comment on column api.observation_newest.series_id is 'Number of the series, for joins.';
comment on column api.observation_newest.described_at is
'Since when title, unit and seasonal adjustment of the series are as they are.';
comment on column api.observation_newest.earlier_units is
'Units before the present one, by the moment until when each counted; null: it has always been this one.';
