-- The rows of a held load stay until a person has decided, and nobody decides by a sign that says nothing.
revoke delete on table stage from macrocast_loader;

create function is_open_to_jobs(load_key uuid, status text) returns boolean
language sql stable
set search_path = macrocast, public, pg_temp
as $$
    select case $2
        when 'staged' then true
        when 'rejected' then not exists (select from approval where approval.load_key = $1)
        -- A crash of the server took them, so there is nothing that a person could approve.
        when 'held' then not exists (select from stage where stage.load_key = $1)
        else false
    end
$$;

comment on function is_open_to_jobs is
'Whether a job may stage a load (again): not one that waits for a person, nor one that a person gave up.';

create or replace function refuse_undecided() returns trigger
language plpgsql
set search_path = macrocast, public, pg_temp
as $$
declare
    decided text;
begin
    if new.status = 'staged' and is_open_to_jobs(old.load_key, old.status) then
        return new;
    end if;
    select approval.decision into decided from approval where approval.load_key = old.load_key;
    if decided = 'rejected' and old.status = 'rejected' then
        raise exception 'Load % is rejected by a person, which stands: it cannot be %', old.load_key,
            case new.status when old.status then 'another one' else new.status end
            using errcode = 'insufficient_privilege';
    end if;
    if old.status = 'held' and decided is null then
        raise exception 'Load % is held, only a person''s decision makes it %', old.load_key,
            case new.status when old.status then 'another one' else new.status end
            using errcode = 'insufficient_privilege',
            hint = 'select api.approve_load(...) or api.reject_load(...).';
    end if;
    return new;
end
$$;

create or replace trigger refuse_undecided before update on load
for each row when (old.status in ('held', 'rejected') and old.* is distinct from new.*)
execute function refuse_undecided();

-- Nor does anything join what is held: what a person decides about is complete.
create or replace function refuse_late_part() returns trigger
language plpgsql
set search_path = macrocast, public, pg_temp
as $$
declare
    part record := coalesce(new, old);
    is_known boolean := false;
    state text;
begin
    if tg_table_name = 'load_payload' then
        select status into state from load where load_key = part.load_key;
        if tg_op = 'INSERT' then
            is_known := exists (
                select from load_payload where load_key = new.load_key and payload_sha256 = new.payload_sha256
            );
        end if;
    else
        select case when published_at is not null then 'published' end into state
        from forecast_run
        where run_id = part.run_id;
        if tg_op = 'INSERT' then
            is_known := exists (select from run_series where run_id = new.run_id and series_id = new.series_id);
        end if;
    end if;
    if state in ('published', 'held') and not is_known then
        raise exception '% is append-only: % refused, what it belongs to is %', tg_table_name, lower(tg_op), state
            using errcode = 'insufficient_privilege';
    end if;
    return case when is_known then null else part end;
end
$$;

create or replace function refuse_late_rows() returns trigger
language plpgsql
set search_path = macrocast, public, pg_temp
as $$
declare
    late text;
begin
    if tg_argv[0] = 'load_id' then
        select format('load %s is %s', load_id, status) into late
        from load
        where load_id in (select load_id from inserted) and status = 'published'
        limit 1;
    elsif tg_argv[0] = 'load_key' then
        select format('load %s is %s', load_key, status) into late
        from load
        where load_key in (select load_key from inserted) and status in ('published', 'held')
        limit 1;
    else
        select format('run %s is published', run_id) into late
        from forecast_run
        where run_id in (select run_id from inserted) and published_at is not null
        limit 1;
    end if;
    if late is not null then
        raise exception '% is append-only: insert refused, % already', tg_table_name, late
            using errcode = 'insufficient_privilege', hint = 'Add rows by a new load or run.';
    end if;
    return null;
end
$$;

create function says_something(sign text) returns boolean
language sql immutable parallel safe
as $$
    -- Fillers of Hangul count as letters and show nothing.
    select coalesce(translate(sign, U&'\115F\1160\3164\FFA0', '') collate pg_c_utf8 ~ '[[:alnum:]]', false)
$$;

comment on function says_something is 'Whether a name or a reason holds a letter of any script, or a digit.';

-- What was signed before stays as it is.
alter table approval drop constraint approval_says_who;
alter table approval add constraint approval_says_who
check (macrocast.says_something(actor) and macrocast.says_something(reason)) not valid;

-- What is defined is asked for by the code that audits (queries/read_definitions.sql), not by what it audits.
drop function note_definitions(boolean);
drop function definitions();

-- As what it calls is stable, the planner looks into it only where it is stable, too, and it costs a tenth.
alter function period_label(date, text) stable;
