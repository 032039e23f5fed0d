-- The frequency of a series, and the weekday its weeks start on, never changes: its periods would mean something else.
insert into series as known (
    source_id, code, frequency, title, unit, measure, transform, is_target, week_starts_on, seasonal_adjustment, tcode,
    publication_lag_days, release_calendar, category
)
select
    source.source_id,
    :code as code,
    :frequency as frequency,
    :title as title,
    :unit as unit,
    :measure as measure,
    :transform as transform,
    :is_target as is_target,
    cast(:week_starts_on as smallint) as week_starts_on,
    :seasonal_adjustment as seasonal_adjustment,
    cast(:tcode as smallint) as tcode,
    cast(:publication_lag_days as integer) as publication_lag_days,
    :release_calendar as release_calendar,
    :category as category
from source
where source.code = :source
on conflict (source_id, code) do update
    set
        title = excluded.title,
        unit = excluded.unit,
        measure = excluded.measure,
        transform = excluded.transform,
        is_target = excluded.is_target,
        seasonal_adjustment = excluded.seasonal_adjustment,
        tcode = excluded.tcode,
        publication_lag_days = excluded.publication_lag_days,
        release_calendar = excluded.release_calendar,
        category = excluded.category
    where
    known.frequency = excluded.frequency
    and known.week_starts_on is not distinct from excluded.week_starts_on
returning series_id
