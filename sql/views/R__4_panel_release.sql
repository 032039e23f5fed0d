create or replace function api.panel_release(series_keys text[], release integer)
returns table (
    series_key text, period text, period_start date, known_at timestamptz, value double precision, unit text
)
language sql stable
as $$
    select
        stated.series_key,
        stated.period,
        stated.period_start,
        stated.known_at,
        stated.value,
        stated.unit
    from unnest($1) as wanted (series_key)
    inner join api.observation_release as stated on wanted.series_key = stated.series_key
    where stated.value is not null and case when $2 = 0 then stated.is_latest else stated.release = $2 end
$$;

comment on function api.panel_release is
'Several series in their n-th release: 1 the first, 2 the second, 0 the latest.';
