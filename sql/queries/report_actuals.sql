-- What was published by a moment of the series that a run forecasts, in the measure that each is judged in.
with known as (
    select
        observation.series_key,
        observation.period,
        observation.period_start,
        observation.value,
        series.measure,
        case series.frequency when 'ANNUAL' then 1 when 'QUARTERLY' then 4 else 12 end as season
    from api.observation_as_of(cast(:as_of as timestamptz)) as observation
    inner join api.series on observation.series_key = series.series_key
    where series.is_target
),

based as (
    select
        *,
        lag(value, season) over (partition by series_key order by period_start) as base
    from known
)

select
    series_key,
    period,
    case measure when 'level' then value else value / base - 1 end as value
from based
where measure = 'level' or base is not null
order by series_key, period_start
