create or replace view api.series as
select
    source.code || '/' || series.code as series_key,
    series.title,
    series.unit,
    series.frequency,
    series.measure,
    series.transform,
    series.is_target,
    source.title as source,
    source.licence,
    source.homepage
from macrocast.series
inner join macrocast.source on series.source_id = source.source_id;

comment on view api.series is 'Every series that is loaded.';
comment on column api.series.series_key is 'source/code, such as boe/gdpkp; the same in every view.';
comment on column api.series.title is 'What the series measures.';
comment on column api.series.unit is 'Unit of its observations and of forecasts in measure level.';
comment on column api.series.frequency is 'ANNUAL, QUARTERLY or MONTHLY.';
comment on column api.series.measure is
'In what its forecasts are judged: level as published, or growth year on year as a fraction (0.01 = 1 pp).';
comment on column api.series.transform is 'What models do to the values first: log or none.';
comment on column api.series.is_target is 'Whether it is forecast every night.';
comment on column api.series.source is 'Who publishes it.';
comment on column api.series.licence is 'Terms under which the source gives it.';
comment on column api.series.homepage is 'Where the source describes it.';
