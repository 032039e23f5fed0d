-- Tables written outside publications whose rows are not what all events together state.
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
    from unnest(array['approval', 'backtest_forecast', 'quality_finding', 'series_attribute', 'series_base'])
            as watched (table_name)
    left join audit_event
        on audit_event.kind = 'rows added' and audit_event.subject = 'table/' || watched.table_name
    group by watched.table_name
) as noted
cross join lateral rows_of(noted.table_name) as found
where (found.row_count, found.hash_sum) is distinct from (noted.row_count, noted.hash_sum)
order by noted.table_name
