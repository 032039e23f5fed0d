-- Every staged row once, with what makes it unacceptable by itself. Replayed bundles deliver a row again, equal in
-- every column.
create temporary table collected on commit drop as
with delivered as (
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
)

select
    delivered.payload_sha256,
    delivered.row_no,
    delivered.kind,
    series.series_id,
    delivered.series_code,
    series.frequency,
    delivered.period_start,
    delivered.known_at,
    delivered.value,
    delivered.method,
    delivered.measure,
    delivered.horizon,
    coalesce(delivered.period_text, delivered.period_start::text) as period_text,
    delivered.raw_text,
    case
        when delivered.kind = 'reject' then delivered.reason
        when series.series_id is null then format('unknown series %s', delivered.series_code)
        when not opens_period(delivered.period_start, series.frequency, series.week_starts_on)
            then format('%s does not open a period that is %s', delivered.period_start, series.frequency)
        when delivered.kind = 'forecast' and method.method is null
            then format('unknown method %s', delivered.method)
    end as reason
from delivered
inner join load on load.load_key = :load_key
left join series on load.source_id = series.source_id and delivered.series_code = series.code
left join method on delivered.method = method.method and method.kind = 'other'
