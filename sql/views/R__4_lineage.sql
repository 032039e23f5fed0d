-- Runs with the owner's rights, because an analyst may not read the tables behind it.
create or replace function api.lineage(run_id uuid)
returns table (kind text, id text, description text, happened_at timestamptz)
language sql stable security definer
set search_path = macrocast, pg_temp
as $$
    select
        'run' as kind,
        forecast_run.run_id::text as id,
        concat_ws(' ', forecast_run.kind, 'code', forecast_run.code_version, 'image', forecast_run.image_digest,
            'settings', forecast_run.settings) as description,
        forecast_run.published_at as happened_at
    from forecast_run
    where forecast_run.run_id = $1
    union all
    select
        'data version',
        data_version.data_version_id::text,
        format('as of %s, loads up to %s', data_version.as_of at time zone 'UTC', data_version.last_load_id),
        data_version.as_of
    from forecast_run
    inner join data_version on forecast_run.data_version_id = data_version.data_version_id
    where forecast_run.run_id = $1
    union all
    select
        'model',
        model_version.model_version_id::text,
        format('%s for %s/%s, bundle %s sha256 %s', model_version.method, source.code, series.code,
            model_version.bundle_uri, model_version.bundle_sha256),
        model_version.trained_at
    from run_model
    inner join model_version on run_model.model_version_id = model_version.model_version_id
    inner join series on model_version.series_id = series.series_id
    inner join source on series.source_id = source.source_id
    where run_model.run_id = $1
    union all
    select
        'payload',
        raw_payload.payload_sha256,
        format('%s in load %s of %s at %s', load_payload.name, load.load_id, source.code, raw_payload.uri),
        load.published_at
    from forecast_run
    left join data_version on forecast_run.data_version_id = data_version.data_version_id
    inner join load
        on forecast_run.load_id = load.load_id
        or (
            data_version.last_load_id >= load.load_id
            and load.source_id in (
                select wanted.source_id
                from run_series
                inner join series as wanted on run_series.series_id = wanted.series_id
                where run_series.run_id = $1
            )
        )
    inner join load_payload on load.load_key = load_payload.load_key
    inner join raw_payload on load_payload.payload_sha256 = raw_payload.payload_sha256
    inner join source on load.source_id = source.source_id
    where forecast_run.run_id = $1
$$;

comment on function api.lineage is
'Everything a run came from: its code, data version, models and the archived payloads of its data.';
