-- The one way to make rows visible: loads of a source (observations and forecasts by others) and our own forecast runs.
--
--     lock -> known already? -> fencing token -> recount against what was announced -> judge -> write -> number, flip
--
-- in one transaction. The flip fires the trigger that writes the audit event. Loads and runs differ in the functions
-- named after them; publish() knows no difference but the names. Functions run with the owner's rights, so that job
-- roles need no right to write history, and name pg_temp last, so that no temporary table stands in for one of ours.

create or replace function lock_load(wanted uuid, out state text, out current_token bigint, out said text)
language plpgsql
set search_path = macrocast, public, pg_temp
as $$
begin
    -- One publication per source at a time: what a load is compared with must not change meanwhile.
    perform pg_advisory_xact_lock(1, load.source_id) from load where load.load_key = wanted;
    select load.status, load.token, load.message into state, current_token, said
    from load
    where load.load_key = wanted
    for update;
end
$$;

comment on function lock_load is 'Locks the source of a load and the load; says in which state it is and who holds it.';

create or replace function lock_run(wanted uuid, out state text, out current_token bigint, out said text)
language plpgsql
set search_path = macrocast, public, pg_temp
as $$
begin
    -- As for loads: one publication of ours at a time.
    perform pg_advisory_xact_lock(4, 0);
    select
        case when forecast_run.published_at is null then 'staged' else 'published' end, forecast_run.token,
        forecast_run.message
    into state, current_token, said
    from forecast_run
    where forecast_run.run_id = wanted and forecast_run.kind = 'own'
    for update;
end
$$;

comment on function lock_run is 'Locks our own runs and one of them; says in which state it is and who holds it.';

create or replace function recount_run(wanted uuid) returns text
language sql stable
set search_path = macrocast, public, pg_temp
as $$
    with counted as (
        select
            source.code || '/' || series.code as series_key,
            run_series.rows_expected,
            run_series.skipped_reason,
            (
                select count(*)
                from forecast
                where forecast.run_id = run_series.run_id and forecast.series_id = run_series.series_id
            ) as row_count
        from run_series
        inner join series on run_series.series_id = series.series_id
        inner join source on series.source_id = source.source_id
        where run_series.run_id = wanted
    )

    select case when coalesce(sum(row_count), 0) = 0 and count(*) filter (
            where skipped_reason is null and rows_expected is distinct from row_count
        ) = 0 then 'it has no forecasts'
        else string_agg(
            format(
                '%s has %s forecasts, needed %s', series_key, row_count, coalesce(rows_expected::text, 'a score')
            ), '; ' order by series_key
        ) filter (where skipped_reason is null and rows_expected is distinct from row_count)
    end
    from counted
$$;

comment on function recount_run is 'Says which series of a run have other forecasts than scoring announced, or null.';

create or replace function write_run(wanted uuid) returns void
language sql
set search_path = macrocast, public, pg_temp
as $$
    update forecast_run
    set
        published_at = clock_timestamp(),
        rows_published = (select count(*) from forecast where forecast.run_id = wanted)
    where forecast_run.run_id = wanted
$$;

comment on function write_run is 'Makes a run visible, whose forecasts are there already.';

-- Errors by their SQLSTATE: 22023 what was announced does not hold, 55P03 another job has taken over, 55000 what is
-- approved is not what was held.
create or replace function publish(kind text, wanted uuid, held_token bigint, is_approved boolean default false)
returns text
language plpgsql
set search_path = macrocast, public, pg_temp
-- Two million rows are sorted in memory; small loads take little of it.
set work_mem = '256MB'
as $$
declare
    state text;
    current_token bigint;
    said text;
    complaint text;
begin
    if kind = 'load' then
        select * into state, current_token, said from lock_load(wanted);
    elsif kind = 'run' then
        select * into state, current_token, said from lock_run(wanted);
    end if;
    if state is null then
        raise exception 'No % has the id %', kind, wanted using errcode = 'invalid_parameter_value';
    end if;
    if state = 'published' then
        -- A container that outlived its starter may have staged it once more.
        delete from stage where load_key = wanted;
        return 'found';
    end if;
    if current_token <> held_token then
        raise exception '% % was taken over: this job holds token %, the newest is %', initcap(kind), wanted,
            held_token, current_token
            using errcode = 'lock_not_available';
    end if;
    if state = 'rejected' then
        raise exception '% % is rejected: %', initcap(kind), wanted, said using errcode = 'invalid_parameter_value';
    end if;
    if state = 'held' and not is_approved then
        return 'held';
    end if;
    perform publish_step('locked');

    complaint := case kind when 'load' then recount_load(wanted) else recount_run(wanted) end;
    if complaint is not null then
        raise exception '% % %: %', initcap(kind), wanted,
            case kind when 'load' then 'does not reconcile' else 'cannot be published' end, complaint
            using errcode = 'invalid_parameter_value';
    end if;
    if is_approved and exists (
        select from load
        where load.load_key = wanted and load.held_hash is distinct from hash_of_collected()
    ) then
        raise exception 'Load % has other rows than those it was held for', wanted
            using errcode = 'object_not_in_prerequisite_state';
    end if;
    perform publish_step('recounted');

    if kind = 'load' then
        perform judge_load();
        perform publish_step('judged');
        complaint := check_load(wanted, held_token);
        if not is_approved then
            -- What was held once, before a crash took its rows, is a person's to decide, whatever the rules say now.
            update load
            set
                status = 'held',
                message = coalesce(complaint, 'it was held before, rules have nothing to say of it now'),
                held_hash = hash_of_collected()
            where load_key = wanted and (complaint is not null or held_hash is not null);
            if found then
                return 'held';
            end if;
        end if;
        perform write_load(wanted);
    else
        perform write_run(wanted);
    end if;
    perform publish_step('flipped');
    return 'published';
end
$$;

comment on function publish is
'Makes a load or run visible in one transaction: published; found when it was before; held when a person must approve.';

create or replace function publish_load(load_key uuid, token bigint) returns text
language sql security definer
set search_path = macrocast, public, pg_temp
as $$
    select publish('load', $1, $2)
$$;

comment on function publish_load is 'What the loader may publish.';

create or replace function publish_run(run_id uuid, token bigint) returns text
language sql security definer
set search_path = macrocast, public, pg_temp
as $$
    select publish('run', $1, $2)
$$;

comment on function publish_run is 'What the scorer may publish.';

revoke execute on function
lock_load, lock_run, recount_run, write_run, publish, publish_load, publish_run from public;
grant execute on function publish_load to macrocast_loader;
grant execute on function publish_run to macrocast_scorer;
