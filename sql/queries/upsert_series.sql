-- The frequency of a series, and the weekday its weeks start on, never changes: its periods would mean something else.
-- Says which series are known now as they were given.
insert into series as known (
    source_id, code, frequency, title, unit, measure, transform, is_target, week_starts_on, seasonal_adjustment, tcode,
    publication_lag_days, release_calendar, category
)
select
    source.source_id,
    given.code,
    given.frequency,
    given.title,
    given.unit,
    given.measure,
    given.transform,
    cast(given.is_target as boolean) as is_target,
    cast(given.week_starts_on as smallint) as week_starts_on,
    given.seasonal_adjustment,
    cast(given.tcode as smallint) as tcode,
    cast(given.publication_lag_days as integer) as publication_lag_days,
    given.release_calendar,
    given.category
from source
cross join
    unnest(
        :codes, :frequencies, :titles, :units, :measures, :transforms, :are_targets, :weeks_start_on,
        :seasonal_adjustments, :tcodes, :publication_lags_days, :release_calendars, :categories
    ) as given (
        code, frequency, title, unit, measure, transform, is_target, week_starts_on, seasonal_adjustment, tcode,
        publication_lag_days, release_calendar, category
    )
where source.code = :source
order by given.code
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
returning code
