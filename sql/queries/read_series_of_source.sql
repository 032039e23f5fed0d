-- What never changes of a series, in one word to compare.
select concat_ws(' ', series.code, series.frequency, series.week_starts_on) as same
from series
inner join source on series.source_id = source.source_id
where source.code = :source
