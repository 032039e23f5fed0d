-- What was published stays as it was, as a set too: rows come only under a load or run that is not published yet, and
-- what describes a published one no longer changes. A load gets its number before its rows, which name the number, and
-- is "publishing" until they are all there; no commit leaves it in that state.
alter table load drop constraint load_status_check, drop constraint load_check, drop constraint load_check1;
alter table load
add constraint load_status_check check (status in ('staged', 'publishing', 'published', 'rejected')),
add constraint load_number_check check ((status in ('publishing', 'published')) = (load_id is not null)),
add constraint load_published_check check (
    (status = 'published') = (published_at is not null)
    and (
        status <> 'published'
        or (
            rows_skipped is not null
            and rows_restored is not null
            and coalesce(rows_read = rows_written + rows_unchanged + rows_quarantined, false)
        )
    )
);

comment on function refuse_change is 'Trigger that refuses to change or remove what is history.';

create function stamp_publication() returns trigger
language plpgsql
as $$
begin
    new.published_at := clock_timestamp();
    return new;
end
$$;

comment on function stamp_publication is
'Trigger that sets published_at by the clock of the database, whatever was given.';

-- Names matter: triggers of one event fire in the order of their names, so nothing is stamped that is refused.
create trigger refuse_insert_published before insert on load
for each row when (new.status <> 'staged') execute function refuse_change();
create trigger refuse_other_identity before update on load
for each row
when (
    (
        old.load_key, old.source_id, old.parser_version, old.known_quality, old.known_precision, old.started_at
    ) is distinct from (
        new.load_key, new.source_id, new.parser_version, new.known_quality, new.known_precision, new.started_at
    )
)
execute function refuse_change();
create trigger refuse_change_of_published before update on load
for each row when (old.status = 'published' and old.* is distinct from new.*) execute function refuse_change();
create trigger refuse_delete before delete on load for each row execute function refuse_change();
create trigger refuse_truncate before truncate on load for each statement execute function refuse_change();
create trigger stamp_publication before update on load
for each row when (old.status <> 'published' and new.status = 'published') execute function stamp_publication();

create function refuse_half_published() returns trigger
language plpgsql
set search_path = macrocast, public, pg_temp
as $$
begin
    if exists (select from load where load_key = new.load_key and status = 'publishing') then
        raise exception 'load % would be left half published', new.load_key
            using errcode = 'integrity_constraint_violation';
    end if;
    return null;
end
$$;

comment on function refuse_half_published is 'Trigger that refuses to commit a load between two states.';

create constraint trigger refuse_half_published after insert or update on load
deferrable initially deferred
for each row when (new.status = 'publishing') execute function refuse_half_published();

create trigger refuse_insert_published before insert on forecast_run
for each row when (new.published_at is not null) execute function refuse_change();
create trigger refuse_other_identity before update on forecast_run
for each row
when (
    (
        old.run_id, old.kind, old.data_version_id, old.load_id, old.settings, old.code_version, old.image_digest,
        old.started_at
    ) is distinct from (
        new.run_id, new.kind, new.data_version_id, new.load_id, new.settings, new.code_version, new.image_digest,
        new.started_at
    )
)
execute function refuse_change();
create trigger refuse_change_of_published before update on forecast_run
for each row when (old.published_at is not null and old.* is distinct from new.*) execute function refuse_change();
create trigger refuse_delete before delete on forecast_run for each row execute function refuse_change();
create trigger refuse_truncate before truncate on forecast_run for each statement execute function refuse_change();
create trigger stamp_publication before update on forecast_run
for each row when (old.published_at is null and new.published_at is not null) execute function stamp_publication();

-- Parts of a load or run that are no history by themselves. A part that stands there already may be given again.
create function refuse_late_part() returns trigger
language plpgsql
set search_path = macrocast, public, pg_temp
as $$
declare
    part record := coalesce(new, old);
    is_known boolean := false;
    is_published boolean;
begin
    if tg_table_name = 'load_payload' then
        select status = 'published' into is_published from load where load_key = part.load_key;
        if tg_op = 'INSERT' then
            is_known := exists (
                select from load_payload where load_key = new.load_key and payload_sha256 = new.payload_sha256
            );
        end if;
    else
        select published_at is not null into is_published from forecast_run where run_id = part.run_id;
        if tg_op = 'INSERT' then
            is_known := exists (select from run_series where run_id = new.run_id and series_id = new.series_id);
        end if;
    end if;
    if is_published and not is_known then
        raise exception '% is append-only: % refused, what it belongs to is published', tg_table_name, lower(tg_op)
            using errcode = 'insufficient_privilege';
    end if;
    return case when is_known then null else part end;
end
$$;

comment on function refuse_late_part is 'Trigger that refuses another part of a published load or run.';

create trigger refuse_late_insert before insert or delete on load_payload
for each row execute function refuse_late_part();
create trigger refuse_late_update before update on load_payload
for each row when (old.* is distinct from new.*) execute function refuse_late_part();
create trigger refuse_truncate before truncate on load_payload for each statement execute function refuse_change();
create trigger refuse_late_insert before insert or delete on run_series
for each row execute function refuse_late_part();
create trigger refuse_late_update before update on run_series
for each row when (old.* is distinct from new.*) execute function refuse_late_part();
create trigger refuse_truncate before truncate on run_series for each statement execute function refuse_change();

-- Rows of history, looked at once per statement: a look per row would double the time of a load.
create function refuse_late_rows() returns trigger
language plpgsql
set search_path = macrocast, public, pg_temp
as $$
declare
    late text;
begin
    if tg_argv[0] = 'load_id' then
        select 'load ' || load_id into late
        from load
        where load_id in (select load_id from inserted) and status = 'published'
        limit 1;
    elsif tg_argv[0] = 'load_key' then
        select 'load ' || load_key into late
        from load
        where load_key in (select load_key from inserted) and status = 'published'
        limit 1;
    else
        select 'run ' || run_id into late
        from forecast_run
        where run_id in (select run_id from inserted) and published_at is not null
        limit 1;
    end if;
    if late is not null then
        raise exception '% is append-only: insert refused, % is published already', tg_table_name, late
            using errcode = 'insufficient_privilege', hint = 'Add rows by a new load or run.';
    end if;
    return null;
end
$$;

comment on function refuse_late_rows is
'Trigger that refuses rows under a load or run that is published already. Its argument is the column that names it.';

create trigger refuse_late_rows after insert on observation
referencing new table as inserted for each statement execute function refuse_late_rows('load_id');
create trigger refuse_late_rows after insert on vintage
referencing new table as inserted for each statement execute function refuse_late_rows('load_id');
create trigger refuse_late_rows after insert on quarantine
referencing new table as inserted for each statement execute function refuse_late_rows('load_key');
create trigger refuse_late_rows after insert on forecast
referencing new table as inserted for each statement execute function refuse_late_rows('run_id');
create trigger refuse_late_rows after insert on accuracy
referencing new table as inserted for each statement execute function refuse_late_rows('run_id');
create trigger refuse_late_rows after insert on blessing
referencing new table as inserted for each statement execute function refuse_late_rows('run_id');
create trigger refuse_late_rows after insert on run_model
referencing new table as inserted for each statement execute function refuse_late_rows('run_id');

-- A hypertable hands its triggers for rows down to its chunks, but neither those for statements nor refusals of rights.
-- A chunk is guarded by the statement that creates it, before anybody else can see it.
create function guard_chunks() returns trigger
language plpgsql security definer
set search_path = macrocast, public, pg_temp
as $$
declare
    chunk regclass;
begin
    for chunk in
        select inhrelid
        from pg_catalog.pg_inherits
        where
            inhparent = tg_relid
            and not exists (
                select from pg_catalog.pg_trigger where tgrelid = inhrelid and tgname = 'refuse_truncate'
            )
    loop
        execute format(
            'create trigger refuse_truncate before truncate on %s for each statement execute function refuse_change()',
            chunk
        );
        execute format('revoke all on %s from macrocast_loader, macrocast_trainer, macrocast_scorer', chunk);
    end loop;
    return null;
end
$$;

comment on function guard_chunks is
'Trigger that refuses truncate of new chunks, and writes into them that go past the hypertable.';

create trigger guard_chunks after insert on observation for each statement execute function guard_chunks();
create trigger guard_chunks after insert on forecast for each statement execute function guard_chunks();
-- Those that exist.
insert into observation (series_id, period_start, known_at, value, load_id)
select
    series_id,
    period_start,
    known_at,
    value,
    load_id
from observation
where false;
insert into forecast (series_id, method, measure, target_start, horizon, known_at, run_id, origin, mean)
select
    series_id,
    method,
    measure,
    target_start,
    horizon,
    known_at,
    run_id,
    origin,
    mean
from forecast
where false;

-- What a source or series is called may be corrected, not what it is.
create trigger refuse_other_identity before update on source
for each row when ((old.source_id, old.code) is distinct from (new.source_id, new.code))
execute function refuse_change();
create trigger refuse_other_identity before update on series
for each row
when (
    (old.series_id, old.source_id, old.code, old.frequency)
    is distinct from (new.series_id, new.source_id, new.code, new.frequency)
)
execute function refuse_change();

revoke update on load, load_payload from macrocast_loader;
grant update (
    status, load_id, published_at, message, rows_read, rows_written, rows_unchanged, rows_quarantined, rows_skipped,
    rows_restored
) on load to macrocast_loader;
grant update (rows_expected, rows_skipped) on load_payload to macrocast_loader;
grant update (published_at, rows_published) on forecast_run to macrocast_loader;
