-- What the functions of triggers write, nobody may have them write by a trigger on a table of their own.
do $$
declare
    called regprocedure;
begin
    for called in
        select pg_proc.oid
        from pg_catalog.pg_proc
        where pg_proc.pronamespace = 'macrocast'::regnamespace and pg_proc.prorettype = 'trigger'::regtype
    loop
        execute format('revoke execute on function %s from public', called);
    end loop;
end
$$;

-- The loader writes what a catalogue says of a series. Since when, and what was before, follows from that.
revoke insert, update on series from macrocast_loader;
grant insert (
    source_id, code, frequency, title, unit, measure, transform, is_target, week_starts_on, seasonal_adjustment, tcode,
    publication_lag_days, release_calendar, category
) on series to macrocast_loader;
grant update (
    title, unit, measure, transform, is_target, seasonal_adjustment, tcode, publication_lag_days, release_calendar,
    category
) on series to macrocast_loader;
revoke insert on series_base from macrocast_loader;
grant insert (series_id, known_at, base_period, unit) on series_base to macrocast_loader;

-- Rules hold a load by what they find in its rows. Held by hand it would say nothing of them, and others could join.
create or replace function refuse_undecided() returns trigger
language plpgsql
set search_path = macrocast, public, pg_temp
as $$
declare
    decided text;
begin
    if new.status = 'held' and old.status <> 'held' then
        if not pg_has_role(current_user, 'macrocast_owner', 'usage') then
            raise exception 'Load % cannot be held by hand: its rules hold it when it is published', old.load_key
                using errcode = 'insufficient_privilege';
        end if;
        return new;
    end if;
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
        raise exception 'Load % is held, only a person''s decision %', old.load_key,
            case new.status when old.status then 'changes it' else 'makes it ' || new.status end
            using errcode = 'insufficient_privilege',
            hint = 'select api.approve_load(...) or api.reject_load(...).';
    end if;
    return new;
end
$$;

create or replace trigger refuse_undecided before update on load
for each row when (
    old.* is distinct from new.* and (old.status in ('held', 'rejected') or new.status = 'held')
)
execute function refuse_undecided();

create or replace function note_load() returns trigger
language plpgsql security definer
set search_path = macrocast, public, pg_temp
as $$
begin
    if new.status = 'published' then
        perform append_event('load published', 'load/' || new.load_key, load_content(new.load_key));
    elsif new.status = 'held' then
        perform append_event(
            'load held', 'load/' || new.load_key,
            jsonb_build_object('message', new.message, 'held_hash', new.held_hash)
        );
    else
        perform append_event(
            'load ' || new.status, 'load/' || new.load_key, jsonb_build_object('message', new.message)
        );
    end if;
    return null;
end
$$;

-- A rule under another key is another rule.
create or replace function note_rule() returns trigger
language plpgsql security definer
set search_path = macrocast, public, pg_temp
as $$
begin
    if tg_op = 'DELETE' or (tg_op = 'UPDATE' and old.rule_key <> new.rule_key) then
        perform append_event('rule removed', 'rule/' || old.rule_key, to_jsonb(old));
    end if;
    if tg_op <> 'DELETE' then
        perform append_event(
            'rule ' || case when tg_op = 'UPDATE' and old.rule_key = new.rule_key then 'changed' else 'added' end,
            'rule/' || new.rule_key, to_jsonb(new)
        );
    end if;
    return null;
end
$$;

alter table quality_rule
add constraint quality_rule_bounds_are_numbers check (lower <> 'nan' and upper <> 'nan') not valid;
