-- What happened to what is published, in one chain: each event's hash covers its content and the hash before it, so
-- that an event cannot be changed, inserted or taken away without a break that everybody can find. Who rewrites the
-- whole chain from some point on is found by any hash noted elsewhere before (macrocast audit verify --anchor).
create table audit_event (
    event_id bigint primary key,
    happened_at timestamptz not null,
    actor text not null,
    kind text not null,
    subject text not null,
    content jsonb not null,
    previous_hash bytea not null,
    hash bytea not null unique
);

create index audit_event_subject on audit_event (subject);

comment on table audit_event is
'What was published, approved, blessed, migrated or died, chained by hashes. Append-only.';
comment on column audit_event.event_id is 'Counts from 1 without a gap.';
comment on column audit_event.actor is 'The role that was logged in, or the person an approval names.';
comment on column audit_event.subject is 'What it happened to, such as load/1b2c... or run/1b2c....';
comment on column audit_event.content is
'What was published, as row counts and hashes of rows; or what was decided and why.';
comment on column audit_event.previous_hash is 'hash of the event before; empty for the first.';
comment on column audit_event.hash is 'SHA-256 over previous_hash and all other columns; see event_hash.';

call make_append_only('audit_event');

create function event_hash(
    previous_hash bytea, event_id bigint, happened_at timestamptz, actor text, kind text, subject text, content jsonb
) returns bytea
language sql immutable parallel safe
as $$
    select sha256(
        previous_hash || convert_to(
            jsonb_build_array(
                event_id, (extract(epoch from happened_at) * 1000000)::bigint, actor, kind, subject, content
            )::text,
            'UTF8'
        )
    )
$$;

comment on function event_hash is 'SHA-256 of an event in canonical form, chained to the hash before it.';

create function append_event(kind text, subject text, content jsonb, actor text default session_user) returns bigint
language plpgsql security definer
set search_path = macrocast, public, pg_temp
as $$
#variable_conflict use_column
declare
    last_id bigint;
    last_hash bytea;
    moment timestamptz;
begin
    -- One writer at a time until its commit: an event is chained to one that is sure to stay.
    perform pg_advisory_xact_lock(3, 0);
    select event_id, hash into last_id, last_hash from audit_event order by event_id desc limit 1;
    last_id := coalesce(last_id, 0) + 1;
    last_hash := coalesce(last_hash, '');
    moment := clock_timestamp();
    insert into audit_event (event_id, happened_at, actor, kind, subject, content, previous_hash, hash)
    values (
        last_id, moment, append_event.actor, append_event.kind, append_event.subject, append_event.content, last_hash,
        event_hash(
            last_hash, last_id, moment, append_event.actor, append_event.kind, append_event.subject,
            append_event.content
        )
    );
    return last_id;
end
$$;

comment on function append_event is
'Adds an event to the end of the chain. Only triggers and functions of the owner call it.';

revoke execute on function append_event from public;

-- Finds the rows of a load without reading the others: rows of a load lie together.
create index observation_load on observation using brin (load_id) with (pages_per_range = 16, autosummarize = on);
create index vintage_load on vintage using brin (load_id) with (pages_per_range = 16, autosummarize = on);

-- The hash of a set of rows is over the rows in the order of their keys, in the binary form that PostgreSQL sends.
create function load_content(wanted uuid) returns jsonb
language sql stable
set search_path = macrocast, public, pg_temp
set timezone = 'UTC'
set datestyle = 'ISO'
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
    )

    select
        jsonb_build_object(
            'load_id', load.load_id, 'source', source.code, 'status', load.status, 'published_at', load.published_at,
            'parser_version', load.parser_version, 'known_quality', load.known_quality,
            'rows_read', load.rows_read, 'rows_written', load.rows_written, 'rows_unchanged', load.rows_unchanged,
            'rows_quarantined', load.rows_quarantined, 'rows_skipped', load.rows_skipped,
            'rows_restored', load.rows_restored, 'message', load.message
        )
        || (
            select jsonb_object_agg(
                part.name,
                jsonb_build_object(
                    'rows', part.row_count, 'sha256', encode(sha256(coalesce(part.rows, '')), 'hex')
                )
            )
            from part
        )
    from load
    inner join source on load.source_id = source.source_id
    where load.load_key = wanted
$$;

comment on function load_content is
'A load as audit events state it: what it says of itself, and a hash of each kind of its rows.';

create function run_content(wanted uuid) returns jsonb
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
    )

    select
        jsonb_build_object(
            'kind', forecast_run.kind, 'load_id', forecast_run.load_id, 'as_of', data_version.as_of,
            'last_load_id', data_version.last_load_id, 'settings', forecast_run.settings,
            'code_version', forecast_run.code_version, 'image_digest', forecast_run.image_digest,
            'published_at', forecast_run.published_at, 'rows_published', forecast_run.rows_published
        )
        || (
            select jsonb_object_agg(
                part.name,
                jsonb_build_object(
                    'rows', part.row_count, 'sha256', encode(sha256(coalesce(part.rows, '')), 'hex')
                )
            )
            from part
        )
    from forecast_run
    left join data_version on forecast_run.data_version_id = data_version.data_version_id
    where forecast_run.run_id = wanted
$$;

comment on function run_content is
'A run as audit events state it: what it says of itself, and a hash of each kind of its rows.';

-- The statement that publishes writes the event, in its transaction, whoever sends it.
create function note_load() returns trigger
language plpgsql security definer
set search_path = macrocast, public, pg_temp
as $$
begin
    if new.status = 'published' then
        perform append_event('load published', 'load/' || new.load_key, load_content(new.load_key));
    else
        perform append_event(
            'load ' || new.status, 'load/' || new.load_key, jsonb_build_object('message', new.message)
        );
    end if;
    return null;
end
$$;

comment on function note_load is 'Trigger that notes what became of a load.';

create trigger note_load after update on load
for each row
when (old.status <> new.status and new.status not in ('staged', 'publishing')) execute function note_load();

create function note_run() returns trigger
language plpgsql security definer
set search_path = macrocast, public, pg_temp
as $$
begin
    perform append_event('run published', 'run/' || new.run_id, run_content(new.run_id));
    return null;
end
$$;

comment on function note_run is 'Trigger that notes that a run was published.';

create trigger note_run after update on forecast_run
for each row when (old.published_at is null and new.published_at is not null) execute function note_run();

create function note_blessings() returns trigger
language plpgsql security definer
set search_path = macrocast, public, pg_temp
as $$
begin
    perform append_event(
        'blessed', 'run/' || decided.run_id,
        jsonb_agg(jsonb_build_object(
            'series', source.code || '/' || series.code, 'band', decided.band, 'method', decided.method,
            'previous_method', decided.previous_method, 'actor', decided.actor, 'reason', decided.reason
        ) order by source.code, series.code, decided.band)
    )
    from inserted as decided
    inner join series on decided.series_id = series.series_id
    inner join source on series.source_id = source.source_id
    group by decided.run_id;
    return null;
end
$$;

comment on function note_blessings is 'Trigger that notes who was chosen to speak for us.';

create trigger note_blessings after insert on blessing
referencing new table as inserted for each statement execute function note_blessings();

create function note_death() returns trigger
language plpgsql security definer
set search_path = macrocast, public, pg_temp
as $$
begin
    perform append_event(
        'job died', 'job/' || new.job_run_id,
        jsonb_build_object('job', new.job, 'dag_run_id', new.dag_run_id, 'task_id', new.task_id, 'as_of', new.as_of)
    );
    return null;
end
$$;

comment on function note_death is 'Trigger that notes that a job ended without a word.';

create trigger note_death after update on job_run
for each row when (old.status <> 'died' and new.status = 'died') execute function note_death();

-- Flyway writes its history over a connection of its own, so a trigger there would wait for the script it tells of.
create function note_migrations() returns bigint
language sql security definer
set search_path = macrocast, public, pg_temp
as $$
    select count(append_event(
        'migrated', 'script/' || script,
        jsonb_build_object('version', version, 'checksum', checksum, 'installed_by', installed_by)
    ))
    from (
        select
            script,
            version,
            checksum,
            installed_by
        from flyway_schema_history as history
        where
            history.success
            and not exists (
                select 1
                from audit_event
                where
                    audit_event.subject = 'script/' || history.script
                    and audit_event.content ->> 'checksum' is not distinct from history.checksum::text
            )
        order by installed_rank
    ) as fresh
$$;

comment on function note_migrations is 'Notes the scripts that changed the schema since it was called last.';

revoke execute on function note_migrations from public;

create function note_password(role_name text) returns void
language sql security definer
set search_path = macrocast, public, pg_temp
as $$
    select append_event('password set', 'role/' || role_name, '{}')
$$;

comment on function note_password is 'Notes that a role was given a password; the password itself goes nowhere.';

revoke execute on function note_password from public;

-- What was published before the chain began.
select append_event('load published', 'load/' || load_key, load_content(load_key))
from (
    select load_key
    from load
    where status = 'published'
    order by load_id
) as earlier;

select append_event('run published', 'run/' || run_id, run_content(run_id))
from (
    select run_id
    from forecast_run
    where published_at is not null
    order by published_at
) as earlier;

-- The auditor sees everything and changes nothing.
grant usage on schema macrocast, api to macrocast_auditor;
grant select on all tables in schema macrocast to macrocast_auditor;
grant select on all tables in schema api to macrocast_auditor;
alter default privileges in schema macrocast grant select on tables to macrocast_auditor;
alter default privileges in schema api grant select on tables to macrocast_auditor;
