create or replace function api.observation_nth(release integer)
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
        stated.series_key,
        stated.period,
        stated.period_start,
        stated.known_at,
        stated.value,
        stated.unit
    from api.observation_release as stated
    where stated.release = $1 and stated.value is not null
$$;

comment on function api.observation_nth is
'The value of every period as it stood in its n-th release: 1 the first, 2 the second. Periods with fewer are absent.';
