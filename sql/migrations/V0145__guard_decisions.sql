-- A person decides about the rows that were held, and the decision stands.
alter table load add column held_hash text;

comment on column load.held_hash is 'Hash of the rows for which it was held last: these are approved, or none.';

create function refuse_undecided() returns trigger
language plpgsql
set search_path = macrocast, public, pg_temp
as $$
declare
    decided text;
begin
    select approval.decision into decided from approval where approval.load_key = old.load_key;
    if decided = 'rejected' and new.status <> 'rejected' then
        raise exception 'Load % is rejected by a person, which stands: it cannot be %', old.load_key, new.status
            using errcode = 'insufficient_privilege';
    end if;
    if old.status = 'held' and new.status <> 'staged' and decided is null then
        raise exception 'Load % is held, only a person''s decision makes it %', old.load_key, new.status
            using errcode = 'insufficient_privilege',
            hint = 'select api.approve_load(...) or api.reject_load(...).';
    end if;
    return new;
end
$$;

comment on function refuse_undecided is 'Trigger that keeps a load held until a person decides, and rejected since.';

create trigger refuse_undecided before update on load
for each row when (old.status in ('held', 'rejected') and old.status <> new.status)
execute function refuse_undecided();

-- Signs that only look like somebody are nobody.
alter table approval add constraint approval_says_who check (btrim(actor) <> '' and btrim(reason) <> '') not valid;

-- A limit that is not a number is never exceeded; infinity says so openly.
alter table quality_rule add constraint quality_rule_limit_is_a_number check (limit_value <> 'nan') not valid;
