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
    if decided = 'rejected' and new.status <> 'rejected' then
        raise exception 'Load % is rejected by a person, which stands: it cannot be %', old.load_key, new.status
            using errcode = 'insufficient_privilege';
    end if;
    if old.status = 'held' and decided is null then
        raise exception 'Load % is held, only a person''s decision makes it %', old.load_key, new.status
            using errcode = 'insufficient_privilege',
            hint = 'select api.approve_load(...) or api.reject_load(...).';
    end if;
    return new;
end
$$;

create function says_something(sign text) returns boolean
language sql immutable parallel safe
as $$
    select coalesce(sign collate pg_c_utf8 ~ '[[:alnum:]]', false)
$$;

comment on function says_something is 'Whether a name or a reason holds a letter or a digit, of any script.';

-- What was signed before stays as it is.
alter table approval drop constraint approval_says_who;
alter table approval add constraint approval_says_who
check (actor collate pg_c_utf8 ~ '[[:alnum:]]' and reason collate pg_c_utf8 ~ '[[:alnum:]]') not valid;
