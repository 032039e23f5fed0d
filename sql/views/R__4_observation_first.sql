create or replace view api.observation_first as
select
    observation_release.series_key,
    observation_release.period,
    observation_release.period_start,
    observation_release.known_at,
    observation_release.value,
    observation_release.unit
from api.observation_release
where observation_release.release = 1 and observation_release.value is not null;

comment on view api.observation_first is 'The first value of every period, as it was released at first.';
comment on column api.observation_first.series_key is 'source/code, such as boe/gdpkp.';
comment on column api.observation_first.period is 'The period as text, such as 2026-Q1.';
comment on column api.observation_first.period_start is 'First day of the period.';
comment on column api.observation_first.known_at is 'Moment of the first release.';
comment on column api.observation_first.value is 'The value.';
comment on column api.observation_first.unit is 'Unit of the value.';
