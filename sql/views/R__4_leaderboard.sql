create or replace view api.leaderboard as
with banded as (
    select
        accuracy.*,
        band.band
    from api.accuracy
    inner join lateral (
        values
        ('all'),
        (
            case
                when accuracy.horizon <= 1 then 'near'
                when accuracy.horizon <= 4 then 'short'
                when accuracy.horizon <= 8 then 'medium'
                else 'long'
            end
        )
    ) as band (band) on true
    where accuracy.is_judged
),

scored as (
    select
        series_key,
        measure,
        truth,
        scope,
        band,
        method,
        provider,
        as_of,
        run_id,
        count(*) as horizons,
        min(n) as n,
        sqrt(avg(rmse * rmse)) as rmse,
        case when count(ratio_ar) = count(*) then exp(avg(ln(nullif(ratio_ar, 0)))) end as ratio_ar
    from banded
    group by series_key, measure, truth, scope, band, method, provider, as_of, run_id
)

select
    series_key,
    truth,
    scope,
    band,
    rank() over (
        partition by series_key, truth, scope, band order by ratio_ar asc nulls last
    ) as position,
    method,
    provider,
    measure,
    horizons,
    n,
    rmse,
    ratio_ar,
    as_of,
    run_id
from scored;

comment on view api.leaderboard is
'Methods and institutions in order of accuracy, by series and band of horizons.';
comment on column api.leaderboard.series_key is 'source/code, such as boe/gdpkp.';
comment on column api.leaderboard.truth is 'Which release is the actual: first, k12 or latest.';
comment on column api.leaderboard.scope is 'all, or ex-covid: without the targets of the pandemic.';
comment on column api.leaderboard.band is 'near = horizons 0-1, short 2-4, medium 5-8, long 9-12, all = every horizon.';
comment on column api.leaderboard.position is '1 is the most accurate.';
comment on column api.leaderboard.method is 'Name of the method.';
comment on column api.leaderboard.provider is 'Who forecasts: macrocast or the institution.';
comment on column api.leaderboard.measure is 'In what the series is judged.';
comment on column api.leaderboard.horizons is 'Number of horizons that count.';
comment on column api.leaderboard.n is 'Errors at the horizon that has fewest.';
comment on column api.leaderboard.rmse is 'Root mean squared error over the horizons.';
comment on column api.leaderboard.ratio_ar is 'Geometric mean over the horizons of rmse over that of method ar.';
comment on column api.leaderboard.as_of is 'Only what was known by then counts.';
comment on column api.leaderboard.run_id is 'The run that computed it.';
