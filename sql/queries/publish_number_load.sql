with skipped as (
    select sum(load_payload.rows_skipped) as row_count
    from load_payload
    where load_payload.load_key = :load_key
),

tally as (
    select
        count(*) as row_count,
        count(*) filter (
            where judged.reason is null
            and not judged.is_repeated
            and (judged.kind = 'forecast' or change.series_id is not null)
        ) as written,
        count(*) filter (
            where judged.reason is null
            and (judged.is_repeated or (judged.kind = 'observation' and change.series_id is null))
        ) as unchanged,
        count(*) filter (where judged.reason is not null) as quarantined
    from judged
    left join change
        on
            judged.kind = 'observation'
            and judged.series_id = change.series_id
            and judged.period_start = change.period_start
            and judged.known_at = change.known_at
            and not change.is_restored
),

restored as (
    select count(*) as row_count
    from change
    where change.is_restored
),

newest as (
    select coalesce(max(load.load_id), 0) as load_id
    from load
)

update load
set
    status = 'publishing',
    load_id = newest.load_id + 1,
    rows_read = tally.row_count,
    rows_written = tally.written,
    rows_unchanged = tally.unchanged,
    rows_quarantined = tally.quarantined,
    rows_skipped = skipped.row_count,
    rows_restored = restored.row_count
from newest, tally, skipped, restored
where load.load_key = :load_key
returning load.load_id
