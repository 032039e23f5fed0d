-- A load that was rejected before may be tried again; a published one stays as it is.
insert into load as known (load_key, source_id, parser_version, known_quality, known_precision, known_at)
select
    :load_key as load_key,
    source.source_id,
    :parser_version as parser_version,
    :known_quality as known_quality,
    :known_precision as known_precision,
    coalesce(:known_at, now()) as known_at
from source
where source.code = :source
on conflict (load_key) do update
    set status = 'staged', message = null
    where known.status = 'rejected'
