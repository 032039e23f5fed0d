create or replace view macrocast.wrong_newest as
with derived as (
    select distinct on (series_id, period_start)
        series_id,
        period_start,
        known_at,
        value,
        load_id,
        min(known_at) over same_period as first_known_at,
        min(load_id) over same_period as first_load_id
    from macrocast.observation
    window same_period as (partition by series_id, period_start)
    order by series_id asc, period_start asc, known_at desc
)

select
    coalesce(kept.series_id, derived.series_id) as series_id,
    coalesce(kept.period_start, derived.period_start) as period_start
from macrocast.observation_newest as kept
full outer join derived
    on kept.series_id = derived.series_id and kept.period_start = derived.period_start
where
    kept.known_at is distinct from derived.known_at
    or kept.value is distinct from derived.value
    or kept.load_id is distinct from derived.load_id
    or kept.first_known_at is distinct from derived.first_known_at
    or kept.first_load_id is distinct from derived.first_load_id;

comment on view macrocast.wrong_newest is
'Periods whose newest observation is not what the history says. Always empty; an audit looks.';
