-- The observations that this load makes. On the time line of each touched (series, period) lie the stored values, the
-- fresh ones, and the moments when a vintage repeated the value then in force. A point makes a row when its value
-- differs from the one before: a fresh value is a change, and a repeated value that now follows a different one has to
-- be restored. So the answer as of any moment does not depend on the order in which vintages were loaded.
create temporary table change on commit drop as
with fresh as (
    select
        series_id,
        period_start,
        known_at,
        value
    from judged
    where kind = 'observation' and reason is null and not is_repeated
),

touched as (
    select
        series_id,
        period_start,
        min(known_at) as first_known_at
    from fresh
    group by series_id, period_start
),

stored as (
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

repeated as (
    select distinct
        touched.series_id,
        touched.period_start,
        vintage.known_at,
        stored.value
    from touched
    inner join vintage
        on
            touched.series_id = vintage.series_id
            and touched.first_known_at < vintage.known_at
            and vintage.periods @> touched.period_start
    left join stored
        on
            touched.series_id = stored.series_id
            and touched.period_start = stored.period_start
            and vintage.known_at >= stored.known_at
            and vintage.known_at < stored.replaced_at
    where stored.known_at is distinct from vintage.known_at
),

point as (
    select
        series_id,
        period_start,
        known_at,
        value,
        'fresh' as kind
    from fresh
    union all
    select
        series_id,
        period_start,
        known_at,
        value,
        'stored' as kind
    from stored
    union all
    select
        series_id,
        period_start,
        known_at,
        value,
        'repeated' as kind
    from repeated
),

sequence as (
    select
        series_id,
        period_start,
        known_at,
        value,
        kind,
        lag(value) over (partition by series_id, period_start order by known_at) as value_before
    from point
)

select
    series_id,
    period_start,
    known_at,
    value,
    kind = 'repeated' as is_restored
from sequence
where kind <> 'stored' and value is distinct from value_before
