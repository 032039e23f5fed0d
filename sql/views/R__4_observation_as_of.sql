-- Reads a view of api with the rights of whoever asks, so that conditions on series_key reach the index.
-- The newest row counts where it was known by then; only where a period was revised since, the history is asked.
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
    with other_unit as materialized (
        select
            series.series_id,
            earlier.unit
        from api.series
        cross join lateral (
            select given.unit
            from jsonb_to_recordset(series.earlier_units) as given (until timestamptz, unit text)
            where given.until > $1
            order by given.until
            limit 1
        ) as earlier
        where series.earlier_units is not null
    )

    select
        known.series_key,
        known.period,
        known.period_start,
        known.known_at,
        known.value,
        coalesce(other_unit.unit, known.unit)
    from (
    select
        newest.series_key,
        newest.period,
        newest.period_start,
        newest.known_at,
        newest.value,
        newest.unit,
        newest.series_id
    from api.observation_newest as newest
    where newest.known_at <= $1 and newest.value is not null
    union all
    select
        newest.series_key,
        newest.period,
        newest.period_start,
        earlier.known_at,
        earlier.value,
        newest.unit,
        newest.series_id
    from api.observation_newest as newest
    cross join lateral (
        select
            observation_history.known_at,
            observation_history.value
        from api.observation_history
        where
            observation_history.series_id = newest.series_id
            and observation_history.period_start = newest.period_start
            and observation_history.known_at <= $1
        order by observation_history.known_at desc
        limit 1
    ) as earlier
    where newest.first_known_at <= $1 and newest.known_at > $1 and earlier.value is not null
    ) as known
    left join other_unit on known.series_id = other_unit.series_id
$$;

comment on function api.observation_as_of is
'Every value as it was known at a moment, in the unit of that moment; api.series_state_as_of says its base, too.';
