create or replace function api.series_state_as_of(as_of timestamptz)
returns table (
    series_key text,
    title text,
    unit text,
    base_period text,
    seasonal_adjustment text,
    known_at timestamptz
)
language sql stable parallel safe
as $$
    select distinct on (attribute.series_key)
        attribute.series_key,
        attribute.title,
        attribute.unit,
        attribute.base_period,
        attribute.seasonal_adjustment,
        attribute.known_at
    from api.series_attribute as attribute
    where attribute.known_at <= $1
    order by attribute.series_key asc, attribute.known_at desc
$$;

comment on function api.series_state_as_of is
'What every series was called and counted in at a moment, and since when.';
