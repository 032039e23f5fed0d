-- Inlined by the planner: the newest row counts where it was known by then, and by a load that counts. Only where it
-- does not, and something was known before, the history is asked.
create or replace function macrocast.known_as_of(series_id bigint, as_of timestamptz, last_load_id bigint)
returns table (period_start date, known_at timestamptz, value double precision)
language sql stable parallel safe
as $$
    select
        newest.period_start,
        newest.known_at,
        newest.value
    from macrocast.observation_newest as newest
    where newest.series_id = $1 and newest.known_at <= $2 and newest.load_id <= $3
    union all
    select
        newest.period_start,
        earlier.known_at,
        earlier.value
    from macrocast.observation_newest as newest
    cross join lateral (
        select
            observation.known_at,
            observation.value
        from macrocast.observation
        where
            observation.series_id = newest.series_id
            and observation.period_start = newest.period_start
            and observation.known_at <= $2
            and observation.load_id <= $3
        order by observation.known_at desc
        limit 1
    ) as earlier
    where
        newest.series_id = $1
        and newest.first_known_at <= $2
        and newest.first_load_id <= $3
        and (newest.known_at > $2 or newest.load_id > $3)
$$;

comment on function macrocast.known_as_of is
'What was known of a series at a moment, among the loads up to one: for each period a value, or null once withdrawn.';
