-- The frequency of a series never changes: its periods would mean something else.
insert into series as known (source_id, code, frequency, title, unit, measure, transform, is_target)
select
    source.source_id,
    :code as code,
    :frequency as frequency,
    :title as title,
    :unit as unit,
    :measure as measure,
    :transform as transform,
    :is_target as is_target
from source
where source.code = :source
on conflict (source_id, code) do update
    set
        title = excluded.title,
        unit = excluded.unit,
        measure = excluded.measure,
        transform = excluded.transform,
        is_target = excluded.is_target
    where known.frequency = excluded.frequency
returning series_id
