-- Events that do not follow from the one before: edited, inserted, or with others missing before them.
select
    event_id,
    kind,
    subject,
    case
        when event_id <> coalesce(id_before, 0) + 1
            then format('events %s to %s are missing before it', coalesce(id_before, 0) + 1, event_id - 1)
        when hash <> hash_expected then 'it was edited: its hash does not fit its content'
        else 'it does not follow the event before it, whose hash is another'
    end as finding
from (
    select
        event_id,
        kind,
        subject,
        hash,
        previous_hash,
        lag(event_id) over (order by event_id) as id_before,
        coalesce(lag(hash) over (order by event_id), '') as hash_before,
        event_hash(previous_hash, event_id, happened_at, actor, kind, subject, content) as hash_expected
    from audit_event
) as linked
where event_id <> coalesce(id_before, 0) + 1 or hash <> hash_expected or previous_hash <> hash_before
order by event_id
