select
    noted.event_id,
    definition.key as subject,
    definition.value as hash
from (
    select
        audit_event.event_id,
        audit_event.content
    from audit_event
    where audit_event.kind = 'schema defined'
    order by audit_event.event_id desc
    limit 1
) as noted
cross join lateral jsonb_each_text(noted.content) as definition
