-- Everything ever said about a series by as_of, in the order it became known: replayed, it gives every vintage.
select
    series.frequency,
    observation.period_start,
    observation.known_at,
    observation.value
from observation
inner join series on observation.series_id = series.series_id
inner join source on series.source_id = source.source_id
where
    source.code = :source
    and series.code = :code
    and observation.known_at <= :as_of
    and observation.load_id <= :last_load_id
order by observation.known_at, observation.period_start
