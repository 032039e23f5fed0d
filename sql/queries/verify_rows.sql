-- Tables written outside publications whose rows are not what all events together state, and rules that are not what
-- was noted of them last.
select
    null as event_id,
    'table/' || noted.table_name as subject,
    format(
        '%s rows, events state %s%s', found.row_count, noted.row_count,
        case when found.row_count = noted.row_count then ' with other content' else '' end
    ) as finding
from (
    select
        watched.table_name,
        coalesce(sum((audit_event.content ->> 'rows')::bigint), 0) as row_count,
        coalesce(sum((audit_event.content ->> 'sum')::numeric), 0) as hash_sum
    from unnest(
            array[
                'approval',
                'backtest_forecast',
                'method',
                'quality_finding',
                'series',
                'series_attribute',
                'series_base',
                'source'
            ]
        ) as watched (table_name)
    left join audit_event
        on
            audit_event.subject = 'table/' || watched.table_name
            and (
                audit_event.kind = 'rows added'
                or (audit_event.kind = 'rows changed' and watched.table_name in ('method', 'series', 'source'))
            )
    group by watched.table_name
) as noted
cross join lateral rows_of(noted.table_name) as found
where (found.row_count, found.hash_sum) is distinct from (noted.row_count, noted.hash_sum)
union all
select
    event_id,
    subject,
    'it states no row, but a sum' as finding
from audit_event
where kind = 'rows added' and (content ->> 'rows')::bigint < 1
union all
select
    noted.event_id,
    noted.subject,
    'other rows than those it was held for are written down to be approved' as finding
from (
    select distinct on (subject)
        event_id,
        subject,
        content
    from audit_event
    where kind = 'load held'
    order by subject asc, event_id desc
) as noted
inner join load on noted.subject = 'load/' || load.load_key
-- Earlier events did not state the hash.
where noted.content -> 'held_hash' is not null and noted.content ->> 'held_hash' is distinct from load.held_hash
union all
select
    noted.event_id,
    coalesce(noted.subject, 'rule/' || quality_rule.rule_key) as subject,
    case
        when quality_rule.rule_key is null then 'it is gone, and no event says so'
        when noted.subject is null then 'no event says that it was added'
        else 'it is not what was noted of it last'
    end as finding
from (
    select distinct on (subject)
        event_id,
        subject,
        kind,
        content
    from audit_event
    where subject like 'rule/%'
    order by subject asc, event_id desc
) as noted
full outer join quality_rule on noted.subject = 'rule/' || quality_rule.rule_key
where
    case
        when noted.kind = 'rule removed' then quality_rule.rule_key is not null
        else noted.content is distinct from to_jsonb(quality_rule)
    end
order by subject
