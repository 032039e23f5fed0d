select
    load.load_key,
    load.load_id,
    load.source_id,
    source.code as source,
    load.status,
    load.rows_read,
    load.rows_written,
    load.rows_unchanged,
    load.rows_quarantined,
    load.rows_skipped,
    load.rows_restored,
    load.message,
    load.lacks,
    coalesce(load.known_at, load.started_at) as known_at,
    load.token
from load
inner join source on load.source_id = source.source_id
where load.load_key = :load_key
