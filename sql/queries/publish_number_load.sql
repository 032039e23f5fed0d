update load
set
    status = 'published',
    load_id = (select coalesce(max(numbered.load_id), 0) + 1 from load as numbered),
    published_at = clock_timestamp(),
    rows_read = tally.rows_read,
    rows_written = tally.rows_written,
    rows_unchanged = tally.rows_unchanged,
    rows_quarantined = tally.rows_quarantined,
    rows_skipped = (
        select sum(load_payload.rows_skipped) from load_payload where load_payload.load_key = load.load_key
    ),
    rows_restored = (select count(*) from change where is_restored)
from (
    select
        count(*) as rows_read,
        count(*) filter (
            where judged.reason is null
            and not judged.is_repeated
            and (judged.kind = 'forecast' or change.series_id is not null)
        ) as rows_written,
        count(*) filter (
            where judged.reason is null
            and (judged.is_repeated or (judged.kind = 'observation' and change.series_id is null))
        ) as rows_unchanged,
        count(*) filter (where judged.reason is not null) as rows_quarantined
    from judged
    left join change
        on
            judged.kind = 'observation'
            and judged.series_id = change.series_id
            and judged.period_start = change.period_start
            and judged.known_at = change.known_at
            and not change.is_restored
) as tally
where load.load_key = :load_key
returning load.load_id
