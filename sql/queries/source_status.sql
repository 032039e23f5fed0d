select
    source,
    series,
    to_char(last_success_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as last_success,
    next_expected_on as next_expected,
    nullif(days_overdue, 0) as days_overdue,
    rows_new as new,
    rows_revised as revised,
    rows_unchanged as unchanged,
    rows_quarantined as quarantined,
    loads_held as held,
    last_load_lacks as lacks,
    case when last_failure_at > coalesce(last_success_at, '-infinity') then last_failure end as failure
from api.source_status
order by source
