insert into series_attribute (series_id, known_at, title, unit, base_period, seasonal_adjustment)
select
    series.series_id,
    :known_at as known_at,
    :title as title,
    :unit as unit,
    :base_period as base_period,
    series.seasonal_adjustment
from series
inner join source on series.source_id = source.source_id
where source.code = :source and series.code = :code
on conflict (series_id, known_at) do nothing
