create or replace view api.series_attribute as
select
    source.code || '/' || series.code as series_key,
    state.known_at,
    state.title,
    state.unit,
    state.base_period,
    state.seasonal_adjustment,
    state.is_rebasing,
    state.recorded_at
from macrocast.series_state as state
inner join macrocast.series on state.series_id = series.series_id
inner join macrocast.source on series.source_id = source.source_id;

comment on view api.series_attribute is 'What each series was called and counted in, from which moment on.';
comment on column api.series_attribute.series_key is 'source/code, such as boe/gdpkp.';
comment on column api.series_attribute.known_at is
'Since when: the vintage that moved base or unit, or when we heard of a title or unit; -infinity for the first.';
comment on column api.series_attribute.title is 'What the series measured.';
comment on column api.series_attribute.unit is 'Unit of its observations.';
comment on column api.series_attribute.base_period is 'Period whose prices or level was the base; null: none is known.';
comment on column api.series_attribute.seasonal_adjustment is 'adjusted, unadjusted, none or unknown.';
comment on column api.series_attribute.is_rebasing is 'Whether values from then on do not compare with those before.';
comment on column api.series_attribute.recorded_at is 'When we noted it.';
