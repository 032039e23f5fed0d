-- What audit events state of what was published, and what an audit reckons again. What an event stated must be reckoned
-- in the same way for ever: parts may be added, which events before them do not have, and none may change.

create or replace function rows_content(row_count numeric, rows bytea) returns jsonb
language sql immutable parallel safe
as $$
    select jsonb_build_object('rows', row_count, 'sha256', encode(sha256(coalesce(rows, '')), 'hex'))
$$;

comment on function rows_content is 'A set of rows as audit events state it: how many, and the hash of all of them.';

-- The hash of a set of rows is over the rows in the order of their keys, in the binary form that PostgreSQL sends.
create or replace function load_content(wanted uuid) returns jsonb
language sql stable
set search_path = macrocast, public, pg_temp
set timezone = 'UTC'
set datestyle = 'ISO'
-- All rows of a load are sorted, in memory.
set work_mem = '256MB'
as $$
    with by_series as (
        select
            observation.series_id,
            count(*) as row_count,
            sha256(string_agg(
                date_send(observation.period_start) || timestamptz_send(observation.known_at)
                || float8send(coalesce(observation.value, 'nan')), ''
                order by observation.period_start, observation.known_at
            )) as hash
        from observation
        where observation.load_id = (select load.load_id from load where load.load_key = wanted)
        group by observation.series_id
    ),

    part as (
        select
            'observation' as name,
            coalesce(sum(by_series.row_count), 0) as row_count,
            string_agg(int8send(by_series.series_id) || by_series.hash, '' order by by_series.series_id) as rows
        from by_series
        union all
        select
            'vintage',
            count(*),
            string_agg(
                int8send(vintage.series_id) || timestamptz_send(vintage.known_at)
                || convert_to(vintage.periods::text, 'UTF8'), '' order by vintage.series_id, vintage.known_at
            )
        from vintage
        where vintage.load_id = (select load.load_id from load where load.load_key = wanted)
        union all
        select
            'quarantine',
            count(*),
            string_agg(
                convert_to(jsonb_build_array(
                    quarantine.payload_sha256, quarantine.row_no, quarantine.series_code, quarantine.period_text,
                    quarantine.reason, quarantine.raw_text
                )::text, 'UTF8'), '' order by quarantine.payload_sha256, quarantine.row_no
            )
        from quarantine
        where quarantine.load_key = wanted
        union all
        select
            'payload',
            count(*),
            string_agg(
                convert_to(jsonb_build_array(
                    load_payload.payload_sha256, load_payload.name, load_payload.rows_expected,
                    load_payload.rows_skipped, raw_payload.uri, raw_payload.bytes
                )::text, 'UTF8'), '' order by load_payload.payload_sha256
            )
        from load_payload
        inner join raw_payload on load_payload.payload_sha256 = raw_payload.payload_sha256
        where load_payload.load_key = wanted
        union all
        select
            'seasonal_adjustment',
            count(*),
            string_agg(
                convert_to(jsonb_build_array(
                    series_id, input_series_id, data_version_id, identified_version_id, method, specification, policy,
                    library, input_sha256, identified_sha256, model, diagnostics
                )::text, 'UTF8'), '' order by series_id
            )
        from seasonal_adjustment
        where seasonal_adjustment.load_key = wanted
    )

    select
        jsonb_build_object(
            'load_id', load.load_id, 'source', source.code, 'status', load.status, 'published_at', load.published_at,
            'parser_version', load.parser_version, 'known_quality', load.known_quality,
            'known_precision', load.known_precision, 'lacks', load.lacks,
            'rows_read', load.rows_read, 'rows_written', load.rows_written, 'rows_unchanged', load.rows_unchanged,
            'rows_quarantined', load.rows_quarantined, 'rows_skipped', load.rows_skipped,
            'rows_restored', load.rows_restored, 'message', load.message, 'known_at', load.known_at
        )
        || (
            select jsonb_object_agg(part.name, rows_content(part.row_count, part.rows))
            from part
        )
    from load
    inner join source on load.source_id = source.source_id
    where load.load_key = wanted
$$;

comment on function load_content is
'A load as audit events state it: what it says of itself, and a hash of each kind of its rows.';

create or replace function run_content(wanted uuid) returns jsonb
language sql stable
set search_path = macrocast, public, pg_temp
set timezone = 'UTC'
set datestyle = 'ISO'
as $$
    with part as (
        select
            'forecast' as name,
            count(*) as row_count,
            string_agg(
                int8send(series_id) || convert_to(jsonb_build_array(
                    method, measure, target_start, horizon, known_at, model_version_id, origin, calibration,
                    champion_method
                )::text, 'UTF8')
                || float8send(mean) || float8send(coalesce(q025, 'nan')) || float8send(coalesce(q05, 'nan'))
                || float8send(coalesce(q10, 'nan')) || float8send(coalesce(q25, 'nan'))
                || float8send(coalesce(q50, 'nan')) || float8send(coalesce(q75, 'nan'))
                || float8send(coalesce(q90, 'nan')) || float8send(coalesce(q95, 'nan'))
                || float8send(coalesce(q975, 'nan')), ''
                order by series_id, method, measure, target_start, known_at
            ) as rows
        from forecast
        where run_id = wanted
        union all
        select
            'accuracy',
            count(*),
            string_agg(
                convert_to(jsonb_build_array(
                    series_id, method, measure, horizon, truth, scope, n, rmse, mae, bias, ratio_ar, dm_statistic, dm_p
                )::text, 'UTF8'), '' order by series_id, method, measure, horizon, truth, scope
            )
        from accuracy
        where run_id = wanted
        union all
        select
            'blessing',
            count(*),
            string_agg(
                convert_to(jsonb_build_array(
                    series_id, band, horizon_from, horizon_to, method, previous_method, score, benchmark_score, reason,
                    actor, decided_at
                )::text, 'UTF8'), '' order by series_id, band
            )
        from blessing
        where run_id = wanted
        union all
        select
            'model',
            count(*),
            string_agg(
                convert_to(jsonb_build_array(
                    run_model.model_version_id, model_version.bundle_uri, model_version.bundle_sha256,
                    model_version.parameter_hash
                )::text, 'UTF8'), '' order by run_model.model_version_id
            )
        from run_model
        inner join model_version on run_model.model_version_id = model_version.model_version_id
        where run_model.run_id = wanted
        union all
        select
            'model_settings',
            count(*),
            string_agg(
                convert_to(jsonb_build_array(
                    model_version.model_version_id, model_version.series_id, model_version.method, model_version.origin,
                    model_version.as_of, model_version.data_hash, model_version.settings, model_version.seed,
                    model_version.code_version, model_version.image_digest
                )::text, 'UTF8'), '' order by model_version.model_version_id
            )
        from run_model
        inner join model_version on run_model.model_version_id = model_version.model_version_id
        where run_model.run_id = wanted
        union all
        select
            'series',
            count(*),
            string_agg(
                convert_to(jsonb_build_array(series_id, rows_expected, skipped_reason)::text, 'UTF8'), ''
                order by series_id
            )
        from run_series
        where run_series.run_id = wanted
    )

    select
        jsonb_build_object(
            'kind', forecast_run.kind, 'load_id', forecast_run.load_id, 'as_of', data_version.as_of,
            'last_load_id', data_version.last_load_id, 'settings', forecast_run.settings,
            'code_version', forecast_run.code_version, 'image_digest', forecast_run.image_digest,
            'published_at', forecast_run.published_at, 'rows_published', forecast_run.rows_published,
            'official', forecast_run.official, 'message', forecast_run.message
        )
        || (
            select jsonb_object_agg(part.name, rows_content(part.row_count, part.rows))
            from part
        )
    from forecast_run
    left join data_version on forecast_run.data_version_id = data_version.data_version_id
    where forecast_run.run_id = wanted
$$;

comment on function run_content is
'A run as audit events state it: what it says of itself, and a hash of each kind of its rows.';
