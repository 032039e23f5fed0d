-- Every staged row once, with the verdict on it: quarantined (reason says why), unchanged, or a candidate to be written.
create temporary table judged on commit drop as
with delivered as (
    -- Replayed bundles deliver a row again, equal in every column.
    select distinct
        payload_sha256,
        row_no,
        kind,
        series_code,
        period_start,
        known_at,
        value,
        method,
        measure,
        horizon,
        period_text,
        reason,
        raw_text
    from stage
    where load_key = :load_key
),

checked as (
    select
        delivered.payload_sha256,
        delivered.row_no,
        delivered.kind,
        delivered.series_code,
        delivered.period_start,
        delivered.known_at,
        delivered.value,
        delivered.method,
        delivered.measure,
        delivered.horizon,
        coalesce(delivered.period_text, delivered.period_start::text) as period_text,
        delivered.raw_text,
        series.series_id,
        series.frequency,
        case
            when delivered.kind = 'reject' then delivered.reason
            when series.series_id is null then format('unknown series %s', delivered.series_code)
            when period_containing(
                delivered.period_start::timestamp at time zone 'UTC', series.frequency
            ) <> delivered.period_start
                then format('%s does not open a period that is %s', delivered.period_start, series.frequency)
            when delivered.kind = 'forecast' and method.method is null
                then format('unknown method %s', delivered.method)
        end as reason
    from delivered
    left join load on load.load_key = :load_key
    left join series on load.source_id = series.source_id and delivered.series_code = series.code
    left join method on delivered.method = method.method and method.kind = 'other'
),

compared as (
    select
        checked.*,
        row_number() over same_key as copy_no,
        min(checked.value) over whole_key as least,
        max(checked.value) over whole_key as greatest,
        count(*) over whole_key as copies,
        count(checked.value) over whole_key as copies_with_value
    from checked
    window
        whole_key as (
            partition by
                checked.reason is null, checked.kind, checked.series_id, checked.period_start, checked.known_at,
                checked.method, checked.measure
        ),
        same_key as (whole_key order by checked.payload_sha256, checked.row_no)
)

select
    compared.payload_sha256,
    compared.row_no,
    compared.kind,
    compared.series_id,
    compared.series_code,
    compared.period_start,
    compared.known_at,
    compared.value,
    compared.method,
    compared.measure,
    compared.horizon,
    compared.period_text,
    compared.raw_text,
    compared.frequency,
    coalesce(
        compared.reason,
        case
            when compared.least <> compared.greatest or compared.copies_with_value not in (0, compared.copies)
                then 'another value for the same key in this load'
            when stated.value_differs
                then format('the store has %s for the same key', coalesce(stated.value::text, 'a withdrawn value'))
        end
    ) as reason,
    compared.copy_no > 1 or stated.value_differs is not null as is_repeated
from compared
left join lateral (
    -- What an earlier load made this same source state for this same key.
    select
        in_force.value,
        (in_force.value is distinct from compared.value) as value_differs
    from vintage
    left join lateral (
        select observation.value
        from observation
        where
            observation.series_id = compared.series_id
            and observation.period_start = compared.period_start
            and observation.known_at <= compared.known_at
        order by observation.known_at desc
        limit 1
    ) as in_force on true
    where
        compared.kind = 'observation'
        and vintage.series_id = compared.series_id
        and vintage.known_at = compared.known_at
        and vintage.periods @> compared.period_start
    union all
    select
        forecast.mean as value,
        (forecast.mean is distinct from compared.value) as value_differs
    from forecast
    where
        compared.kind = 'forecast'
        and forecast.series_id = compared.series_id
        and forecast.method = compared.method
        and forecast.measure = compared.measure
        and forecast.target_start = compared.period_start
        and forecast.known_at = compared.known_at
    limit 1
) as stated on compared.reason is null
