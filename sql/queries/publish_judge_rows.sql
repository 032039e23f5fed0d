-- The verdict on each row: quarantined when reason says why, unchanged when the same was stated before, or else fresh.
create temporary table judged on commit drop as
with compared as (
    select
        collected.*,
        row_number() over (same_key order by collected.payload_sha256, collected.row_no) as copy_no,
        min(collected.value) over same_key as least_value,
        max(collected.value) over same_key as greatest_value,
        count(*) over same_key as copies,
        count(collected.value) over same_key as copies_with_value
    from collected
    window
        same_key as (
            partition by
                collected.reason is null, collected.kind, collected.series_id, collected.period_start,
                collected.known_at, collected.method, collected.measure
        )
),

touched as (
    select distinct
        series_id,
        period_start
    from collected
    where kind = 'observation' and reason is null
),

in_force as (
    select
        observation.series_id,
        observation.period_start,
        observation.known_at,
        observation.value,
        lead(observation.known_at, 1, 'infinity') over (
            partition by observation.series_id, observation.period_start order by observation.known_at
        ) as replaced_at
    from touched
    inner join observation
        on touched.series_id = observation.series_id and touched.period_start = observation.period_start
),

stated_vintage as (
    select
        series_id,
        known_at,
        range_agg(periods) as periods
    from vintage
    where series_id in (select touched.series_id from touched)
    group by series_id, known_at
)

select
    compared.payload_sha256,
    compared.row_no,
    compared.kind,
    compared.series_id,
    compared.series_code,
    compared.frequency,
    compared.period_start,
    compared.known_at,
    compared.value,
    compared.method,
    compared.measure,
    compared.horizon,
    compared.period_text,
    compared.raw_text,
    case
        when compared.reason is not null then compared.reason
        when
            compared.least_value <> compared.greatest_value
            or compared.copies_with_value not in (0, compared.copies)
            then 'another value for the same key in the same load'
        when stated_vintage.series_id is not null and (in_force.value is distinct from compared.value)
            then format('the store has %s for the same key', coalesce(in_force.value::text, 'no value'))
        when forecast.mean <> compared.value
            then format('the store has %s for the same key', forecast.mean)
    end as reason,
    compared.copy_no > 1 or stated_vintage.series_id is not null or forecast.series_id is not null as is_repeated
from compared
left join stated_vintage
    on
        compared.reason is null
        and compared.kind = 'observation'
        and compared.series_id = stated_vintage.series_id
        and compared.known_at = stated_vintage.known_at
        and stated_vintage.periods @> compared.period_start
left join in_force
    on
        stated_vintage.series_id = in_force.series_id
        and compared.period_start = in_force.period_start
        and compared.known_at >= in_force.known_at
        and compared.known_at < in_force.replaced_at
left join forecast
    on
        compared.reason is null
        and compared.kind = 'forecast'
        and compared.series_id = forecast.series_id
        and compared.method = forecast.method
        and compared.measure = forecast.measure
        and compared.period_start = forecast.target_start
        and compared.known_at = forecast.known_at
