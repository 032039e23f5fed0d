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
    source.homepage,
    series.seasonal_adjustment,
    series.tcode,
    series.publication_lag_days,
    series.release_calendar,
    series.category,
    series.week_starts_on,
    series.series_id,
    series.earlier_units
from macrocast.series
inner join macrocast.source on series.source_id = source.source_id;

comment on view api.series is 'Every series that is loaded.';
comment on column api.series.series_key is 'source/code, such as boe/gdpkp; the same in every view.';
comment on column api.series.title is 'What the series measures.';
comment on column api.series.unit is 'Unit of its observations and of forecasts in measure level.';
comment on column api.series.frequency is 'ANNUAL, QUARTERLY, MONTHLY, WEEKLY or DAILY.';
comment on column api.series.measure is
'In what its forecasts are judged: level as published, or growth year on year as a fraction (0.01 = 1 pp).';
comment on column api.series.transform is 'What models do to the values first: log or none.';
comment on column api.series.is_target is 'Whether it is forecast every night.';
comment on column api.series.source is 'Who publishes it.';
comment on column api.series.licence is 'Terms under which the source gives it.';
comment on column api.series.homepage is 'Where the source describes it.';
comment on column api.series.seasonal_adjustment is
'adjusted, unadjusted, none (nothing seasonal to adjust) or unknown.';
comment on column api.series.tcode is
'Transformation to stationarity by the code of McCracken and Ng (2016), 1 to 7; null: none is published.';
comment on column api.series.publication_lag_days is
'Usual number of days from the end of a period to its first value.';
comment on column api.series.release_calendar is 'Name of the release that brings it.';
comment on column api.series.category is 'Subject, such as prices, labour, output.';
comment on column api.series.week_starts_on is 'Of weekly series: the weekday of the first day, Monday = 1.';
comment on column api.series.series_id is 'Number of the series, for joins.';
comment on column api.series.earlier_units is
'Units before the present one, by the moment until when each counted; null: it has always been this one.';
