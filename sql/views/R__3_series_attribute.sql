create or replace view api.series_attribute as
select
    source.code || '/' || series.code as series_key,
    attribute.known_at,
    attribute.title,
    attribute.unit,
    attribute.base_period,
    attribute.seasonal_adjustment,
    rebasing.series_id is not null as is_rebasing,
    attribute.recorded_at
from macrocast.series_attribute as attribute
inner join macrocast.series on attribute.series_id = series.series_id
inner join macrocast.source on series.source_id = source.source_id
left join macrocast.series_rebasing as rebasing
    on attribute.series_id = rebasing.series_id and attribute.known_at = rebasing.known_at;

comment on view api.series_attribute is 'What each series was called and counted in, from which moment on.';
comment on column api.series_attribute.series_key is 'source/code, such as boe/gdpkp.';
comment on column api.series_attribute.known_at is 'Since when; -infinity for what we saw first.';
comment on column api.series_attribute.title is 'What the series measured.';
comment on column api.series_attribute.unit is 'Unit of its observations.';
comment on column api.series_attribute.base_period is 'Period whose prices or level was the base; null: none.';
comment on column api.series_attribute.seasonal_adjustment is 'adjusted, unadjusted, none or unknown.';
comment on column api.series_attribute.is_rebasing is 'Whether values from then on do not compare with those before.';
comment on column api.series_attribute.recorded_at is 'When we noted it.';
