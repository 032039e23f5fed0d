-- The stage is for loaders; who decides about a load sees what it would change.
create or replace function api.held_rows(load_key uuid)
returns table (
    series_key text,
    period_start date,
    known_at timestamptz,
    value_before double precision,
    value double precision,
    method text,
    raw_text text,
    reason text
)
language sql stable security definer
set search_path = macrocast, public, pg_temp
as $$
    select distinct
        source.code || '/' || stage.series_code,
        stage.period_start,
        stage.known_at,
        before.value,
        stage.value,
        stage.method,
        coalesce(stage.raw_text, stage.period_text),
        stage.reason
    from load
    inner join source on load.source_id = source.source_id
    inner join stage on load.load_key = stage.load_key
    left join series on source.source_id = series.source_id and stage.series_code = series.code
    left join lateral (
        select observation.value
        from observation
        where
            stage.method is null
            and observation.series_id = series.series_id
            and observation.period_start = stage.period_start
            and observation.known_at <= stage.known_at
        order by observation.known_at desc
        limit 1
    ) as before on true
    where load.load_key = $1 and load.status = 'held'
$$;

comment on function api.held_rows is
'What a held load brings: each row beside the value then in force (forecasts: null), or why it is no value.';

revoke execute on function api.held_rows from public;
grant execute on function api.held_rows to macrocast_approver, macrocast_auditor;
