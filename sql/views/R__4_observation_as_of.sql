-- Reads a view of api with the rights of whoever asks, so that conditions on series_key reach the index.
create or replace function api.observation_as_of(as_of timestamptz)
returns table (
    series_key text,
    period text,
    period_start date,
    known_at timestamptz,
    value double precision,
    unit text
)
language sql stable parallel safe
as $$
    select
        series.series_key,
        newest.period,
        newest.period_start,
        newest.known_at,
        newest.value,
        series.unit
    from api.series
    cross join lateral (
        select distinct on (observation_history.period_start)
            observation_history.period,
            observation_history.period_start,
            observation_history.known_at,
            observation_history.value
        from api.observation_history
        where observation_history.series_key = series.series_key and observation_history.known_at <= $1
        order by observation_history.period_start asc, observation_history.known_at desc
    ) as newest
    where newest.value is not null
$$;

comment on function api.observation_as_of is
'Every value as it was known at a moment.';
