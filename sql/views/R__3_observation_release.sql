create or replace view api.observation_release as
select
    source.code || '/' || series.code as series_key,
    macrocast.period_label(release.period_start, series.frequency) as period,
    release.period_start,
    release.release,
    release.is_latest,
    release.known_at,
    release.value,
    case
        when series.earlier_units is null then series.unit
        else macrocast.unit_at(series.unit, series.earlier_units, release.known_at)
    end as unit,
    release.load_id
from macrocast.series
inner join macrocast.source on series.source_id = source.source_id
inner join macrocast.release on series.series_id = release.series_id;

comment on view api.observation_release is
'Every release of every period, changed or not: the long form of a revision triangle. Ask for one series at a time.';
comment on column api.observation_release.series_key is 'source/code, such as boe/gdpkp.';
comment on column api.observation_release.period is 'The period as text, such as 2026-Q1.';
comment on column api.observation_release.period_start is 'First day of the period.';
comment on column api.observation_release.release is '1 is the first release, 2 the second.';
comment on column api.observation_release.is_latest is 'Whether it is the newest release of the period.';
comment on column api.observation_release.known_at is 'Moment of the release.';
comment on column api.observation_release.value is 'The value it stated; null: it withdrew the value.';
comment on column api.observation_release.unit is
'Unit of the series at that moment; api.series_state_as_of says its base, too.';
comment on column api.observation_release.load_id is 'The load that brought the value in force.';
