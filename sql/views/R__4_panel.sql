-- Run with the owner's rights, because known_as_of reads tables that analysts may not.
create or replace function api.panel(
    series_keys text[], as_of timestamptz default 'infinity', last_load_id bigint default 9223372036854775807
)
returns table (
    series_key text, period text, period_start date, known_at timestamptz, value double precision, unit text
)
language sql stable security definer
set search_path = macrocast, public, pg_temp
as $$
    select
        wanted.series_key,
        period_label(known.period_start, wanted.frequency),
        known.period_start,
        known.known_at,
        known.value,
        wanted.unit
    from (
        select
            named.series_key,
            series.series_id,
            series.frequency,
            unit_at(series.unit, series.earlier_units, $2) as unit
        from (select distinct asked.series_key from unnest($1) as asked (series_key)) as named
        inner join source on split_part(named.series_key, '/', 1) = source.code
        inner join series
            on
                source.source_id = series.source_id
                and substr(named.series_key, strpos(named.series_key, '/') + 1) = series.code
        -- Units are found once per series.
        offset 0
    ) as wanted
    inner join lateral known_as_of(wanted.series_id, $2, $3) as known on true
    where known.value is not null
$$;

comment on function api.panel is
'Several series as they were known at a moment, among the loads up to one; without a moment the newest values.
unit: of the series at that moment; api.series_state_as_of says its base, too.';

create or replace function api.panel_of_version(series_keys text[], data_version_id bigint)
returns table (
    series_key text, period text, period_start date, known_at timestamptz, value double precision, unit text
)
language sql stable
as $$
    select
        panel.series_key,
        panel.period,
        panel.period_start,
        panel.known_at,
        panel.value,
        panel.unit
    from api.data_version as version
    cross join lateral api.panel($1, version.as_of, version.last_load_id) as panel
    where version.data_version_id = $2
$$;

comment on function api.panel_of_version is 'Several series exactly as a job read them; see api.data_version.';
