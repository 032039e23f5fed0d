-- Functions, views and triggers that are not what they were when scripts last changed them.
with noted as (
    select
        latest.event_id,
        definition.key as subject,
        definition.value as hash
    from (
        select
            event_id,
            content
        from audit_event
        where kind = 'schema defined'
        order by event_id desc
        limit 1
    ) as latest
    cross join lateral jsonb_each_text(latest.content) as definition
)

select
    noted.event_id,
    coalesce(noted.subject, present.subject) as subject,
    case
        when present.subject is null then 'it is gone'
        when noted.subject is null then 'no migration made it'
        else 'it was replaced: its definition is not that of the last migration'
    end as finding
from noted
full outer join definitions() as present on noted.subject = present.subject
where
    noted.hash is distinct from present.hash
    and exists (
        select 1
        from audit_event
        where audit_event.kind = 'schema defined'
    )
order by subject
