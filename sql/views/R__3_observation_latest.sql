create or replace view api.observation_latest as
select
    source.code || '/' || series.code as series_key,
    macrocast.period_label(newest.period_start, series.frequency) as period,
    newest.period_start,
    newest.known_at,
    newest.value,
    series.unit
from macrocast.series
inner join macrocast.source on series.source_id = source.source_id
inner join macrocast.observation_newest as newest on series.series_id = newest.series_id
where newest.value is not null;

comment on view api.observation_latest is 'The newest value of every period.';
comment on column api.observation_latest.series_key is 'source/code, such as boe/gdpkp.';
comment on column api.observation_latest.period is 'The period as text, such as 2026-Q1.';
comment on column api.observation_latest.period_start is 'First day of the period.';
comment on column api.observation_latest.known_at is
'Since when this value is known; of two vintages that say the same, the later one where it was loaded first.';
comment on column api.observation_latest.value is 'The value.';
comment on column api.observation_latest.unit is 'Unit of the value.';
