-- A release of a period is a moment at which its source stated it. Where we note the moments ourselves, because the
-- source dates nothing, a statement that changes nothing is no release, but one more look at the same.
create or replace view macrocast.release as
select
    stated.series_id,
    stated.period_start,
    stated.known_at,
    in_force.value,
    in_force.load_id,
    row_number() over (
        partition by stated.series_id, stated.period_start order by stated.known_at
    ) as release,
    row_number() over (
        partition by stated.series_id, stated.period_start order by stated.known_at desc
    ) = 1 as is_latest
from (
    select distinct
        vintage.series_id,
        newest.period_start,
        vintage.known_at
    from macrocast.vintage
    inner join macrocast.load on vintage.load_id = load.load_id
    inner join macrocast.observation_newest as newest
        on vintage.series_id = newest.series_id and vintage.periods @> newest.period_start
    where
        load.known_quality <> 'harvested'
        or exists (
            select 1
            from macrocast.observation
            where
                observation.series_id = vintage.series_id
                and observation.period_start = newest.period_start
                and observation.known_at = vintage.known_at
        )
) as stated
cross join lateral (
    select
        observation.value,
        observation.load_id
    from macrocast.observation
    where
        observation.series_id = stated.series_id
        and observation.period_start = stated.period_start
        and observation.known_at <= stated.known_at
    order by observation.known_at desc
    limit 1
) as in_force;

comment on view macrocast.release is 'Every release of every period, numbered from 1, with the value it stated.';
