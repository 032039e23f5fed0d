select
    source.code as source,
    series.code,
    series.frequency,
    series.title,
    series.unit,
    series.measure,
    series.transform,
    series.is_target,
    series.week_starts_on,
    series.seasonal_adjustment,
    series.tcode,
    series.publication_lag_days,
    series.release_calendar,
    series.category
from series
inner join source on series.source_id = source.source_id
order by source.code, series.code
