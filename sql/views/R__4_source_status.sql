create or replace view api.source_status as
with failure as (
    select
        load.source_id,
        load.started_at as failed_at,
        load.message
    from macrocast.load
    where load.status = 'rejected'
    union all
    -- Most failures leave no load behind: a source that does not answer gives nothing to open one for.
    select
        source.source_id,
        coalesce(job_run.ended_at, job_run.lease_until) as failed_at,
        coalesce(job_run.summary ->> 'message', 'the job died without a word') as message
    from macrocast.source
    inner join macrocast.job_run
        on job_run.job = case source.code when 'macrocast_sa' then 'adjust' else 'ingest ' || source.code end
    where job_run.status in ('failed', 'died')
),

last_failure as (
    select distinct on (source_id)
        source_id,
        failed_at,
        message
    from failure
    order by source_id asc, failed_at desc
)

select
    source.code as source,
    source.title,
    held_series.series,
    last_load.load_id as last_load_id,
    last_load.published_at as last_success_at,
    last_load.rows_read,
    last_load.rows_written - coalesce(change.revised, 0) as rows_new,
    coalesce(change.revised, 0) as rows_revised,
    last_load.rows_unchanged,
    last_load.rows_quarantined,
    held_series.next_expected_on,
    coalesce(held.loads, 0) as loads_held,
    failure.failed_at as last_failure_at,
    failure.message as last_failure,
    case
        when held_series.next_expected_on is not null
            then greatest((now() at time zone 'UTC')::date - held_series.next_expected_on, 0)
    end as days_overdue,
    last_load.lacks as last_load_lacks
from macrocast.source
left join lateral (
    select
        count(*) as series,
        -- A series that has had no value for a year is waited for no more.
        min(freshness.next_expected_on) filter (
            where freshness.next_expected_on > freshness.last_known_at - interval '1 year'
        ) as next_expected_on
    from api.data_freshness as freshness
    where starts_with(freshness.series_key, source.code || '/')
) as held_series on true
left join lateral (
    select
        load.load_id,
        load.published_at,
        load.rows_read,
        load.rows_written,
        load.rows_unchanged,
        load.rows_quarantined,
        load.lacks
    from macrocast.load
    where
        load.source_id = source.source_id
        and load.load_id is not null
        -- What is left of a load when all its series are held is no success.
        and (
            load.rows_read > 0
            or not exists (
                select 1
                from macrocast.load as waiting
                where waiting.source_id = source.source_id and waiting.status = 'held'
            )
        )
    order by load.load_id desc
    limit 1
) as last_load on true
left join lateral (
    select count(*) as revised
    from macrocast.vintage
    inner join macrocast.observation
        on
            vintage.series_id = observation.series_id
            and vintage.known_at = observation.known_at
            and vintage.load_id = observation.load_id
    where
        vintage.load_id = last_load.load_id
        and exists (
            select 1
            from macrocast.observation as earlier
            where
                earlier.series_id = observation.series_id
                and earlier.period_start = observation.period_start
                and earlier.known_at < observation.known_at
        )
) as change on true
left join lateral (
    select count(*) as loads
    from macrocast.load
    where load.source_id = source.source_id and load.status = 'held'
) as held on true
left join last_failure as failure on source.source_id = failure.source_id;

comment on view api.source_status is
'How far each source is: its last load, what that changed, what waits for approval, when more is due.';
comment on column api.source_status.source is 'Code of the source, first part of its series keys.';
comment on column api.source_status.title is 'Who publishes.';
comment on column api.source_status.series is 'Number of its series that have a value.';
comment on column api.source_status.last_load_id is 'Number of its last published load.';
comment on column api.source_status.last_success_at is 'When that load was published.';
comment on column api.source_status.rows_read is 'Rows in that load, refused ones included.';
comment on column api.source_status.rows_new is 'Values and forecasts for which nothing was known before.';
comment on column api.source_status.rows_revised is 'Values that replaced or took back an earlier one.';
comment on column api.source_status.rows_unchanged is 'Rows that repeat what was known before.';
comment on column api.source_status.rows_quarantined is 'Rows that were refused, see api.quarantine_summary.';
comment on column api.source_status.next_expected_on is
'The first day on which a series should have a new value, by its usual lag; one without any for a year aside.';
comment on column api.source_status.loads_held is 'Loads that wait for a person to approve them.';
comment on column api.source_status.last_failure_at is
'When the last try failed that brought nothing; of a load that was given up, when it was first tried.';
comment on column api.source_status.last_failure is 'Why: no answer, a body that cannot be read, a job that died.';
comment on column api.source_status.days_overdue is
'Days since next_expected_on by the clock of the database (UTC): 0 when it is still to come, null where none is known.';
comment on column api.source_status.last_load_lacks is
'What the last load was not given though its bodies speak of it; null: nothing.';
