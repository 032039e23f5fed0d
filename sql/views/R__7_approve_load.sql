-- Asked before either decision.
create or replace function require_decision(load_key uuid, decision text, actor text, reason text, state text)
returns void
language plpgsql
as $$
begin
    if state is distinct from 'held' then
        raise exception 'Load % is %, only a held one can be %', load_key, coalesce(state, 'not known'), decision
            using errcode = 'invalid_parameter_value';
    end if;
    if not (says_something(actor) and says_something(reason)) then
        raise exception 'Load % needs who decides and why: who was "%", why was "%"', load_key, actor, reason
            using errcode = 'invalid_parameter_value';
    end if;
end
$$;

comment on function require_decision is 'Refuses a decision about a load that waits for none, or by nobody.';

revoke execute on function require_decision from public;

-- A person's word on a held load. Approving publishes it in the same transaction; only then it counts as known by us.
create or replace function api.approve_load(load_key uuid, actor text, reason text) returns text
language plpgsql security definer
set search_path = macrocast, public, pg_temp
as $$
#variable_conflict use_variable
declare
    state text;
    token bigint;
begin
    select locked.state, locked.current_token into state, token from lock_load(load_key) as locked;
    perform require_decision(load_key, 'approved', actor, reason, state);
    if not exists (select from stage where stage.load_key = approve_load.load_key) then
        raise exception 'The rows of load % are gone, as after a stop of the server: load it again', load_key
            using errcode = 'invalid_parameter_value';
    end if;
    -- The lock of the numbers, before that of the audit chain, as in any publication.
    perform pg_advisory_xact_lock(2, 0);
    begin
        insert into approval (load_key, decision, actor, reason) values (load_key, 'approved', actor, reason);
        perform publish('load', load_key, token, true);
    exception
        when object_not_in_prerequisite_state or invalid_parameter_value then
            -- Not the rows that anybody looked at. Without them the load may be staged again, and is held again.
            delete from stage where stage.load_key = approve_load.load_key;
            return 'not published: ' || sqlerrm || '; load it again';
    end;
    return (
        select format('published as load %s, %s rows written', load.load_id, load.rows_written)
        from load
        where load.load_key = approve_load.load_key
    );
end
$$;

comment on function api.approve_load is
'Publishes a held load: its key (api.load), who decides and why. Says as which load it counts, or why it does not.';

create or replace function api.reject_load(load_key uuid, actor text, reason text) returns text
language plpgsql security definer
set search_path = macrocast, public, pg_temp
as $$
#variable_conflict use_variable
declare
    state text;
begin
    select locked.state into state from lock_load(load_key) as locked;
    perform require_decision(load_key, 'rejected', actor, reason, state);
    insert into approval (load_key, decision, actor, reason) values (load_key, 'rejected', actor, reason);
    update load
    set status = 'rejected', message = format('rejected by %s: %s', actor, reason)
    where load.load_key = reject_load.load_key;
    delete from stage where stage.load_key = reject_load.load_key;
    return 'rejected';
end
$$;

comment on function api.reject_load is
'Gives a held load up for good: its key (api.load), who decides and why. The same payloads stay rejected.';

revoke execute on function api.approve_load, api.reject_load from public;
grant execute on function api.approve_load, api.reject_load to macrocast_approver;
