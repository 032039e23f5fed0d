-- Published loads and runs whose rows, or whose own row, are not what the event of their publication says; published
-- ones without an event, and events of ones that are gone.
with published as (
    select
        'load/' || load_key as subject,
        load_key as id,
        'load' as kind
    from load
    where status = 'published'
    union all
    select
        'run/' || run_id as subject,
        run_id as id,
        'run' as kind
    from forecast_run
    where published_at is not null
),

noted as (
    select
        event_id,
        subject,
        content
    from audit_event
    where kind in ('load published', 'run published')
),

compared as (
    select
        noted.event_id,
        noted.content as content_then,
        coalesce(published.subject, noted.subject) as subject,
        case published.kind when 'load' then load_content(published.id) when 'run' then run_content(published.id) end
            as content_now
    from published
    full join noted on published.subject = noted.subject
)

select
    compared.event_id,
    compared.subject,
    case
        when compared.event_id is null then 'it is published, but no event says so'
        when compared.content_now is null then 'it is gone, or no longer published'
        else differing.finding
    end as finding
from compared
left join lateral (
    select
        string_agg(
            case
                when jsonb_typeof(part.value) = 'object'
                    then format(
                            '%s: %s rows, published were %s%s', part.key, compared.content_now -> part.key -> 'rows',
                            part.value -> 'rows',
                            case
                                when compared.content_now -> part.key -> 'rows' = part.value -> 'rows'
                                    then ' with other content'
                                else ''
                            end
                        )
                else format('%s is %s, published was %s', part.key, compared.content_now -> part.key, part.value)
            end, '; '
            order by part.key
        ) as finding
    from jsonb_each(compared.content_then) as part
    where compared.content_now -> part.key is distinct from part.value
) as differing on true
-- A part that events did not have yet is not asked of them.
where compared.event_id is null or compared.content_now is null or differing.finding is not null
order by compared.event_id nulls last, compared.subject
